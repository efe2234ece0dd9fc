package kentongan.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kentongan.detection.Detection;
import kentongan.detection.Detector;
import kentongan.event.BatchBody;
import kentongan.event.Event;
import kentongan.event.EventLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads on from the event log, lets the rules look, and saves what follows together with its own
/// place in the log.
final class Detecting implements Worker.Step {
  static final String READER = "detection";

  private static final Logger LOG = LoggerFactory.getLogger(Detecting.class);

  private static final int BATCHES = 16;
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration TICK = Duration.ofSeconds(1);

  /// Without a detection the place is saved this often: what is read again says nothing new.
  private static final Duration SAVE_EVERY = Duration.ofSeconds(2);

  private final World world;
  private final Detector detector;
  private final Consequences consequences;
  private final Figures figures;
  private final RulesInForce rules;
  private long position;
  private Instant savedAt = Instant.EPOCH;
  private long savedPosition;
  private Instant tickedAt = Instant.EPOCH;
  private final RuleCounts counts = new RuleCounts();
  private @Nullable Verdicts verdicts;

  /// What was detected but could not be saved yet; the next step tries again before it reads on.
  private final List<Seen> unsaved = new ArrayList<>();

  /// What came into force and is not written down yet.
  private final List<RulesInForce.Swap> unrecorded = new ArrayList<>();

  /// @param firing the event that made the rule match; empty for silence
  /// @param version of the rule set that found it
  private record Seen(Detection detection, Optional<Event> firing, String version) {}

  /// @param detector made with the memory of `mark`
  Detecting(
      World world,
      Detector detector,
      Progress.Mark mark,
      Consequences consequences,
      Figures figures,
      RulesInForce rules) {
    this.world = world;
    this.detector = detector;
    this.consequences = consequences;
    this.figures = figures;
    this.rules = rules;
    this.position = mark.position();
    this.savedPosition = mark.position();
    remember(mark);
  }

  /// From now on verdicts are told, and speak for what several sides watch. Before the first step.
  void judgeBy(Verdicts by) {
    this.verdicts = by;
  }

  private void remember(Progress.Mark mark) {
    var at = mark.neededFrom() - 1;
    while (at < mark.position()) {
      for (var stored : world.events().log().read(at, BATCHES)) {
        at = stored.position();
        if (at > mark.position()) {
          return;
        }
        for (var event : events(stored)) {
          detector.replay(event, stored.position());
        }
      }
    }
    figures.detectedTo.set(mark.position());
  }

  @Override
  public void run() throws InterruptedException {
    if (unsaved.isEmpty()) {
      look();
    }
    save();
  }

  private void look() throws InterruptedException {
    swap();
    counts.tell(detector, rules);
    var log = world.events().log();
    if (log.awaitBeyond(position, PATIENCE)) {
      for (var stored : log.read(position, BATCHES)) {
        judge(stored);
        position = stored.position();
      }
    }
    // Silence is judged only when nothing is left unread: what is still to be read is not silence.
    var now = world.clock().instant();
    if (position >= log.end() && Duration.between(tickedAt, now).abs().compareTo(TICK) >= 0) {
      tickedAt = now;
      if (verdicts != null) {
        compare(verdicts, now);
      }
      for (var detection : detector.tick(now)) {
        if (verdicts != null && verdicts.withholds(detection, Optional.empty(), now)) {
          continue;
        }
        unsaved.add(new Seen(detection, Optional.empty(), rules.book().version()));
      }
    }
  }

  /// Whatever goes wrong with verdicts, the rules go on.
  private static void compare(Verdicts verdicts, Instant now) {
    try {
      verdicts.tick(now);
    } catch (RuntimeException broken) {
      LOG.atError().setCause(broken).log("the witnesses could not be compared; tried again");
    }
  }

  private void judge(EventLog.Stored stored) {
    if (verdicts != null) {
      verdicts.heard(stored.batch().agent(), stored.acceptedAt());
    }
    for (var event : events(stored)) {
      swap();
      try {
        if (verdicts != null) {
          verdicts.on(event);
        }
        for (var detection : detector.on(event, stored.position())) {
          if (verdicts != null
              && verdicts.withholds(detection, Optional.of(event), event.acceptedAt())) {
            continue;
          }
          unsaved.add(new Seen(detection, Optional.of(event), rules.book().version()));
        }
        figures.detected.increment();
      } catch (RuntimeException broken) {
        // One event must not stop all that follow it; that it went unjudged is counted and told.
        figures.unjudged.increment();
        LOG.atError()
            .addKeyValue("event", event.id())
            .setCause(broken)
            .log("the rules could not look at an event");
      }
    }
  }

  /// Between two events: the one before was judged by the old rules, the next is by the new ones.
  private void swap() {
    var swap = rules.take();
    if (swap != null) {
      counts.leave(detector);
      detector.use(swap.compiled());
      rules.took(swap);
      unrecorded.add(swap);
    }
  }

  private List<Event> events(EventLog.Stored stored) {
    try {
      return BatchBody.events(stored);
    } catch (IllegalStateException unreadable) {
      figures.lost.add(stored.batch().size());
      LOG.atError()
          .addKeyValue("position", stored.position())
          .addKeyValue("batch", stored.batch())
          .setCause(unreadable)
          .log("an accepted batch cannot be read any more");
      return List.of();
    }
  }

  private void save() {
    // The machine's clock: an exercise's may stand still.
    var now = Instant.now();
    var isDue =
        position > savedPosition && Duration.between(savedAt, now).compareTo(SAVE_EVERY) >= 0;
    if (unsaved.isEmpty() && unrecorded.isEmpty() && !isDue) {
      figures.detectedTo.set(position);
      return;
    }
    var changed =
        world
            .desk()
            .write(() -> {
              var mark = new Progress.Mark(position, detector.neededFrom(), detector.memory());
              world.events().progress().move(READER, mark);
              if (verdicts != null) {
                var told = new Progress.Mark(position, position + 1, verdicts.memory());
                world.events().progress().move(Verdicts.READER, told);
              }
              unrecorded.forEach(rules::record);
              var hadEffect = 0;
              for (var seen : unsaved) {
                if (world.events().progress().first("detection/" + seen.detection().id())) {
                  consequences.follow(seen.detection(), seen.firing(), seen.version());
                  hadEffect++;
                }
              }
              return hadEffect;
            });
    unsaved.clear();
    unrecorded.forEach(swap -> swap.saved().complete(swap.book()));
    unrecorded.clear();
    savedAt = now;
    savedPosition = position;
    figures.detectedTo.set(position);
    figures.detections.add(changed);
    if (changed > 0) {
      consequences.saved();
    }
  }

  /// Saves the place before the stores close.
  void finish() {
    savedAt = Instant.EPOCH;
    save();
  }
}

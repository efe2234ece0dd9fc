package kentongan.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kentongan.asset.AssetId;
import kentongan.detection.Detection.Explanation;
import kentongan.event.Event;
import kentongan.event.EventId;
import kentongan.rule.Correlation;
import kentongan.rule.EventRule;
import kentongan.rule.Mapping;
import kentongan.rule.Rule;
import kentongan.rule.RuleSet;

/// Rules over events in the order of the event log: what it answers follows from the rules and that
/// order alone.
///
/// To survive a restart, its reader keeps three things in the transaction that stores the effects:
/// the position read so far, [#neededFrom()] and [#memory()]. Afterwards it makes a new detector
/// with that memory, gives it the events from `neededFrom` up to and with the stored position
/// through [#replay], and goes on with [#on].
///
/// For one thread at a time.
public final class Detector {
  private static final long FUTURE = Duration.ofMinutes(5).toMillis();
  private static final int POSITIONS_BETWEEN_LOOKS = 64;

  private final Inventory inventory;
  private final Policy policy;
  private final Troubles troubles;
  private final Map<String, Silence> silences = new LinkedHashMap<>();
  private RuleSet rules;
  private Engine engine;
  private long lastPosition;
  private long lookedAt;
  private long needed = 1;
  private Instant swept = Instant.EPOCH;

  /// @param rules in force from now on
  /// @param inventory who owns what, who ought to be heard
  /// @param policy how late is late
  /// @param memory what [#memory()] said when the last position was stored; empty at first
  public Detector(
      RuleSet rules, Mapping mapping, Inventory inventory, Policy policy, String memory) {
    this.inventory = inventory;
    this.policy = policy;
    this.troubles = new Troubles(policy.repeat());
    this.rules = rules;
    this.engine = new Engine(rules, mapping, policy.lateness().toMillis() + FUTURE, true);
    watchSilence();
    Memory.read(memory, troubles, silences.values());
  }

  /// What this event makes known. Events that are no JSON object make nothing known.
  ///
  /// @param position of its batch in the log
  public List<Detection> on(Event event, long position) {
    var found = new ArrayList<Detection>();
    judge(event, position, found, true);
    sweep(event.acceptedAt());
    return found;
  }

  /// Takes an event that was already judged before a restart: windows only, no detections.
  public void replay(Event event, long position) {
    judge(event, position, new ArrayList<>(), false);
  }

  /// What the passing of time makes known: silence. To be called every second or so, and only when
  /// the log has been read to its end; what is still unread is not silence.
  public List<Detection> tick(Instant now) {
    var found = new ArrayList<Detection>();
    for (var silence : silences.values()) {
      var rule = silence.rule();
      var known =
          rule.groupBy().size() == 1
              ? inventory.known(rule.groupBy().getFirst())
              : Map.<String, Inventory.Known>of();
      for (var silent : silence.silent(now, known)) {
        silent(rule, silent, now).ifPresent(found::add);
      }
    }
    return found;
  }

  /// The lowest log position whose events still matter to an open window; the one after the last
  /// position when none does. It may be lower than need be, and never higher.
  public long neededFrom() {
    if (lastPosition - lookedAt >= POSITIONS_BETWEEN_LOOKS || lookedAt == 0) {
      needed = engine.neededFrom(lastPosition + 1);
      lookedAt = lastPosition;
    }
    return needed;
  }

  /// The open troubles and who was last heard when, as text to be kept with the position.
  public String memory() {
    return Memory.write(troubles, silences.values());
  }

  /// Puts other rules into force; windows of rules that did not change stay.
  public void use(RuleSet rules, Mapping mapping) {
    use(compile(rules, mapping, policy));
  }

  /// The same with rules that were compiled before, which takes no time.
  public void use(Compiled next) {
    next.engine.inherit(engine);
    this.engine = next.engine;
    this.rules = next.rules;
    this.lookedAt = 0;
    watchSilence();
  }

  /// Compiles rules for a detector; on any thread, since thousands of rules take a second.
  ///
  /// @param policy the detector's own
  public static Compiled compile(RuleSet rules, Mapping mapping, Policy policy) {
    return new Compiled(
        rules, new Engine(rules, mapping, policy.lateness().toMillis() + FUTURE, true));
  }

  /// Rules that are compiled, for one detector to use once.
  public static final class Compiled {
    private final RuleSet rules;
    private final Engine engine;

    private Compiled(RuleSet rules, Engine engine) {
      this.rules = rules;
      this.engine = engine;
    }
  }

  /// How many matches windows had to forget before their time, because there were too many.
  public long overflow() {
    return overflowByRule().values().stream().mapToLong(Long::longValue).sum();
  }

  /// The same by the id of the correlation; only those that did forget.
  public Map<String, Long> overflowByRule() {
    var forgotten = engine.overflowByRule();
    silences.forEach((rule, silence) -> {
      if (silence.overflow() > 0) {
        forgotten.put(rule, silence.overflow());
      }
    });
    return forgotten;
  }

  /// What each rule had to do since it came into force, in the order of the rule set.
  public List<RuleFigure> ruleFigures() {
    return engine.figures();
  }

  private void judge(Event event, long position, List<Detection> found, boolean isNew) {
    lastPosition = Math.max(lastPosition, position);
    if (!engine.read(event)) {
      return;
    }
    long accepted = event.acceptedAt().toEpochMilli();
    long time = engine.time();
    if (time == Times.NONE || time > accepted + FUTURE) {
      time = accepted; // no clock, or one that runs ahead: it cannot have happened after it came
    }
    var route = engine.route();
    if (!route.isEmpty()) {
      var hearing = new Hearing(event, time, found, isNew);
      engine.judge(route, time, accepted, position, event.id(), hearing);
    }
  }

  private Optional<Detection> silent(Correlation rule, Silence.Silent silent, Instant now) {
    var key = Dedupe.key(silent.group());
    if (troubles.find(rule, key).isPresent()) {
      return Optional.empty();
    }
    var group = Summary.group(rule.groupBy(), silent.group());
    var id = DetectionId.of(rule.id(), key, Long.toString(silent.happened()));
    troubles.told(
        new Trouble(
            rule.id(), key, id, silent.office(), Optional.empty(), group, silent.since(), now));
    return Optional.of(
        new Detection(
            id,
            Detection.Change.BEGAN,
            rule.about(),
            silent.office(),
            Optional.empty(),
            key,
            silent.since(),
            now,
            false,
            List.of(),
            group,
            List.of(Summary.explain(rule, 0)),
            Summary.of(rule, group, "")));
  }

  private Detection ended(Trouble trouble, Rule rule, Event event, Instant factAt) {
    troubles.ended(trouble);
    return new Detection(
        DetectionId.of("ended", rule.id(), trouble.key(), event.id().toString()),
        Detection.Change.ENDED,
        rule.about(),
        trouble.office(),
        trouble.asset(),
        trouble.key(),
        factAt,
        event.acceptedAt(),
        isLate(event, factAt),
        List.of(event.id()),
        trouble.group(),
        List.of(),
        Summary.ended(rule, trouble.group()));
  }

  private boolean isLate(Event event, Instant factAt) {
    return factAt.plus(policy.lateness()).isBefore(event.acceptedAt());
  }

  private void watchSilence() {
    var wanted = new LinkedHashMap<String, Silence>();
    for (var rule : rules.correlations()) {
      if (rule.isAbsence()) {
        var known = silences.get(rule.id());
        wanted.put(
            rule.id(), known != null && known.rule().equals(rule) ? known : new Silence(rule));
      }
    }
    silences.clear();
    silences.putAll(wanted);
  }

  /// Once a minute of the log's own clock.
  private void sweep(Instant accepted) {
    if (accepted.isAfter(swept.plusSeconds(60))) {
      swept = accepted;
      troubles.forget(rules::find, accepted);
      engine.forget(accepted.toEpochMilli());
    }
  }

  /// How detection judges time.
  ///
  /// @param lateness an event that happened longer than this before it was accepted is late
  /// @param repeat while a trouble lasts it is told again after this, or after the rule's own time
  ///   span when that is longer
  public record Policy(Duration lateness, Duration repeat) {
    /// Two minutes late, told again after five.
    public static final Policy DEFAULT = new Policy(Duration.ofMinutes(2), Duration.ofMinutes(5));
  }

  /// Makes detections of what the engine says about one event.
  private final class Hearing implements Engine.Listener {
    private final Event event;
    private final long time;
    private final List<Detection> found;
    private final boolean isNew;

    Hearing(Event event, long time, List<Detection> found, boolean isNew) {
      this.event = event;
      this.time = time;
      this.found = found;
      this.isNew = isNew;
    }

    @Override
    public void matched(EventRule rule, int number, List<String> dedupe) {
      if (isNew) {
        var group = Summary.group(Dedupe.fields(rule), dedupe);
        began(
            rule, Dedupe.key(dedupe), time, List.of(event.id()), group, engine.explain(number), "");
      }
    }

    @Override
    public void fired(Firing firing) {
      if (isNew && rules.speaks(firing.rule())) {
        var rule = firing.rule();
        var events = firing.refs().stream().map(EventId.class::cast).toList();
        began(
            rule,
            Dedupe.key(engine.dedupe(firing)),
            firing.time(),
            events,
            Summary.group(rule.groupBy(), firing.group()),
            List.of(Summary.explain(rule, firing.measure())),
            Summary.measure(rule, firing.measure()));
      }
    }

    @Override
    public void heard(Correlation rule, List<String> group) {
      var silence = silences.get(rule.id());
      if (!isNew || silence == null) {
        return;
      }
      silence.heard(group, event.acceptedAt(), time, event.office());
      if (silence.isBack(group, event.acceptedAt())) {
        troubles
            .find(rule, Dedupe.key(group))
            .ifPresent(trouble -> found.add(ended(trouble, rule, event, event.acceptedAt())));
      }
    }

    /// What happened before the trouble does not end it, even when it arrives later.
    @Override
    public void recovered(Rule rule, int number, List<String> dedupe) {
      var factAt = Instant.ofEpochMilli(time);
      if (isNew && !Troubles.isAbsence(rule)) {
        troubles
            .find(rule, Dedupe.key(dedupe))
            .filter(trouble -> !factAt.isBefore(trouble.factAt()))
            .ifPresent(trouble -> found.add(ended(trouble, rule, event, factAt)));
      }
    }

    private void began(
        Rule rule,
        String key,
        long at,
        List<EventId> events,
        Map<String, String> group,
        List<Explanation> explanation,
        String measure) {
      var factAt = Instant.ofEpochMilli(at);
      if (!troubles.isNews(rule, key, event.acceptedAt())) {
        troubles.seenAgain(rule, key, factAt);
        return;
      }
      var id = DetectionId.of(rule.id(), key, event.id().toString());
      var asset = asset();
      var office = asset.flatMap(inventory::ownerOf).orElse(event.office());
      var began = troubles.find(rule, key).map(Trouble::began).orElse(id);
      troubles.told(
          new Trouble(rule.id(), key, began, office, asset, group, factAt, event.acceptedAt()));
      found.add(
          new Detection(
              id,
              Detection.Change.BEGAN,
              rule.about(),
              office,
              asset,
              key,
              factAt,
              event.acceptedAt(),
              isLate(event, factAt),
              events,
              group,
              explanation,
              Summary.of(rule, group, measure)));
    }

    /// The asset the event names, when the inventory knows it: agents may claim anything.
    private Optional<AssetId> asset() {
      var name = engine.asset();
      return AssetId.isName(name)
          ? Optional.of(new AssetId(name)).filter(id -> inventory.ownerOf(id).isPresent())
          : Optional.empty();
    }
  }
}

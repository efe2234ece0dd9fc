package kentongan.pipeline;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import kentongan.detection.Detection;
import kentongan.event.Event;
import kentongan.incident.Command;
import kentongan.incident.Incident;
import kentongan.incident.IncidentId;
import kentongan.incident.Opening;
import kentongan.incident.Triage;
import kentongan.ledger.Evidence;
import kentongan.office.Actor;
import kentongan.rule.About;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What follows from a detection: an incident is opened or joined, its playbook is begun, the
/// firing event is kept as evidence, the person on duty is called. All within the transaction that
/// moves detection's place in the log.
final class Consequences {
  private static final Logger LOG = LoggerFactory.getLogger(Consequences.class);
  private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
  private static final Actor BY = Actor.program("triage");

  private final World world;
  private final Recording recording;
  private final Acts acts;
  private final Calls calls;
  private final Runnable outboxFilled;
  private final AtomicBoolean hasCalled = new AtomicBoolean();

  Consequences(World world, Recording recording, Acts acts, Calls calls, Runnable outboxFilled) {
    this.world = world;
    this.recording = recording;
    this.acts = acts;
    this.calls = calls;
    this.outboxFilled = outboxFilled;
  }

  /// The year an incident is numbered in.
  static int year(Instant now) {
    return now.atZone(JAKARTA).getYear();
  }

  /// Lets everything follow that has to.
  ///
  /// @param firing the event that made the rule match; empty for silence
  /// @param version of the rules that found it
  void follow(Detection detection, Optional<Event> firing, String version) {
    var found = new Found(detection, firing, version);
    var now = world.clock().instant();
    var open = world.handling().incidents().openWith(detection.troubleKey());
    switch (Triage.of(detection, open, now)) {
      case Triage.Open(var opening, var first, _, _) -> open(opening, first, found, now);
      case Triage.Join(var to, var commands, var isUrgent, _) ->
          join(to, commands, isUrgent, found, now);
      case Triage.Ended(var of, var command, _) -> acts.decide(find(of), command);
      case Triage.Nothing(var why) ->
          LOG.atDebug()
              .addKeyValue("detection", detection.id())
              .addKeyValue("why", why)
              .log("nothing for people to do");
    }
  }

  private record Found(Detection detection, Optional<Event> firing, String version) {}

  private void open(Opening opening, Command.Join first, Found found, Instant now) {
    var id = world.handling().incidents().next(year(now));
    recording.begin(id, List.of(opening.as(id, now)));
    acts.decide(find(id), first);
    keep(id, found, now);
    opening.playbook().ifPresent(name -> begin(id, name));
    // Late or low ones too: the policy says that these are one mail and wake nobody.
    call(id, now);
    LOG.atInfo()
        .addKeyValue("incident", id)
        .addKeyValue("office", opening.office())
        .addKeyValue("why", opening.why())
        .log("incident opened");
  }

  private void begin(IncidentId id, String playbook) {
    if (!(acts.start(find(id), playbook, BY) instanceof Outcome.Done)) {
      LOG.atWarn()
          .addKeyValue("incident", id)
          .addKeyValue("playbook", playbook)
          .log("a rule offers a playbook that cannot be walked");
    }
  }

  private void join(
      IncidentId id, List<Command> commands, boolean isUrgent, Found found, Instant now) {
    for (var command : commands) {
      acts.decide(find(id), command);
    }
    keep(id, found, now);
    if (isUrgent) {
      call(id, now);
    }
  }

  /// Keeps the firing event as evidence, and the detection with what explains it.
  private void keep(IncidentId id, Found found, Instant now) {
    var evidence = found.firing().map(event -> evidence(id, event, now));
    var seen = found.detection();
    world
        .events()
        .detections()
        .keep(
            new KeptDetection(
                brief(seen),
                id,
                found.firing().map(Event::office).orElse(seen.office()),
                evidence,
                found.version()));
  }

  private String evidence(IncidentId id, Event event, Instant now) {
    var name = "peristiwa-%s.json".formatted(event.id().toString().replace('/', '-'));
    var piece =
        world
            .handling()
            .evidence()
            .keep(event.json(), new Evidence.Label(name, "application/json", BY, now));
    acts.decide(
        find(id),
        new Command.AddEvidence(BY, piece.sha256(), name, "application/json", piece.bytes()));
    return piece.sha256();
  }

  /// Without what a rule says at length: the same trouble may be told every five minutes.
  private static Detection brief(Detection seen) {
    var about = seen.rule();
    return new Detection(
        seen.id(),
        seen.change(),
        new About(
            about.id(),
            about.name(),
            about.title(),
            about.titleEnglish(),
            "",
            about.level(),
            about.author(),
            about.status(),
            about.tags(),
            about.falsePositives(),
            List.of(),
            about.playbook()),
        seen.office(),
        seen.asset(),
        seen.dedupeKey(),
        seen.factAt(),
        seen.acceptedAt(),
        seen.late(),
        seen.events(),
        seen.group(),
        seen.explanation(),
        seen.summary());
  }

  private void call(IncidentId id, Instant now) {
    if (calls.call(find(id), now)) {
      hasCalled.set(true);
    }
  }

  private Incident find(IncidentId id) {
    return world.handling().incidents().find(id).orElseThrow();
  }

  /// The transaction is on disk: whoever waits for what it holds may look now.
  void saved() {
    if (hasCalled.getAndSet(false)) {
      outboxFilled.run();
    }
    world.out().changed().accept("incidents");
  }
}

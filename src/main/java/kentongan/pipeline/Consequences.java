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
  void follow(Detection detection, Optional<Event> firing) {
    var now = world.clock().instant();
    var open = world.handling().incidents().openWith(detection.troubleKey());
    switch (Triage.of(detection, open, now)) {
      case Triage.Open(var opening, var first, _, _) -> open(opening, first, firing, now);
      case Triage.Join(var to, var commands, var isUrgent, _) ->
          join(to, commands, isUrgent, firing, now);
      case Triage.Ended(var of, var command, _) -> acts.decide(find(of), command);
      case Triage.Nothing(var why) ->
          LOG.atDebug()
              .addKeyValue("detection", detection.id())
              .addKeyValue("why", why)
              .log("nothing for people to do");
    }
  }

  private void open(Opening opening, Command.Join first, Optional<Event> firing, Instant now) {
    var id = world.handling().incidents().next(year(now));
    recording.begin(id, List.of(opening.as(id, now)));
    acts.decide(find(id), first);
    keep(id, firing, now);
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
      IncidentId id,
      List<Command> commands,
      boolean isUrgent,
      Optional<Event> firing,
      Instant now) {
    for (var command : commands) {
      acts.decide(find(id), command);
    }
    keep(id, firing, now);
    if (isUrgent) {
      call(id, now);
    }
  }

  private void keep(IncidentId id, Optional<Event> firing, Instant now) {
    firing.ifPresent(event -> {
      var name = "peristiwa-%s.json".formatted(event.id().toString().replace('/', '-'));
      var piece =
          world
              .handling()
              .evidence()
              .keep(event.json(), new Evidence.Label(name, "application/json", BY, now));
      acts.decide(
          find(id),
          new Command.AddEvidence(BY, piece.sha256(), name, "application/json", piece.bytes()));
    });
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

package kentongan.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import kentongan.incident.Deadline;
import kentongan.incident.Incident;
import kentongan.incident.IncidentId;
import kentongan.incident.Incidents.Which;
import kentongan.incident.Stamp;
import kentongan.notice.CallState;
import kentongan.notice.Calling;
import kentongan.notice.Channel;
import kentongan.notice.Matter;
import kentongan.notice.Notice;
import kentongan.notice.NoticeId;
import kentongan.notice.Words;
import kentongan.office.OfficeId;
import kentongan.oncall.Duty;
import kentongan.oncall.Ladder;
import kentongan.playbook.Language;

/// Calls people about open incidents until somebody acknowledges: the person on duty, again, the
/// deputy, then upward. What is decided goes into the outbox in the same transaction.
final class Calls implements Worker.Step {
  private static final int MOST_INCIDENTS = 2_000;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /// An exercise's minute may be a second.
  private static final Duration PATIENCE_IN_EXERCISE = Duration.ofMillis(200);

  private final World world;
  private final Duty duty;
  private final Runnable outboxFilled;

  /// When to look at an incident again; what is not in here is looked at now. Only a shortcut:
  /// after a restart everything is looked at once.
  private final Map<IncidentId, Instant> quietUntil = new ConcurrentHashMap<>();

  Calls(World world, Runnable outboxFilled) {
    this.world = world;
    this.duty =
        new Duty(
            world.organisation().offices(),
            world.organisation().people(),
            world.organisation().rosters());
    this.outboxFilled = outboxFilled;
  }

  @Override
  public void run() {
    LockSupport.parkNanos((world.isExercise() ? PATIENCE_IN_EXERCISE : PATIENCE).toNanos());
    var all = world.organisation().offices().subtree(OfficeId.HEADQUARTERS);
    var now = world.clock().instant();
    var filled = false;
    for (var incident : world.handling().incidents().list(Which.OPEN, all, MOST_INCIDENTS)) {
      if (isDue(incident, now)) {
        filled |= world.desk().write(() -> call(incident.id(), now));
      }
    }
    if (filled) {
      outboxFilled.run();
      world.out().changed().accept("incidents");
    }
  }

  private boolean isDue(Incident incident, Instant now) {
    if (incident.isAcknowledged()) {
      quietUntil.remove(incident.id());
      return false;
    }
    var until = quietUntil.get(incident.id());
    return until == null || !now.isBefore(until);
  }

  private boolean call(IncidentId id, Instant now) {
    var incident = world.handling().incidents().find(id);
    return incident.isPresent() && incident.get().isOpen() && call(incident.get(), now);
  }

  /// Decides about one incident and puts what follows into the outbox; within a transaction.
  ///
  /// @return whether there is something to send
  boolean call(Incident incident, Instant now) {
    var notices = world.out().notices().of(incident.id());
    var state =
        CallState.of(
            incident.severity(), isLate(opened(incident)), incident.acknowledgedAt(), notices);
    var ladder = duty.ladder(incident.office(), now);
    return switch (Calling.next(world.out().policy(), state, ladder, now)) {
      case Calling.Send(var to, var rung, var attempt, var why) ->
          put(incident, to, rung, attempt, why, world.out().channels(), now);
      case Calling.Escalate(var to, var rung, var attempt, var why) ->
          put(incident, to, rung, attempt, why, world.out().channels(), now);
      case Calling.WriteOnce(var to, var rung, var why) ->
          put(incident, to, rung, 1, why, mailOnly(), now);
      case Calling.Wait(var until, _) -> quiet(incident, until);
      // A roster may get a name, a severity may rise: look again now and then.
      case Calling.Done _ -> quiet(incident, now.plus(Duration.ofMinutes(1)));
    };
  }

  private boolean quiet(Incident incident, Instant until) {
    quietUntil.put(incident.id(), until);
    return false;
  }

  /// Something about it changed: look at it again at once.
  void lookAgain(IncidentId id) {
    quietUntil.remove(id);
  }

  /// Whether the program learned of it so late that it is history: nobody is woken for that. What a
  /// person reports is never history.
  private static boolean isLate(Stamp opened) {
    return opened.isLate() && opened.by().person().isEmpty();
  }

  private Stamp opened(Incident incident) {
    return world.handling().incidents().facts(incident.id()).getFirst().stamp();
  }

  private List<Channel> mailOnly() {
    var mail = world.out().channels().stream().filter(c -> c.name().equals("mail")).toList();
    return mail.isEmpty() ? world.out().channels() : mail;
  }

  private boolean put(
      Incident incident,
      Ladder.Rung to,
      int rung,
      int attempt,
      String why,
      List<Channel> channels,
      Instant now) {
    var isNew = false;
    for (var channel : channels) {
      var person = to.person();
      var address = channel.name().equals("mail") ? person.email() : person.phone().orElse("");
      isNew |=
          world
              .out()
              .outbox()
              .put(
                  new Notice(
                      NoticeId.of(incident.id(), person.id(), attempt, channel.name()),
                      incident.id(),
                      incident.office(),
                      person.id(),
                      person.name(),
                      address,
                      channel.name(),
                      rung,
                      attempt,
                      why,
                      matter(incident),
                      now,
                      new Notice.State.Waiting(0, now, ""),
                      Optional.empty()));
    }
    return isNew;
  }

  private Matter matter(Incident incident) {
    var office = world.organisation().offices().get(incident.office());
    return new Matter(
        incident.id(),
        new Words(incident.title(), incident.title()),
        Texts.severity(incident.severity()),
        office.officeName(),
        incident.assets().stream()
            .findFirst()
            .flatMap(world.organisation().assets()::find)
            .map(asset -> asset.name()),
        opened(incident).happenedAt(),
        office.zone(),
        office.zoneName(),
        firstStep(incident),
        Deadline.ofReport(incident).map(Deadline::dueAt),
        world.isExercise());
  }

  private Optional<Words> firstStep(Incident incident) {
    return incident
        .playbook()
        .flatMap(world.handling().playbooks()::find)
        .flatMap(playbook -> playbook.cards().stream().findFirst())
        .map(step -> step.card().name())
        .map(name -> new Words(name.indonesian(), name.in(Language.EN)));
  }
}

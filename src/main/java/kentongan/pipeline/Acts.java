package kentongan.pipeline;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import kentongan.incident.Command;
import kentongan.incident.Decision;
import kentongan.incident.Incident;
import kentongan.incident.IncidentId;
import kentongan.incident.Opening;
import kentongan.ledger.Act;
import kentongan.ledger.Evidence;
import kentongan.notice.AckToken;
import kentongan.notice.Notice;
import kentongan.office.Actor;
import kentongan.office.PersonId;
import kentongan.playbook.Run;
import kentongan.playbook.RunCommand;
import kentongan.playbook.RunDecision;
import kentongan.playbook.RunFact;
import kentongan.playbook.RunId;
import kentongan.playbook.Runs;

/// What people do, saved: load, decide, write down, tell. Screens, the command line and exercises
/// all come through here; who may do what is asked before.
public final class Acts {
  private final World world;
  private final Recording recording;
  private final Calls calls;
  private final ReportActs reports;

  Acts(World world, Recording recording, Calls calls) {
    this.world = world;
    this.recording = recording;
    this.calls = calls;
    this.reports = new ReportActs(world, this);
  }

  /// What people do about the report to the agency.
  public ReportActs reports() {
    return reports;
  }

  /// Does something to an incident.
  public Outcome act(IncidentId id, Command command) {
    return write(id, incident -> decide(incident, command));
  }

  Outcome decide(Incident incident, Command command) {
    return switch (incident.decide(command, now())) {
      case Decision.Accepted(var facts) -> {
        var after = recording.add(incident, facts);
        if (after.isAcknowledged() && !incident.isAcknowledged()) {
          world.out().notices().withdraw(incident.id(), "acknowledged by " + command.by(), now());
        }
        calls.lookAgain(incident.id());
        yield Outcome.DONE;
      }
      case Decision.Refused(_, var why) -> new Outcome.Refused(why);
    };
  }

  /// Opens an incident that a person found.
  ///
  /// @return its number
  public IncidentId open(Opening opening) {
    var id =
        world
            .desk()
            .write(() -> {
              var now = now();
              var number = world.handling().incidents().next(Consequences.year(now));
              var incident = recording.begin(number, List.of(opening.as(number, now)));
              opening.playbook().ifPresent(name -> start(incident, name, opening.by()));
              return number;
            });
    world.out().changed().accept("incidents");
    return id;
  }

  /// Begins a walk through a playbook.
  public Outcome startRun(IncidentId id, String playbook, PersonId by) {
    return write(id, incident -> start(incident, playbook, Actor.person(by)));
  }

  Outcome start(Incident incident, String name, Actor by) {
    var playbook = world.handling().playbooks().find(name);
    if (playbook.isEmpty()) {
      return new Outcome.Missing("playbook " + name);
    }
    var runs = world.handling().runs();
    var run = new RunId(incident.id(), runs.of(incident.id()).size() + 1);
    return switch (Run.start(run, playbook.get(), by, now())) {
      case RunDecision.Refused(_, var why) -> new Outcome.Refused(why);
      case RunDecision.Accepted(var facts) -> {
        runs.pin(playbook.get());
        append(run, 0, facts);
        yield decide(
            world.handling().incidents().find(incident.id()).orElseThrow(),
            new Command.StartRun(by, run.toString(), name, playbook.get().version().toString()));
      }
    };
  }

  /// Does something with a step of a walk.
  public Outcome step(RunId id, RunCommand command) {
    return write(
        id.incident(),
        incident -> {
          var run = world.handling().runs().find(id);
          if (run.isEmpty()) {
            return new Outcome.Missing(id.toString());
          }
          if (incident.isSealed()) {
            return new Outcome.Refused(
                "%s: closed and sealed (expected: open)".formatted(incident.id()));
          }
          return step(incident, run.get(), command);
        });
  }

  private Outcome step(Incident incident, Run run, RunCommand command) {
    var pinned = world.handling().runs().pinned(run.playbook(), run.playbookVersion());
    if (pinned.isEmpty()) {
      return new Outcome.Missing("playbook %s of %s".formatted(run.name(), run.playbookVersion()));
    }
    return switch (run.decide(command, pinned.get(), now())) {
      case RunDecision.Refused(_, var why) -> new Outcome.Refused(why);
      case RunDecision.Accepted(var facts) -> {
        append(run.id(), run.version(), facts);
        var name = pinned.get().step(command.step()).card().name().indonesian();
        for (var fact : facts) {
          recorded(fact).ifPresent(r -> note(incident.id(), run, command, name, r));
        }
        yield Outcome.DONE;
      }
    };
  }

  private record Recorded(String what, String note) {}

  private static Optional<Recorded> recorded(RunFact fact) {
    return switch (fact) {
      case RunFact.StepCompleted(_, _, var answer, var note, _) ->
          Optional.of(
              new Recorded(
                  "done", answer.map(yes -> (yes ? "Ya. " : "Tidak. ") + note).orElse(note)));
      case RunFact.StepSkipped(_, _, var reason, _) -> Optional.of(new Recorded("skipped", reason));
      case RunFact.StepReopened(_, _, var why, _) -> Optional.of(new Recorded("reopened", why));
      case RunFact.StepNoted(_, _, var text) -> Optional.of(new Recorded("noted", text));
      case RunFact.Started _, RunFact.Finished _ -> Optional.empty();
    };
  }

  private void note(IncidentId id, Run run, RunCommand command, String name, Recorded recorded) {
    var incident = world.handling().incidents().find(id).orElseThrow();
    var outcome =
        decide(
            incident,
            new Command.RecordStep(
                command.by(),
                run.id().toString(),
                command.step(),
                name,
                recorded.what(),
                recorded.note()));
    if (outcome instanceof Outcome.Refused(var why)) {
      throw new IllegalStateException(
          "%s took a step its incident refuses: %s".formatted(run.id(), why));
    }
  }

  private void append(RunId id, int version, List<RunFact> facts) {
    switch (world.handling().runs().append(id, version, facts)) {
      case Runs.Appended.Done _ -> {
        for (var fact : facts) {
          recording.enter(
              new Act(
                  fact.stamp().recordedAt(),
                  fact.stamp().by(),
                  "run." + Recording.word(fact.getClass().getSimpleName()),
                  id.toString(),
                  Recording.detail(fact)));
        }
      }
      case Runs.Appended.Stale(var there) ->
          throw new IllegalStateException(
              "%s: version %d (expected: %d, as loaded in the same transaction)"
                  .formatted(id, there, version));
    }
  }

  /// Acknowledges by the link in a notice.
  public Outcome acknowledge(AckToken token) {
    var notice = world.out().notices().with(token);
    return notice.map(this::acknowledge).orElseGet(() -> new Outcome.Missing("notice"));
  }

  private Outcome acknowledge(Notice notice) {
    return write(
        notice.incident(),
        incident -> {
          if (world.out().notices().acknowledge(notice.id(), now())) {
            recording.enter(
                new Act(
                    now(),
                    Actor.person(notice.to()),
                    "notice.acknowledged",
                    notice.id().toString(),
                    Recording.detail(new Acknowledgement(notice.channel(), notice.attempt()))));
          }
          return incident.isSealed()
              ? Outcome.DONE
              : decide(incident, new Command.Acknowledge(notice.to()));
        });
  }

  private record Acknowledgement(String channel, int attempt) {}

  /// Takes in a piece of evidence.
  ///
  /// @param name the file's name as given
  /// @return the piece's SHA-256 is on the incident when done
  public Outcome keepEvidence(
      IncidentId id, byte[] bytes, String name, String mediaType, Actor by) {
    if (bytes.length == 0 || bytes.length > Evidence.MOST_BYTES) {
      return new Outcome.Refused(
          "evidence: %d bytes (expected: 1 to %d)".formatted(bytes.length, Evidence.MOST_BYTES));
    }
    return write(
        id,
        incident -> {
          var piece =
              world
                  .handling()
                  .evidence()
                  .keep(bytes, new Evidence.Label(name, mediaType, by, now()));
          return decide(
              incident,
              new Command.AddEvidence(by, piece.sha256(), name, mediaType, piece.bytes()));
        });
  }

  /// A decision about an incident that was loaded in the same transaction.
  interface About {
    Outcome decide(Incident incident);
  }

  Outcome write(IncidentId id, About about) {
    return write(() ->
        world
            .handling()
            .incidents()
            .find(id)
            .map(about::decide)
            .orElseGet(() -> new Outcome.Missing(id.number())));
  }

  /// Does work in a transaction; what is not done leaves nothing behind.
  Outcome write(Supplier<Outcome> work) {
    try {
      var done =
          world
              .desk()
              .write(() -> {
                var outcome = work.get();
                if (outcome instanceof Outcome.Done) {
                  return outcome;
                }
                throw new Undone(outcome);
              });
      world.out().changed().accept("incidents");
      return done;
    } catch (Undone undone) {
      return undone.outcome;
    }
  }

  /// Rolls a transaction back and carries the reason out of it.
  private static final class Undone extends RuntimeException {
    private final transient Outcome outcome;

    Undone(Outcome outcome) {
      super(outcome.toString(), null, false, false);
      this.outcome = outcome;
    }
  }

  Instant now() {
    return world.clock().instant();
  }

  static String joined(List<String> why) {
    return why.stream().collect(Collectors.joining(" "));
  }
}

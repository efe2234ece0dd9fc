package kentongan.boot.exercise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import kentongan.exercise.Cast;
import kentongan.exercise.Expectation.About;
import kentongan.exercise.KeptMessage;
import kentongan.exercise.Script;
import kentongan.exercise.Script.Act;
import kentongan.incident.Command;
import kentongan.incident.Incident;
import kentongan.incident.IncidentId;
import kentongan.incident.Incidents.Which;
import kentongan.notice.AckToken;
import kentongan.office.Actor;
import kentongan.office.OfficeId;
import kentongan.office.PersonId;
import kentongan.pipeline.Acts;
import kentongan.pipeline.Outcome;
import kentongan.pipeline.World;
import kentongan.playbook.Run;
import kentongan.playbook.RunCommand;
import kentongan.playbook.Step;
import kentongan.report.Report;

/// Plays people by a script: does what they would click, through the same acts, when its time has
/// come and there is something to do it to.
final class ScriptPlayer {
  private static final int MOST_INCIDENTS = 1_000;
  private static final int MOST_MESSAGES = 1_000;
  private static final Pattern TOKEN = Pattern.compile("/p/([A-Za-z0-9_-]{22})");

  private final Cast cast;
  private final ExerciseWorld world;
  private final Acts acts;
  private final List<Script.Line> waiting;
  private final List<Played> played = new ArrayList<>();

  ScriptPlayer(Script script, Cast cast, ExerciseWorld world) {
    this.cast = cast;
    this.world = world;
    this.acts = world.pipeline().acts();
    this.waiting = new ArrayList<>(script.lines());
  }

  /// What became of one line of the script.
  record Played(Script.Line line, Outcome outcome) {}

  /// What was tried so far.
  List<Played> played() {
    return List.copyOf(played);
  }

  /// What was never possible.
  List<Script.Line> left() {
    return List.copyOf(waiting);
  }

  /// Does everything whose time has come. What cannot be done yet holds up what the same script
  /// says of the same incident afterwards, and nothing else.
  void play(Duration passed) {
    var held = new HashSet<About>();
    for (var line : List.copyOf(waiting)) {
      if (line.at().compareTo(passed) > 0) {
        return;
      }
      if (!held.contains(line.about()) && attempt(line) instanceof Attempt.NotYet) {
        held.add(line.about());
      }
    }
  }

  private sealed interface Attempt {
    record Tried(Outcome outcome) implements Attempt {}

    record NotYet() implements Attempt {}
  }

  private Attempt attempt(Script.Line line) {
    var by = cast.of(line.who()).orElseThrow();
    var attempt =
        incident(line.about()).map(i -> attempt(line.act(), i, by)).orElseGet(Attempt.NotYet::new);
    if (attempt instanceof Attempt.Tried(var outcome)) {
      waiting.remove(line);
      played.add(new Played(line, outcome));
    }
    return attempt;
  }

  private Attempt attempt(Act act, Incident incident, PersonId by) {
    var id = incident.id();
    return switch (act) {
      case Act.Acknowledge _ -> new Attempt.Tried(acknowledge(id, by));
      case Act.TakeCharge _ -> tried(id, new Command.TakeCharge(by));
      case Act.StartRun(var playbook) -> new Attempt.Tried(acts.startRun(id, playbook, by));
      case Act.CompleteStep(var step, var answer, var note) ->
          complete(id, by, new Completion(step, answer, note));
      case Act.SkipStep(var why) -> skip(id, by, why);
      case Act.Reach(var status, var why) ->
          tried(id, new Command.ChangeStatus(Actor.person(by), status, why));
      case Act.Note(var text) ->
          tried(id, new Command.AddNote(Actor.person(by), text, world().clock().instant()));
      case Act.WriteReport(var part, var text) ->
          report(id, by, report -> acts.reports().edit(report.id(), part, text, by));
      case Act.NumberReport(var number) ->
          report(id, by, report -> acts.reports().number(report.id(), number, by));
      case Act.ApproveReport _ -> report(id, by, report -> acts.reports().approve(report.id(), by));
      case Act.SendReport _ -> report(id, by, report -> acts.reports().send(report.id(), by));
      case Act.Close(var verdict, var why) -> tried(id, new Command.Close(by, verdict, why));
    };
  }

  private Attempt tried(IncidentId id, Command command) {
    return new Attempt.Tried(acts.act(id, command));
  }

  /// By the link in the newest message when there is one, else on the incident's page.
  private Outcome acknowledge(IncidentId id, PersonId by) {
    var token = newestTo(id, by).flatMap(ScriptPlayer::token);
    return token.map(acts::acknowledge).orElseGet(() -> acts.act(id, new Command.Acknowledge(by)));
  }

  private Optional<KeptMessage> newestTo(IncidentId id, PersonId by) {
    var name = world().organisation().people().find(by).orElseThrow().name();
    return world.tray().messages(MOST_MESSAGES).stream()
        .filter(message -> message.incident().equals(id) && message.to().equals(name))
        .findFirst();
  }

  private static Optional<AckToken> token(KeptMessage message) {
    var link = TOKEN.matcher(message.text());
    return link.find() ? AckToken.parse(link.group(1)) : Optional.empty();
  }

  private record Completion(Optional<String> step, boolean answer, String note) {}

  private Attempt complete(IncidentId id, PersonId by, Completion wanted) {
    var waits = waitingStep(id).filter(w -> wanted.step().map(w::is).orElse(true));
    return waits
        .<Attempt>map(w ->
            new Attempt.Tried(
                acts.step(
                    w.run().id(),
                    new RunCommand.CompleteStep(
                        Actor.person(by),
                        w.step().id(),
                        w.step() instanceof Step.Question
                            ? Optional.of(wanted.answer())
                            : Optional.empty(),
                        wanted.note(),
                        world().clock().instant()))))
        .orElseGet(Attempt.NotYet::new);
  }

  private Attempt skip(IncidentId id, PersonId by, String why) {
    return waitingStep(id)
        .<Attempt>map(w ->
            new Attempt.Tried(
                acts.step(
                    w.run().id(), new RunCommand.SkipStep(Actor.person(by), w.step().id(), why))))
        .orElseGet(Attempt.NotYet::new);
  }

  private record Waits(Run run, Step step) {
    boolean is(String wanted) {
      return step.id().equals(wanted) || step.card().name().indonesian().equals(wanted);
    }
  }

  private Optional<Waits> waitingStep(IncidentId id) {
    var runs = world().handling().runs();
    var walking = runs.of(id).stream().filter(run -> !run.isOver()).toList();
    if (walking.isEmpty()) {
      return Optional.empty();
    }
    var run = walking.getLast();
    return runs.pinned(run.playbook(), run.playbookVersion())
        .flatMap(playbook -> run.waitingStep().map(step -> new Waits(run, playbook.step(step))));
  }

  private interface OnReport {
    Outcome act(Report report);
  }

  private Attempt report(IncidentId id, PersonId by, OnReport what) {
    var reports = world().handling().reports();
    if (reports.of(id).isEmpty() && !(acts.reports().prepare(id, by) instanceof Outcome.Done)) {
      return new Attempt.NotYet();
    }
    return new Attempt.Tried(what.act(reports.of(id).getLast()));
  }

  /// The first incident that is meant.
  private Optional<Incident> incident(About about) {
    var all = world().organisation().offices().subtree(OfficeId.HEADQUARTERS);
    var incidents = world().handling().incidents();
    return incidents.list(Which.ALL, all, MOST_INCIDENTS).stream()
        .sorted(Comparator.comparing(Incident::id))
        .filter(incident -> about.fits(incidents.facts(incident.id())))
        .findFirst();
  }

  private World world() {
    return world.world();
  }
}

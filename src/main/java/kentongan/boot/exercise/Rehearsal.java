package kentongan.boot.exercise;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import kentongan.exercise.Cast;
import kentongan.exercise.Exercise;
import kentongan.exercise.ExerciseId;
import kentongan.exercise.Exercises.Outcome;
import kentongan.exercise.Exercises.Plan;
import kentongan.exercise.Scenario;
import kentongan.exercise.Scenarios;
import kentongan.exercise.Score;
import kentongan.exercise.Script;
import kentongan.exercise.Speed;
import kentongan.office.Person;
import kentongan.office.PersonId;

/// An exercise without screens: a scenario, and a script that plays the people.
public final class Rehearsal {
  private static final PersonId CONTROLLER = new PersonId("naskah");
  private static final long BEAT_NANOS = 20_000_000;

  private final Stage stage;
  private final Scenarios scenarios;

  public Rehearsal(Stage stage, Scenarios scenarios) {
    this.stage = stage;
    this.scenarios = scenarios;
  }

  /// How it went.
  ///
  /// @param refused what the script tried and was refused, each in one sentence
  /// @param never what the script could never do
  public record Result(
      ExerciseId id, Exercise exercise, Score score, List<String> refused, List<String> never) {}

  /// Runs a scenario to its end.
  ///
  /// @param told each thing that happens, in one sentence
  public Result run(Scenario scenario, Script script, Speed speed, Consumer<String> told) {
    var people = new HashMap<PersonId, Person>();
    var cast = cast(scenario, people);
    try (var exercises =
        new RunningExercises(
            stage,
            scenarios,
            id -> Optional.ofNullable(people.get(id)),
            Optional.empty(),
            Clock.systemUTC())) {
      return switch (exercises.start(new Plan(scenario.id(), cast, speed, CONTROLLER))) {
        case Outcome.Refused(var why) -> throw new IllegalStateException(String.join("; ", why));
        case Outcome.Done(var id) -> play(exercises.run(id).orElseThrow(), script, cast, told);
      };
    }
  }

  private static Result play(ExerciseRun run, Script script, Cast cast, Consumer<String> told) {
    var player = new ScriptPlayer(script, cast, run.world());
    var said = 0;
    while (run.exercise().state() != Exercise.State.ENDED) {
      player.play(run.clock().passed());
      var played = player.played();
      for (; said < played.size(); said++) {
        told.accept(sentence(played.get(said)));
      }
      LockSupport.parkNanos(BEAT_NANOS);
    }
    return new Result(
        run.exercise().id(),
        run.exercise(),
        run.score(),
        player.played().stream()
            .filter(p -> !(p.outcome() instanceof kentongan.pipeline.Outcome.Done))
            .map(Rehearsal::sentence)
            .toList(),
        player.left().stream().map(Rehearsal::sentence).toList());
  }

  private static String sentence(ScriptPlayer.Played played) {
    var line = sentence(played.line());
    return switch (played.outcome()) {
      case kentongan.pipeline.Outcome.Done _ -> line;
      case kentongan.pipeline.Outcome.Refused(var why) -> line + ": " + why;
      case kentongan.pipeline.Outcome.Missing(var what) -> line + ": missing " + what;
    };
  }

  private static String sentence(Script.Line line) {
    return "%s %s %s".formatted(line.at(), line.who(), line.act().getClass().getSimpleName());
  }

  /// Each part is played by a person of its name.
  private static Cast cast(Scenario scenario, Map<PersonId, Person> people) {
    var parts = new TreeMap<String, PersonId>();
    for (var player : scenario.players()) {
      var id = new PersonId(player.id());
      parts.put(player.id(), id);
      people.put(
          id,
          new Person(
              id,
              player.title().id(),
              player.title().id(),
              player.office(),
              player.may(),
              id + "@latihan.example",
              Optional.empty()));
    }
    return new Cast(parts);
  }
}

package kentongan.exercise;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kentongan.office.PersonId;

/// One run of a scenario, as its facts make it.
///
/// @param passed the exercise's time at the last fact
/// @param fired when each inject was fired, since the beginning
/// @param ended how it ended, once it has
public record Exercise(
    ExerciseId id,
    String scenario,
    Cast cast,
    Instant createdAt,
    State state,
    Speed speed,
    Duration passed,
    Map<String, Duration> fired,
    Optional<Fact.Ended> ended) {
  public Exercise {
    fired = Collections.unmodifiableMap(new LinkedHashMap<>(fired));
  }

  /// Where it stands.
  public enum State {
    CREATED,
    RUNNING,
    PAUSED,
    ENDED
  }

  /// How it came to its end.
  public enum End {
    /// The scenario was over.
    COMPLETED,
    /// The controller, or a real incident, ended it.
    STOPPED,
    /// The collector stopped in the middle.
    INTERRUPTED
  }

  /// Something that happened to an exercise. Two clocks: `at` is real, `passed` the exercise's.
  public sealed interface Fact {
    /// Real time.
    Instant at();

    /// The exercise's time since its beginning.
    Duration passed();

    /// It was prepared.
    record Created(Instant at, ExerciseId id, String scenario, Cast cast, Speed speed, PersonId by)
        implements Fact {
      @Override
      public Duration passed() {
        return Duration.ZERO;
      }
    }

    /// Its clock began to run.
    record Started(Instant at, Duration passed) implements Fact {}

    /// Its clock stands.
    record Paused(Instant at, Duration passed, PersonId by) implements Fact {}

    /// Its clock runs again.
    record Resumed(Instant at, Duration passed, PersonId by) implements Fact {}

    /// Its clock runs at another speed.
    record Sped(Instant at, Duration passed, Speed speed, PersonId by) implements Fact {}

    /// An inject happened.
    record Fired(Instant at, Duration passed, String inject) implements Fact {}

    /// It is over.
    ///
    /// @param why in one sentence
    record Ended(Instant at, Duration passed, End how, String why) implements Fact {}
  }

  /// What a controller asks for.
  public sealed interface Command {
    /// Let the clock run for the first time.
    record Start() implements Command {}

    /// Let it stand.
    record Pause(PersonId by) implements Command {}

    /// Let it run again.
    record Resume(PersonId by) implements Command {}

    /// Let it run at another speed.
    record Speed(kentongan.exercise.Speed speed, PersonId by) implements Command {}

    /// Let an inject happen.
    record Fire(String inject) implements Command {}

    /// Let it be over.
    record Finish(End how, String why) implements Command {}
  }

  /// What follows from a command.
  public sealed interface Decision {
    /// These facts, none when nothing changes.
    record Accepted(List<Fact> facts) implements Decision {
      public Accepted {
        facts = List.copyOf(facts);
      }
    }

    /// Nothing, and why.
    record Refused(String why) implements Decision {}
  }

  /// Decides from its arguments alone.
  ///
  /// @param now real time
  /// @param clock the exercise's time since its beginning
  public Decision decide(Command command, Instant now, Duration clock) {
    if (state == State.ENDED) {
      return command instanceof Command.Finish
          ? new Decision.Accepted(List.of())
          : new Decision.Refused("exercise %s: it has ended".formatted(id));
    }
    return switch (command) {
      case Command.Start _ ->
          state == State.CREATED
              ? fact(new Fact.Started(now, clock))
              : new Decision.Refused("exercise %s: it has begun before".formatted(id));
      case Command.Pause(var by) -> when(state == State.RUNNING, new Fact.Paused(now, clock, by));
      case Command.Resume(var by) -> when(state == State.PAUSED, new Fact.Resumed(now, clock, by));
      case Command.Speed(var to, var by) ->
          when(!to.equals(speed), new Fact.Sped(now, clock, to, by));
      case Command.Fire(var inject) ->
          when(!fired.containsKey(inject), new Fact.Fired(now, clock, inject));
      case Command.Finish(var how, var why) -> fact(new Fact.Ended(now, clock, how, why));
    };
  }

  private static Decision when(boolean changes, Fact fact) {
    return changes ? fact(fact) : new Decision.Accepted(List.of());
  }

  private static Decision fact(Fact fact) {
    return new Decision.Accepted(List.of(fact));
  }

  /// The exercise that these facts make; empty when there are none.
  public static Optional<Exercise> of(List<Fact> facts) {
    Optional<Exercise> exercise = Optional.empty();
    for (var fact : facts) {
      exercise =
          Optional.of(
              fact instanceof Fact.Created created
                  ? begun(created)
                  : exercise.map(e -> e.apply(fact)).orElseThrow(Exercise::notBegun));
    }
    return exercise;
  }

  /// A new exercise, by its first fact.
  public static Exercise begun(Fact.Created created) {
    return new Exercise(
        created.id(),
        created.scenario(),
        created.cast(),
        created.at(),
        State.CREATED,
        created.speed(),
        Duration.ZERO,
        Map.of(),
        Optional.empty());
  }

  /// The exercise after one more fact.
  public Exercise apply(Fact fact) {
    return switch (fact) {
      case Fact.Created created -> begun(created);
      case Fact.Started _, Fact.Resumed _ -> next(State.RUNNING, speed, fact);
      case Fact.Paused _ -> next(State.PAUSED, speed, fact);
      case Fact.Sped sped -> next(state, sped.speed(), fact);
      case Fact.Fired _ -> next(state, speed, fact);
      case Fact.Ended _ -> next(State.ENDED, speed, fact);
    };
  }

  private Exercise next(State state, Speed speed, Fact fact) {
    var injects = new LinkedHashMap<>(fired);
    if (fact instanceof Fact.Fired one) {
      injects.put(one.inject(), one.passed());
    }
    var end = fact instanceof Fact.Ended last ? Optional.of(last) : ended;
    return new Exercise(id, scenario, cast, createdAt, state, speed, fact.passed(), injects, end);
  }

  private static IllegalStateException notBegun() {
    return new IllegalStateException("exercise: its first fact is not Created");
  }
}

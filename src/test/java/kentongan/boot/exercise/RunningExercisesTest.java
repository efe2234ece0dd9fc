package kentongan.boot.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kentongan.exercise.Cast;
import kentongan.exercise.Exercise;
import kentongan.exercise.Exercise.Command;
import kentongan.exercise.Exercise.End;
import kentongan.exercise.Exercise.State;
import kentongan.exercise.ExerciseId;
import kentongan.exercise.Exercises.Outcome;
import kentongan.exercise.Exercises.Plan;
import kentongan.exercise.Scenarios;
import kentongan.exercise.Score.Verdict;
import kentongan.exercise.Speed;
import kentongan.office.PersonId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningExercisesTest {
  private static final PersonId BY = new PersonId("pengendali");

  @TempDir private Path home;
  private RunningExercises exercises;

  @AfterEach
  void closed() {
    if (exercises != null) {
      exercises.close();
    }
  }

  @Test
  void two_at_once_do_not_collide() throws Exception {
    open();
    var one = started("situs-terganggu");
    var other = started("internet-terputus");
    ExerciseSamples.await("an incident in each", () -> incidents(one) > 0 && incidents(other) > 0);

    assertThat(one).isNotEqualTo(other);
    assertThat(exercises.run(one).orElseThrow().world().tray().messages(100))
        .noneMatch(message -> message.subject().contains("Agen"));
    assertThat(exercises.list(10)).hasSize(2).allMatch(view -> view.isOpen());
  }

  @Test
  void a_pause_stops_its_time_and_its_telemetry() throws Exception {
    open();
    var id = started("situs-terganggu");
    ExerciseSamples.await("some events", () -> end(id) > 2);

    exercises.ask(id, new Command.Pause(BY));
    var clock = exercises.find(id).orElseThrow().clock();
    var end = end(id);
    var again = exercises.find(id).orElseThrow();

    assertThat(again.exercise().state()).isEqualTo(State.PAUSED);
    assertThat(again.clock()).isEqualTo(clock);

    exercises.ask(id, new Command.Resume(BY));
    ExerciseSamples.await("more events", () -> end(id) > end + 1);
  }

  @Test
  void the_controller_may_let_an_inject_happen_early() throws Exception {
    open();
    var id = started("situs-terganggu");

    exercises.ask(id, new Command.Fire("pers-bertanya"));

    assertThat(exercises.find(id).orElseThrow().told())
        .first()
        .satisfies(told -> assertThat(told.inject()).isEqualTo("pers-bertanya"));
    assertThat(exercises.ask(id, new Command.Fire("tidak-ada")))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void one_that_is_stopped_is_judged_and_stays_to_be_looked_at() {
    open();
    var id = started("situs-terganggu");

    exercises.ask(id, new Command.Finish(End.STOPPED, "cukup"));

    var view = exercises.find(id).orElseThrow();
    assertThat(view.exercise().ended()).map(Exercise.Fact.Ended::how).contains(End.STOPPED);
    assertThat(view.isOpen()).isTrue();
    assertThat(view.score().failed()).isEqualTo(view.scenario().expectations().size());
  }

  @Test
  void a_collector_that_stops_ends_it_as_interrupted_and_the_next_one_knows() {
    open();
    var id = started("situs-terganggu");
    exercises.close();

    open();

    var view = exercises.find(id).orElseThrow();
    assertThat(view.exercise().ended()).map(Exercise.Fact.Ended::how).contains(End.INTERRUPTED);
    assertThat(view.isOpen()).isFalse();
    assertThat(view.score().results())
        .allSatisfy(r -> assertThat(r.verdict()).isInstanceOf(Verdict.Failed.class));
  }

  @Test
  void a_collector_that_was_killed_leaves_it_to_be_judged_as_far_as_it_came() throws Exception {
    open();
    var id = started("situs-terganggu");
    ExerciseSamples.await("an incident", () -> incidents(id) > 0);
    var run = exercises.run(id).orElseThrow();
    var player =
        new ScriptPlayer(
            ExerciseSamples.good("situs-terganggu"), run.exercise().cast(), run.world());
    player.play(Duration.ofMinutes(4));
    exercises.close();
    // As kill -9 leaves it: no end, no result, the last line half written.
    var facts = home.resolve(id.value()).resolve("exercise.ndjson");
    var lines = Files.readAllLines(facts);
    Files.writeString(
        facts, String.join("\n", lines.subList(0, lines.size() - 1)) + "\n{\"fact\":\"Fi");
    Files.delete(home.resolve(id.value()).resolve("result.ndjson"));

    open();

    var view = exercises.find(id).orElseThrow();
    assertThat(view.exercise().ended()).map(Exercise.Fact.Ended::how).contains(End.INTERRUPTED);
    assertThat(view.score().passed()).isGreaterThanOrEqualTo(1);
  }

  @Test
  void what_cannot_be_run_is_refused_with_every_reason() {
    open();

    assertThat(exercises.start(new Plan("tidak-ada", new Cast(Map.of()), Speed.REAL, BY)))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(exercises.start(new Plan("situs-diretas", new Cast(Map.of()), Speed.REAL, BY)))
        .isInstanceOfSatisfying(
            Outcome.Refused.class, refused -> assertThat(refused.why()).hasSize(3));
    assertThat(exercises.list(10)).isEmpty();
  }

  @Test
  void a_damaged_folder_disturbs_no_other() throws Exception {
    var damaged = Files.createDirectories(home.resolve("latihan-rusak"));
    Files.writeString(
        damaged.resolve("exercise.ndjson"),
        "<script>",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE);

    open();
    var id = started("situs-terganggu");

    assertThat(exercises.find(new ExerciseId("latihan-rusak"))).isEmpty();
    assertThat(exercises.list(10)).extracting(view -> view.exercise().id()).isEqualTo(List.of(id));
  }

  private void open() {
    var people = ExerciseSamples.people(ExerciseSamples.scenario("situs-terganggu"));
    exercises =
        new RunningExercises(
                ExerciseSamples.stage(home),
                Scenarios.shipped(),
                id -> Optional.ofNullable(people.get(id)),
                Optional.empty(),
                Clock.systemUTC())
            .recover();
  }

  private ExerciseId started(String name) {
    var cast = ExerciseSamples.cast(ExerciseSamples.scenario(name));
    var outcome = exercises.start(new Plan(name, cast, new Speed(60), BY));
    return ((Outcome.Done) outcome).id();
  }

  private int incidents(ExerciseId id) {
    var run = exercises.run(id).orElseThrow();
    return run.world().deeds(run.clock().instant(), Map.of()).cases().size();
  }

  private long end(ExerciseId id) {
    return exercises.run(id).orElseThrow().world().world().events().log().end();
  }
}

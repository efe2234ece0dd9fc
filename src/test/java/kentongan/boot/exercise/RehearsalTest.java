package kentongan.boot.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import kentongan.exercise.Exercise;
import kentongan.exercise.Expectation.Deed;
import kentongan.exercise.Scenarios;
import kentongan.exercise.Score.Result;
import kentongan.exercise.Score.Verdict;
import kentongan.exercise.Script;
import kentongan.exercise.Speed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole exercises: the real rules fire on the scenario's telemetry, people are called, a script
/// answers, and the record is judged.
class RehearsalTest {
  @TempDir private Path home;

  @ParameterizedTest
  @ValueSource(strings = {"situs-terganggu", "internet-terputus", "situs-diretas"})
  void good_work_meets_every_expectation_and_idleness_none(String name) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var good =
          CompletableFuture.supplyAsync(
              () -> run(name, "good", ExerciseSamples.good(name)), threads);
      var idle =
          CompletableFuture.supplyAsync(() -> run(name, "idle", ExerciseSamples.idle()), threads);

      assertThat(good.join().refused()).isEmpty();
      assertThat(good.join().never()).isEmpty();
      assertThat(good.join().score().results())
          .extracting(Result::verdict)
          .hasOnlyElementsOfType(Verdict.Passed.class);
      assertThat(good.join().exercise().ended())
          .map(Exercise.Fact.Ended::how)
          .contains(Exercise.End.COMPLETED);
      assertThat(idle.join().score().results())
          .extracting(Result::verdict)
          .hasOnlyElementsOfType(Verdict.Failed.class);
    }
  }

  private Rehearsal.Result run(String name, String who, Script script) {
    var stage = ExerciseSamples.stage(home.resolve(who));
    return new Rehearsal(stage, Scenarios.shipped())
        .run(ExerciseSamples.scenario(name), script, new Speed(60), _ -> {});
  }

  @Test
  void every_step_that_a_scenario_names_is_in_a_playbook() {
    var steps =
        ExerciseSamples.stage(home).playbooks().all().stream()
            .flatMap(playbook -> playbook.cards().stream())
            .map(step -> step.card().name().indonesian())
            .toList();

    for (var scenario : Scenarios.shipped().all()) {
      for (var expected : scenario.expectations()) {
        if (expected.deed() instanceof Deed.CompleteStep(var step)) {
          assertThat(steps).contains(step);
        }
      }
    }
  }
}

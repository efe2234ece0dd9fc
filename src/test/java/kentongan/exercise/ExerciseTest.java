package kentongan.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import kentongan.exercise.Exercise.Command;
import kentongan.exercise.Exercise.Decision;
import kentongan.exercise.Exercise.End;
import kentongan.exercise.Exercise.Fact;
import kentongan.office.PersonId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExerciseTest {
  private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
  private static final PersonId BY = new PersonId("pengendali");

  private Exercise exercise =
      Exercise.begun(
          new Fact.Created(
              NOW,
              new ExerciseId("latihan-1"),
              "situs-terganggu",
              new Cast(Map.of()),
              Speed.REAL,
              BY));

  @Test
  void it_begins_once() {
    does(new Command.Start());

    assertThat(exercise.state()).isEqualTo(Exercise.State.RUNNING);
    assertThat(exercise.decide(new Command.Start(), NOW, Duration.ZERO))
        .isInstanceOf(Decision.Refused.class);
  }

  @Test
  void asking_twice_for_the_same_changes_nothing() {
    does(new Command.Start());
    does(new Command.Pause(BY));

    assertThat(exercise.decide(new Command.Pause(BY), NOW, Duration.ZERO))
        .isEqualTo(new Decision.Accepted(List.of()));
  }

  @Test
  void an_inject_is_fired_once() {
    does(new Command.Start());
    does(new Command.Fire("padam"));

    assertThat(exercise.fired()).containsOnlyKeys("padam");
    assertThat(exercise.decide(new Command.Fire("padam"), NOW, Duration.ZERO))
        .isEqualTo(new Decision.Accepted(List.of()));
  }

  @Test
  void after_its_end_nothing_happens_any_more() {
    does(new Command.Start());
    does(new Command.Finish(End.STOPPED, "cukup"));

    assertThat(exercise.state()).isEqualTo(Exercise.State.ENDED);
    assertThat(exercise.decide(new Command.Resume(BY), NOW, Duration.ZERO))
        .isInstanceOf(Decision.Refused.class);
    assertThat(exercise.decide(new Command.Finish(End.COMPLETED, "lagi"), NOW, Duration.ZERO))
        .isEqualTo(new Decision.Accepted(List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "..",
        "../live",
        "/etc/passwd",
        "latihan/../../live",
        "latihan\\..\\live",
        "latihan%2f..",
        "latihan\0",
        "Latihan",
        "latihan.1",
        " latihan",
        "1latihan",
        "latihan-12345678901234567890123456789012345"
      })
  void no_name_of_an_exercise_leads_anywhere_else(String name) {
    assertThatThrownBy(() -> new ExerciseId(name)).isInstanceOf(IllegalArgumentException.class);
  }

  private void does(Command command) {
    var decision = exercise.decide(command, NOW, Duration.ofMinutes(1));
    for (var fact : ((Decision.Accepted) decision).facts()) {
      exercise = exercise.apply(fact);
    }
  }
}

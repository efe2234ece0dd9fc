package kentongan.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExerciseClockTest {
  private static final Instant BEGIN = Instant.parse("2026-11-21T02:00:00Z");

  private final AtomicLong nanos = new AtomicLong(-5);
  private final ExerciseClock clock = new ExerciseClock(BEGIN, new Speed(60), nanos::get);

  @Test
  void it_stands_until_it_is_let_go() {
    real(Duration.ofHours(3));

    assertThat(clock.instant()).isEqualTo(BEGIN);
  }

  @Test
  void at_sixty_half_an_hour_takes_half_a_minute() {
    clock.resume();

    real(Duration.ofSeconds(30));

    assertThat(clock.passed()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void a_pause_takes_no_time() {
    clock.resume();
    real(Duration.ofSeconds(1));
    clock.pause();
    real(Duration.ofDays(2));
    clock.resume();
    real(Duration.ofSeconds(1));

    assertThat(clock.passed()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void another_speed_keeps_what_has_passed() {
    clock.resume();
    real(Duration.ofSeconds(10));
    clock.run(Speed.REAL);
    real(Duration.ofSeconds(10));

    assertThat(clock.passed()).isEqualTo(Duration.ofSeconds(610));
  }

  @Test
  void a_count_that_goes_back_moves_it_nowhere() {
    clock.resume();
    clock.pause();
    clock.resume();
    real(Duration.ofSeconds(-9));

    assertThat(clock.passed()).isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 61, 3600})
  void a_speed_beyond_one_to_sixty_is_refused(int times) {
    assertThatThrownBy(() -> new Speed(times)).isInstanceOf(IllegalArgumentException.class);
  }

  private void real(Duration passes) {
    nanos.addAndGet(passes.toNanos());
  }
}

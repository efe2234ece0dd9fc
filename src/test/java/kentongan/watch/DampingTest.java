package kentongan.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DampingTest {
  private static final Instant T = Instant.parse("2026-11-22T02:00:00Z");
  private static final Damping.Policy USUAL = Damping.Policy.USUAL;

  @Test
  void one_bad_look_is_not_down_two_of_three_are() {
    var once = Damping.NEW.look(true, T, USUAL);
    var between = once.look(false, T.plusSeconds(10), USUAL);
    var twice = between.look(true, T.plusSeconds(20), USUAL);

    assertThat(once.isDown()).isFalse();
    assertThat(between.isDown()).isFalse();
    assertThat(twice.isDown()).isTrue();
  }

  @Test
  void two_bad_looks_far_apart_among_good_ones_are_not_down() {
    var seen = Damping.NEW;
    for (var down : new boolean[] {true, false, false, true, false, false}) {
      seen = seen.look(down, T, USUAL);
    }

    assertThat(seen.isDown()).isFalse();
  }

  @Test
  void it_is_up_once_it_stayed_up_for_a_minute() {
    var down = Damping.NEW.look(true, T, USUAL).look(true, T.plusSeconds(1), USUAL);
    var up = down.look(false, T.plusSeconds(30), USUAL);

    assertThat(up.isDown()).isTrue();
    assertThat(up.at(T.plusSeconds(89), USUAL).isDown()).isTrue();
    assertThat(up.at(T.plusSeconds(90), USUAL).isDown()).isFalse();
  }

  @Test
  void a_relapse_begins_the_minute_anew() {
    var seen =
        Damping.NEW
            .look(true, T, USUAL)
            .look(true, T.plusSeconds(1), USUAL)
            .look(false, T.plusSeconds(30), USUAL)
            .look(true, T.plusSeconds(60), USUAL)
            .look(false, T.plusSeconds(70), USUAL);

    assertThat(seen.at(T.plusSeconds(100), USUAL).isDown()).isTrue();
    assertThat(seen.at(T.plusSeconds(130), USUAL).isDown()).isFalse();
  }

  @Test
  void what_goes_up_and_down_stays_down_until_it_is_quiet() {
    var seen = Damping.NEW.look(true, T, USUAL);
    var at = T;
    for (var i = 0; i < 6; i++) {
      at = at.plusSeconds(40);
      seen = seen.look(i % 2 == 1, at, USUAL).look(i % 2 == 1, at.plusSeconds(5), USUAL);
    }
    var last = at.plusSeconds(40);
    seen = seen.look(false, last, USUAL);

    assertThat(seen.isUnsteady(last, USUAL)).isTrue();
    assertThat(seen.at(last.plusSeconds(61), USUAL).isDown()).isTrue();
    assertThat(seen.at(last.plusSeconds(600), USUAL).isDown()).isFalse();
  }
}

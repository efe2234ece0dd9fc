package kentongan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final Instant NOW = Instant.parse("2026-11-21T02:14:07.120Z");

  private final Patience patience = new Patience();

  @Test
  void four_wrong_passwords_cost_nothing_and_the_fifth_two_seconds() {
    wrong(4);
    assertThat(patience.pause("siti.rahma", NOW)).isZero();

    wrong(1);
    assertThat(patience.pause("siti.rahma", NOW)).isEqualTo(Duration.ofSeconds(2));
    assertThat(patience.pause("siti.rahma", NOW.plusSeconds(2))).isZero();
  }

  @Test
  void pauses_double_up_to_five_minutes() {
    wrong(7);
    assertThat(patience.pause("siti.rahma", NOW)).isEqualTo(Duration.ofSeconds(8));

    wrong(3000);
    assertThat(patience.pause("siti.rahma", NOW)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void the_right_password_forgives_and_so_does_an_hour() {
    wrong(9);
    patience.right("siti.rahma");
    assertThat(patience.pause("siti.rahma", NOW)).isZero();

    wrong(9);
    patience.wrong("siti.rahma", NOW.plus(Duration.ofMinutes(61)));
    assertThat(patience.pause("siti.rahma", NOW.plus(Duration.ofMinutes(61)))).isZero();
  }

  @Test
  void others_do_not_wait() {
    wrong(20);
    assertThat(patience.pause("made.wirawan", NOW)).isZero();
  }

  @Test
  void many_names_do_not_fill_the_memory_and_the_first_is_forgotten() {
    wrong(9);
    for (var i = 0; i < 10_000; i++) {
      patience.wrong("name" + i, NOW);
    }
    assertThat(patience.pause("siti.rahma", NOW)).isZero();
  }

  private void wrong(int times) {
    for (var i = 0; i < times; i++) {
      patience.wrong("siti.rahma", NOW);
    }
  }
}

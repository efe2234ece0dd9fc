package kentongan.event;

import static kentongan.event.EventSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-21T02:14:07.120Z, 2026-11-21T02:14:07.120Z",
    "2026-11-21T02:14:07Z,     2026-11-21T02:14:07Z",
    "2026-11-21T09:14:07+07:00, 2026-11-21T02:14:07Z",
    "2026-11-21T02:14:07.123456Z, 2026-11-21T02:14:07.123Z",
    "2026-10-17T12:00:00.000Z, 2026-10-17T12:00:00Z",
    "2026-11-22T12:00:00.000Z, 2026-11-22T12:00:00Z"
  })
  void what_can_be_believed_is_the_time(String claimed, Instant time) {
    assertThat(EventTime.of(claimed, NOON)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-10-17T11:59:59.999Z",
        "2026-11-22T12:00:00.001Z",
        "2026-13-01T00:00:00.000Z",
        "2026-11-31T00:00:00.000Z",
        "2026-11-21T24:00:00.000Z",
        "2026-11-21T0x:00:00.000Z",
        "+1000000000-12-31T23:59:59.9Z",
        "2026-11-21T02:14:07.120Z and so on and so on"
      })
  void anything_else_is_the_time_of_acceptance(String claimed) {
    assertThat(EventTime.of(claimed, NOON)).isEqualTo(NOON);
  }

  @Test
  void nothing_claimed_is_the_time_of_acceptance() {
    assertThat(EventTime.of(null, NOON.plusNanos(1))).isEqualTo(NOON);
  }
}

package kentongan.event;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// When an event happened, as far as its `@timestamp` can be believed: an agent's clock may be
/// wrong, and a hostile one could otherwise ask for an index for each day of ten thousand years.
public final class EventTime {
  /// Older claims are not believed; an agent's spool does not reach back so far.
  public static final Duration BACK = Duration.ofDays(35);

  /// Later claims are not believed.
  public static final Duration AHEAD = Duration.ofDays(1);

  private EventTime() {}

  /// The claimed time, or the time of acceptance when nothing readable or nothing believable is
  /// claimed. Cut to milliseconds.
  ///
  /// @param claimed the text of `@timestamp`, null when there is none
  public static Instant of(@Nullable String claimed, Instant acceptedAt) {
    var accepted = Instant.ofEpochMilli(acceptedAt.toEpochMilli());
    if (claimed == null || claimed.length() > 40) {
      return accepted;
    }
    try {
      var time = read(claimed);
      return time.isBefore(accepted.minus(BACK)) || time.isAfter(accepted.plus(AHEAD))
          ? accepted
          : Instant.ofEpochMilli(time.toEpochMilli());
    } catch (DateTimeException unreadable) {
      return accepted;
    }
  }

  /// The form that agents write is read by hand: the general parser costs more than all else that
  /// is read of an event.
  private static Instant read(String text) {
    if (text.length() != 24
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':'
        || text.charAt(19) != '.'
        || text.charAt(23) != 'Z') {
      return Instant.parse(text);
    }
    var day = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
    var time = LocalTime.of(digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19));
    return Instant.ofEpochSecond(
        day.toEpochDay() * 86_400 + time.toSecondOfDay(), digits(text, 20, 23) * 1_000_000L);
  }

  private static int digits(String text, int from, int to) {
    var number = 0;
    for (var at = from; at < to; at++) {
      var digit = text.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        throw new DateTimeException("no digit at " + at);
      }
      number = number * 10 + digit;
    }
    return number;
  }
}

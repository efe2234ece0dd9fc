package kentongan.event;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
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
      var time = Instant.parse(claimed);
      return time.isBefore(accepted.minus(BACK)) || time.isAfter(accepted.plus(AHEAD))
          ? accepted
          : Instant.ofEpochMilli(time.toEpochMilli());
    } catch (DateTimeParseException unreadable) {
      return accepted;
    }
  }
}

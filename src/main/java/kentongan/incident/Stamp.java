package kentongan.incident;

import java.time.Duration;
import java.time.Instant;
import kentongan.office.Actor;

/// Who, and the two clocks of a fact: when it happened and when it was written down. An office that
/// was offline reports in the morning what happened at night.
public record Stamp(Actor by, Instant happenedAt, Instant recordedAt) {
  /// From this on a fact is shown as recorded late.
  public static final Duration LATE = Duration.ofMinutes(5);

  /// A fact that is written down as it happens.
  public static Stamp now(Actor by, Instant now) {
    return new Stamp(by, now, now);
  }

  /// Whether it was written down well after it happened.
  public boolean isLate() {
    return Duration.between(happenedAt, recordedAt).compareTo(LATE) >= 0;
  }
}

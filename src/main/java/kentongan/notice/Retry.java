package kentongan.notice;

import java.time.Duration;
import java.time.Instant;

/// When to try a channel again: pauses that double, up to a limit, until the notice is too old to
/// be of use.
///
/// @param first the pause after the first failure
/// @param longest no pause is longer
/// @param giveUpAfter from this age on a notice is dropped
public record Retry(Duration first, Duration longest, Duration giveUpAfter) {
  /// 2 s, 4 s, 8 s … 5 min, for a day.
  public static Retry standard() {
    return new Retry(Duration.ofSeconds(2), Duration.ofMinutes(5), Duration.ofHours(24));
  }

  /// The answer: again at some time, or never.
  public sealed interface Next {
    /// Again then.
    record At(Instant time) implements Next {}

    /// No more.
    record GiveUp(String why) implements Next {}
  }

  /// Decides after a failed try.
  ///
  /// @param tries how many tries failed, this one included; 1 or more
  public Next after(int tries, Instant created, Instant now) {
    if (!now.isBefore(created.plus(giveUpAfter))) {
      return new Next.GiveUp("given up after %d tries in %s".formatted(tries, giveUpAfter));
    }
    var doubled = first.multipliedBy(1L << Math.min(Math.max(tries - 1, 0), 20));
    return new Next.At(now.plus(doubled.compareTo(longest) < 0 ? doubled : longest));
  }
}

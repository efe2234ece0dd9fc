package kentongan.notice;

import java.time.Duration;
import java.util.Optional;
import kentongan.incident.Severity;

/// How hard people are called, by severity.
///
/// @param critical for critical incidents
/// @param high for high ones
/// @param medium for medium ones
/// @param low for low ones; empty: one mail, nobody is called
public record CallPolicy(
    Optional<Pace> critical, Optional<Pace> high, Optional<Pace> medium, Optional<Pace> low) {

  /// The pace of calling one ladder.
  ///
  /// @param every the pause after each call; a person who acknowledges within it ends the calling
  /// @param times how often one person is called before the next rung
  /// @param rounds how often the whole ladder is climbed
  /// @param betweenRounds the pause before it is climbed again
  public record Pace(Duration every, int times, int rounds, Duration betweenRounds) {
    public Pace {
      if (every.isNegative() || every.isZero() || betweenRounds.compareTo(every) < 0) {
        throw new IllegalArgumentException(
            "call policy: every %s, between rounds %s (expected: more than zero, and the pause"
                    .formatted(every, betweenRounds)
                + " between rounds no shorter)");
      }
      if (times < 1 || times > 10 || rounds < 1 || rounds > 10) {
        throw new IllegalArgumentException(
            "call policy: %d times, %d rounds (expected: 1 to 10 each)".formatted(times, rounds));
      }
    }
  }

  /// Each person is called, and called again twice, five minutes apart; then the next rung. The
  /// ladder is climbed twice, half an hour apart. Low incidents are one mail.
  public static CallPolicy standard() {
    var pace = new Pace(Duration.ofMinutes(5), 3, 2, Duration.ofMinutes(30));
    return new CallPolicy(
        Optional.of(pace), Optional.of(pace), Optional.of(pace), Optional.empty());
  }

  /// The pace for a severity; empty when nobody is called, only written to once.
  public Optional<Pace> of(Severity severity) {
    return switch (severity) {
      case CRITICAL -> critical;
      case HIGH -> high;
      case MEDIUM -> medium;
      case LOW -> low;
    };
  }
}

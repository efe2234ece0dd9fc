package kentongan.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How much and how slowly others may send.
///
/// @param headTime the longest a request's head may take, from the first byte to the last; a
///   connection that has sent nothing yet has as long
/// @param idleTime how long a connection may rest between two requests
/// @param bodyGrace what a body may take besides its length at `bodyRate`
/// @param bodyRate the slowest a body may come, bytes a second
/// @param inFlight packed bytes of batches that are being received or checked at once; beyond it
///   the answer is 503
/// @param failedEnrolments how many enrolments may fail within a minute from one address before
///   that address is told to wait
@ConfigurationProperties("kentongan.intake")
public record IntakeSettings(
    @DefaultValue("15s") Duration headTime,
    @DefaultValue("75s") Duration idleTime,
    @DefaultValue("15s") Duration bodyGrace,
    @DefaultValue("4KB") DataSize bodyRate,
    @DefaultValue("64MB") DataSize inFlight,
    @DefaultValue("10") int failedEnrolments) {

  public IntakeSettings {
    positive("head-time", headTime);
    positive("idle-time", idleTime);
    positive("body-grace", bodyGrace);
    if (bodyRate.toBytes() < 1) {
      throw new IllegalArgumentException(
          "kentongan.intake.body-rate: %s (expected: at least 1B)".formatted(bodyRate));
    }
    if (inFlight.toMegabytes() < 4) {
      throw new IllegalArgumentException(
          "kentongan.intake.in-flight: %s (expected: at least 4MB, one batch)".formatted(inFlight));
    }
    if (failedEnrolments < 1) {
      throw new IllegalArgumentException(
          "kentongan.intake.failed-enrolments: %d (expected: at least 1)"
              .formatted(failedEnrolments));
    }
  }

  /// What holds when nothing is set.
  public static IntakeSettings defaults() {
    return new IntakeSettings(
        Duration.ofSeconds(15),
        Duration.ofSeconds(75),
        Duration.ofSeconds(15),
        DataSize.ofKilobytes(4),
        DataSize.ofMegabytes(64),
        10);
  }

  private static void positive(String key, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(
          "kentongan.intake.%s: %s (expected: more than 0s)".formatted(key, duration));
    }
  }
}

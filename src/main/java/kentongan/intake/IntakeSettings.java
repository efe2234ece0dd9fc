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
/// @param plain whether agents on this machine may come without TLS, by the dashboard's port; for
///   demonstrations and tests
/// @param tls the agents' port
@ConfigurationProperties("kentongan.intake")
public record IntakeSettings(
    @DefaultValue("15s") Duration headTime,
    @DefaultValue("75s") Duration idleTime,
    @DefaultValue("15s") Duration bodyGrace,
    @DefaultValue("4KB") DataSize bodyRate,
    @DefaultValue("64MB") DataSize inFlight,
    @DefaultValue("10") int failedEnrolments,
    @DefaultValue("false") boolean plain,
    @DefaultValue Tls tls) {
  /// The agents' port: TLS 1.3 with certificates of the collector's own authority.
  ///
  /// @param address where it listens; `0.0.0.0` for all networks
  /// @param port 0 for any free one
  /// @param certificateLife how long an agent's certificate is valid; agents renew theirs at two
  ///   thirds of it
  /// @param renewLate how long after its end a certificate still serves to renew it
  public record Tls(
      @DefaultValue("127.0.0.1") String address,
      @DefaultValue("8443") int port,
      @DefaultValue("30d") Duration certificateLife,
      @DefaultValue("30d") Duration renewLate) {
    public Tls {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException(
            "kentongan.intake.tls.port: %d (expected: 0 to 65535)".formatted(port));
      }
      if (certificateLife.compareTo(Duration.ofMinutes(1)) < 0
          || certificateLife.compareTo(Duration.ofDays(398)) > 0) {
        throw new IllegalArgumentException(
            "kentongan.intake.tls.certificate-life: %s (expected: 1m to 398d)"
                .formatted(certificateLife));
      }
      if (renewLate.isNegative()) {
        throw new IllegalArgumentException(
            "kentongan.intake.tls.renew-late: %s (expected: 0s or more)".formatted(renewLate));
      }
    }

    /// What holds when nothing is set, on any free port of this machine.
    public static Tls anyPort() {
      return new Tls("127.0.0.1", 0, Duration.ofDays(30), Duration.ofDays(30));
    }
  }

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

  /// What holds when nothing is set, with the plain door open and any free port for agents: for
  /// benchmarks and tests.
  public static IntakeSettings onThisMachine() {
    return new IntakeSettings(
        Duration.ofSeconds(15),
        Duration.ofSeconds(75),
        Duration.ofSeconds(15),
        DataSize.ofKilobytes(4),
        DataSize.ofMegabytes(64),
        10,
        true,
        Tls.anyPort());
  }

  private static void positive(String key, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(
          "kentongan.intake.%s: %s (expected: more than 0s)".formatted(key, duration));
    }
  }
}

package kentongan.event;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// A certificate that the collector's authority issued to an agent.
///
/// @param serial hexadecimal, lower case
/// @param keyHash SHA-256 over its public key (SubjectPublicKeyInfo, DER), hexadecimal
/// @param certificate DER in Base64
/// @param replaces the serial of the one it was renewed from; empty at enrolment
/// @param revokedAt since when it is worth nothing
public record AgentCertificate(
    String serial,
    AgentId agent,
    String keyHash,
    Instant from,
    Instant until,
    String certificate,
    Optional<String> replaces,
    Optional<Instant> revokedAt) {
  public AgentCertificate {
    Objects.requireNonNull(replaces);
    Objects.requireNonNull(revokedAt);
    if (!until.isAfter(from)) {
      throw new IllegalArgumentException(
          "certificate %s: from %s to %s (expected: the end after the beginning)"
              .formatted(serial, from, until));
    }
  }

  /// Whether it has come to its end.
  public boolean isExpired(Instant now) {
    return !now.isBefore(until);
  }
}

package kentongan.event;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import kentongan.office.OfficeId;

/// An enrolled agent, as the collector knows it.
public final class Agent {
  private final AgentId id;
  private final OfficeId office;
  private final String host;
  private final byte[] publicKey;
  private final Instant enrolledAt;
  private final Optional<Revocation> revocation;

  /// @param host what the machine calls itself; shown to people, trusted for nothing
  /// @param publicKey Ed25519, 32 bytes, raw
  /// @param revocation when there is one, nothing it sends is accepted any more
  public Agent(
      AgentId id,
      OfficeId office,
      String host,
      byte[] publicKey,
      Instant enrolledAt,
      Optional<Revocation> revocation) {
    if (publicKey.length != 32) {
      throw new IllegalArgumentException(
          "agent %s: a public key of %d bytes (expected: 32)".formatted(id, publicKey.length));
    }
    this.id = Objects.requireNonNull(id);
    this.office = Objects.requireNonNull(office);
    this.host = Objects.requireNonNull(host);
    this.publicKey = publicKey.clone();
    this.enrolledAt = Objects.requireNonNull(enrolledAt);
    this.revocation = Objects.requireNonNull(revocation);
  }

  public AgentId id() {
    return id;
  }

  public OfficeId office() {
    return office;
  }

  public String host() {
    return host;
  }

  /// The Ed25519 key, 32 bytes, a copy.
  public byte[] publicKey() {
    return publicKey.clone();
  }

  public Instant enrolledAt() {
    return enrolledAt;
  }

  public boolean revoked() {
    return revocation.isPresent();
  }

  public Optional<Revocation> revocation() {
    return revocation;
  }

  /// That an agent was shut out.
  ///
  /// @param at empty for one of before this was kept
  /// @param why in the words of who did it; may be empty
  public record Revocation(Optional<Instant> at, String why) {}
}

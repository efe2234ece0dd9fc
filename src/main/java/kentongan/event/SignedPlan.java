package kentongan.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// What one agent is to check, as headquarters wrote and signed it. The body is opaque here;
/// `watch` reads it.
///
/// The signature names the agent and the version, so that a plan of another agent, or one of
/// yesterday, is no plan.
public final class SignedPlan {
  /// `Kentongan-Plan: 7` with a batch: the version the agent holds; 0 for none.
  public static final String HEADER = "Kentongan-Plan";

  /// The most bytes of a body.
  public static final int MOST_BYTES = 512 << 10;

  private final AgentId agent;
  private final long version;
  private final byte[] body;
  private final byte[] signature;

  /// @param version 1, 2, 3 … for each agent; a higher one replaces a lower one
  /// @param body JSON in UTF-8; not copied
  /// @param signature Ed25519 (64 bytes) over [#signedText]; not copied
  public SignedPlan(AgentId agent, long version, byte[] body, byte[] signature) {
    if (version < 1 || body.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "plan of %s: version %d, %d bytes (expected: at least 1, at most %d)"
              .formatted(agent, version, body.length, MOST_BYTES));
    }
    this.agent = Objects.requireNonNull(agent);
    this.version = version;
    this.body = body;
    this.signature = Objects.requireNonNull(signature);
  }

  /// What headquarters signs: ASCII lines that name the purpose, the agent, the version and the
  /// SHA-512 of the body.
  public static byte[] signedText(AgentId agent, long version, byte[] body) {
    return "kentongan-plan-1\n%s\n%d\n%s\n"
        .formatted(agent, version, Base64.getEncoder().encodeToString(sha512(body)))
        .getBytes(StandardCharsets.US_ASCII);
  }

  /// Whether the holder of this key signed it.
  ///
  /// @param publicKey Ed25519, 32 bytes, raw
  public boolean fits(byte[] publicKey) {
    if (signature.length != Ed25519.SIGNATURE_SIZE || publicKey.length != Ed25519.PUBLIC_KEY_SIZE) {
      return false;
    }
    var text = signedText(agent, version, body);
    return Ed25519.verify(signature, 0, publicKey, 0, text, 0, text.length);
  }

  public AgentId agent() {
    return agent;
  }

  public long version() {
    return version;
  }

  /// The body; not a copy.
  public byte[] body() {
    return body;
  }

  /// The signature; not a copy.
  public byte[] signature() {
    return signature;
  }

  private static byte[] sha512(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-512").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java has SHA-512", impossible);
    }
  }
}

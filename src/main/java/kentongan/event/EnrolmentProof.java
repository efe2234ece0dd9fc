package kentongan.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// Ties a certificate request to the key that an agent signs its batches with: Ed25519 over the
/// request and over what it is asked with. So a token that was stolen, or a TLS key that was
/// copied, is not enough to get a certificate in an agent's name.
public final class EnrolmentProof {
  private EnrolmentProof() {}

  /// The signature, 64 bytes.
  ///
  /// @param privateKey Ed25519, 32 bytes, raw
  /// @param request the PKCS#10 request, DER
  /// @param asked the token's secret at enrolment, the agent's id at renewal
  public static byte[] sign(byte[] privateKey, byte[] request, String asked) {
    var text = text(request, asked);
    var signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(privateKey, 0, text, 0, text.length, signature, 0);
    return signature;
  }

  /// Whether the holder of this key asks for this certificate.
  public static boolean fits(byte[] signature, byte[] publicKey, byte[] request, String asked) {
    var text = text(request, asked);
    return signature.length == Ed25519.SIGNATURE_SIZE
        && Ed25519.verify(signature, 0, publicKey, 0, text, 0, text.length);
  }

  private static byte[] text(byte[] request, String asked) {
    return "kentongan-certificate-1\n%s\n%s\n"
        .formatted(sha256(request), sha256(asked.getBytes(StandardCharsets.UTF_8)))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java has SHA-256", impossible);
    }
  }
}

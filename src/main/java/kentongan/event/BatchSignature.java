package kentongan.event;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import kentongan.event.Batch.Encoding;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// Ed25519 over a batch, for the agent that signs and for the collector that checks. Keys are raw,
/// 32 bytes.
///
/// @spec https://www.rfc-editor.org/info/rfc8032 RFC 8032, section 5.1
public final class BatchSignature {
  private BatchSignature() {}

  /// A new private key.
  public static byte[] newPrivateKey(SecureRandom random) {
    var key = new byte[Ed25519.SECRET_KEY_SIZE];
    Ed25519.generatePrivateKey(random, key);
    return key;
  }

  /// The public key that belongs to a private one.
  public static byte[] publicKey(byte[] privateKey) {
    var key = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(privateKey, 0, key, 0);
    return key;
  }

  /// Whether these bytes are a public key: a point of the curve's large subgroup, so that no
  /// signature fits by itself.
  public static boolean isPublicKey(byte[] key) {
    return key.length == Ed25519.PUBLIC_KEY_SIZE && Ed25519.validatePublicKeyFull(key, 0);
  }

  /// A batch with its signature.
  ///
  /// @param body packed by `encoding`
  public static Batch sign(
      byte[] privateKey,
      AgentId agent,
      long epoch,
      long first,
      long last,
      Encoding encoding,
      byte[] body) {
    var text = Batch.signedText(agent, epoch, first, last, encoding, sha512(body));
    var signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(privateKey, 0, text, 0, text.length, signature, 0);
    return new Batch(agent, epoch, first, last, encoding, body, signature);
  }

  /// Whether a batch is as the holder of this key signed it.
  public static boolean fits(Batch batch, byte[] publicKey) {
    if (batch.signature().length != Ed25519.SIGNATURE_SIZE) {
      return false;
    }
    var text =
        Batch.signedText(
            batch.agent(),
            batch.epoch(),
            batch.first(),
            batch.last(),
            batch.encoding(),
            sha512(batch.body()));
    return Ed25519.verify(batch.signature(), 0, publicKey, 0, text, 0, text.length);
  }

  private static byte[] sha512(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-512").digest(body);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java has SHA-512", impossible);
    }
  }
}

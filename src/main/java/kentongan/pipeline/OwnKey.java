package kentongan.pipeline;

/// The collector's own Ed25519 key: it signs plans, and the events that the collector itself adds.
public interface OwnKey {
  /// The signature over these bytes, 64 bytes.
  byte[] sign(byte[] bytes);

  /// The public key, 32 bytes, raw.
  byte[] publicKey();
}

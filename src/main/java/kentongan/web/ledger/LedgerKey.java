package kentongan.web.ledger;

/// The collector's own Ed25519 key, that signs the head of an exported ledger; boot gives it.
public interface LedgerKey {
  /// The signature over these bytes, 64 bytes.
  byte[] sign(byte[] bytes);

  /// The public key, 32 bytes, raw.
  byte[] publicKey();
}

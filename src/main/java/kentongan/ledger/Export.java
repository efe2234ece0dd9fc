package kentongan.ledger;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.HexFormat;
import tools.jackson.databind.node.JsonNodeFactory;

/// A ledger written out for others to check: an entry a line, and the signed head as the last line.
public final class Export {
  private static final int AT_ONCE = 1_000;

  private Export() {}

  /// Signs bytes with Ed25519.
  @FunctionalInterface
  public interface Signer {
    /// The signature, 64 bytes.
    byte[] sign(byte[] bytes);
  }

  /// Writes the whole ledger.
  ///
  /// @param out UTF-8, lines end with LF; not closed
  /// @param signer signs the head's canonical JSON
  /// @param publicKey its public key, 32 bytes; written into the head, so that a reader sees which
  ///   key it was, and compares it with the one known from elsewhere
  /// @return the head as it was written
  public static Ledger.Head write(
      Ledger ledger, Writer out, Signer signer, byte[] publicKey, Instant now) throws IOException {
    var head = Ledger.EMPTY;
    for (var batch = ledger.read(1, AT_ONCE);
        !batch.isEmpty();
        batch = ledger.read(head.number() + 1, AT_ONCE)) {
      for (var entry : batch) {
        out.write(entry.line());
        out.write('\n');
        head = new Ledger.Head(entry.chain(), entry.number(), entry.hash());
      }
    }
    out.write(anchor(head, signer, publicKey, now));
    out.write('\n');
    return head;
  }

  /// The signed head alone: an anchor to be kept elsewhere, which later shows that a ledger was
  /// cut.
  public static String anchor(Ledger.Head head, Signer signer, byte[] publicKey, Instant now) {
    var body = JsonNodeFactory.instance.objectNode();
    body.put("type", SignedHead.TYPE);
    body.put("chain", head.chain());
    body.put("number", head.number());
    body.put("hash", head.hash());
    body.put("at", Entry.time(now));
    body.put("key", HexFormat.of().formatHex(publicKey));
    var signature = signer.sign(CanonicalJson.bytes(body));
    body.put("signature", HexFormat.of().formatHex(signature));
    return CanonicalJson.text(body);
  }
}

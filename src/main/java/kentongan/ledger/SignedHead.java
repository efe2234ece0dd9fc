package kentongan.ledger;

import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Where a ledger ended, with the signature over it.
///
/// @param at when it was signed, as it was written
/// @param key the public key, 64 hexadecimal digits
/// @param isSigned whether the signature is of that key
record SignedHead(Ledger.Head head, String at, String key, boolean isSigned) {
  static final String TYPE = "ledger-head";

  /// Reads the line that [Export#anchor] wrote.
  ///
  /// @throws RuntimeException when it is no signed head; the message says what is wrong
  static SignedHead parse(String line) {
    var node = Entry.JSON.readTree(line);
    if (!(node instanceof ObjectNode object)
        || !node.path("type").asString("").equals(TYPE)
        || node.size() != 7
        || !CanonicalJson.text(node).equals(line)) {
      throw new IllegalArgumentException("not a signed head");
    }
    var signature = object.remove("signature").stringValue();
    var key = text(object, "key");
    return new SignedHead(
        new Ledger.Head(
            text(object, "chain"), Entry.number(object.required("number")), text(object, "hash")),
        text(object, "at"),
        key,
        isSigned(key, signature, CanonicalJson.bytes(object)));
  }

  private static boolean isSigned(String key, String signature, byte[] bytes) {
    if (!Hashes.isSha256(key) || signature.length() != 2 * Ed25519.SIGNATURE_SIZE) {
      return false;
    }
    return Ed25519.verify(
        HexFormat.of().parseHex(signature),
        0,
        HexFormat.of().parseHex(key),
        0,
        bytes,
        0,
        bytes.length);
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).stringValue();
  }
}

package kentongan.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import kentongan.office.Actor;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One act, in its place in the chain.
///
/// @param chain which chain; there is one now
/// @param number 1, 2, 3 … without holes
/// @param previous the hash of the entry before; [#GENESIS] for the first
/// @param hash SHA-256 over the canonical JSON of everything else
public record Entry(String chain, long number, Act act, String previous, String hash) {
  /// The only chain there is now.
  public static final String CHAIN = "main";

  /// What stands for the entry before the first.
  public static final String GENESIS = "0".repeat(64);

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /// Strict: twice the same name in an object is a fault, and nothing is larger than an entry.
  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxStringLength(Act.MOST_DETAIL * 2)
                          .maxDocumentLength(Act.MOST_DETAIL * 8L)
                          .build())
                  .build())
          .build();

  /// The entry that follows a head.
  public static Entry after(Ledger.Head head, Act act) {
    var number = head.number() + 1;
    return new Entry(
        head.chain(), number, act, head.hash(), hash(head.chain(), number, act, head.hash()));
  }

  /// The detail in the form that was hashed.
  public String canonicalDetail() {
    return CanonicalJson.text(act.detail());
  }

  /// The hash this entry ought to have.
  String expectedHash() {
    return hash(chain, number, act, previous);
  }

  /// The entry as one line of an exported ledger, canonical.
  String line() {
    return CanonicalJson.text(body(chain, number, act, previous).put("hash", hash));
  }

  /// Reads one line of an exported ledger.
  ///
  /// @throws RuntimeException when it is no entry; the message says what is wrong
  static Entry parse(String line) {
    var node = JSON.readTree(line);
    if (!node.isObject() || node.size() != 9 || !node.path("detail").isObject()) {
      throw new IllegalArgumentException("not an entry of a ledger");
    }
    return new Entry(
        text(node, "chain"),
        number(node.required("number")),
        new Act(
            Instant.parse(text(node, "at")),
            Actor.parse(text(node, "actor")),
            text(node, "act"),
            text(node, "subject"),
            (ObjectNode) node.required("detail")),
        text(node, "previous"),
        text(node, "hash"));
  }

  static long number(JsonNode node) {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw new IllegalArgumentException("number: %s (expected: 1, 2, 3 …)".formatted(node));
    }
    return node.longValue();
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).stringValue();
  }

  private static String hash(String chain, long number, Act act, String previous) {
    return Hashes.sha256(CanonicalJson.bytes(body(chain, number, act, previous)));
  }

  static String time(Instant at) {
    return MILLIS.format(at);
  }

  private static ObjectNode body(String chain, long number, Act act, String previous) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("chain", chain)
        .put("number", number)
        .put("at", time(act.at()))
        .put("actor", act.actor().toString())
        .put("act", act.act())
        .put("subject", act.subject())
        .put("previous", previous)
        .set("detail", act.detail());
  }
}

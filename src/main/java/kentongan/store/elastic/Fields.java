package kentongan.store.elastic;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kentongan.event.EventFields;

/// How an event's leaves are named in an index, and what the index is told about them.
///
/// A leaf `a.b` is indexed by what its value is, each kind under a name of its own, so that a field
/// that is a number here and text there does no harm: text and truth values as keywords under
/// `a.b`, numbers under `a.b#n`, IP addresses also under `a.b#ip`. Names are flat (`subobjects:
/// false`), so that `a` and `a.b` do not exclude one another.
final class Fields {
  static final String TIME = "@timestamp";
  static final String ID = "event.id";
  static final String OFFICE = "kentongan.office";
  static final String INGESTED = "event.ingested";

  /// The agent's document as text; not searched.
  static final String RAW = "#raw";

  /// Searched by words rather than as a whole.
  static final Set<String> TEXTS = Set.of("message", "url.original", "user_agent.original");

  /// Set by the collector; what an agent claims under these names is not indexed.
  static final Set<String> OURS = Set.of(TIME, ID, OFFICE, INGESTED);

  /// Longer values are not indexed as keywords, only kept in the source.
  static final int MAX_KEYWORD = 1024;

  /// Names of leaves that get a field of their own in one day's index.
  private static final int MAX_FIELDS = 1200;

  private Fields() {}

  /// The template of the days' indexes.
  static Map<String, Object> template(String pattern, int replicas) {
    return Map.of(
        "index_patterns",
        new String[] {pattern},
        "priority",
        500,
        "template",
        Map.of("settings", settings(replicas), "mappings", mappings()));
  }

  private static Map<String, Object> settings(int replicas) {
    return Map.of(
        "index.number_of_shards",
        1,
        "index.number_of_replicas",
        replicas,
        // Searches see what was committed: the archive itself asks for it.
        "index.refresh_interval",
        "-1",
        "index.mapping.total_fields.limit",
        MAX_FIELDS,
        "index.mapping.total_fields.ignore_dynamic_beyond_limit",
        true);
  }

  private static Map<String, Object> mappings() {
    return Map.of(
        "subobjects",
        false,
        "date_detection",
        false,
        "numeric_detection",
        false,
        "_source",
        Map.of("includes", new String[] {RAW, ID, OFFICE, INGESTED}),
        "dynamic_templates",
        new Object[] {
          Map.of("numbers", Map.of("match", "*#n", "mapping", number())),
          Map.of("addresses", Map.of("match", "*#ip", "mapping", address())),
          Map.of("texts", Map.of("match", "*", "mapping", keyword()))
        },
        "properties",
        properties());
  }

  private static Map<String, Object> properties() {
    var properties = new TreeMap<String, Object>();
    for (var path : EventFields.OF_OUR_KINDS) {
      properties.put(path, keyword());
      properties.put(path + "#n", number());
    }
    properties.put("source.ip#ip", address());
    for (var path : TEXTS) {
      properties.put(path, Map.of("type", "text", "norms", false));
    }
    properties.put(TIME, Map.of("type", "date", "format", "epoch_millis"));
    properties.put(ID, keyword());
    properties.put(OFFICE, keyword());
    properties.put(INGESTED, Map.of("type", "date", "format", "epoch_millis"));
    properties.put(RAW, Map.of("type", "keyword", "index", false, "doc_values", false));
    return properties;
  }

  private static Map<String, Object> keyword() {
    return Map.of("type", "keyword");
  }

  private static Map<String, Object> number() {
    return Map.of("type", "double");
  }

  private static Map<String, Object> address() {
    return Map.of("type", "ip", "ignore_malformed", true);
  }
}

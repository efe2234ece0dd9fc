package kentongan.store.lucene;

import java.util.Set;

/// How an event's leaves are named in an index.
///
/// A leaf `a.b` is indexed by what its value is, each kind under a name of its own, so that a field
/// that is a number here and text there does no harm: text and truth values as terms under `a.b`,
/// numbers as points under `a.b#n`, IP addresses also as points under `a.b#ip`.
final class Names {
  /// Milliseconds since 1970, point and doc value: [kentongan.event.EventTime].
  static final String TIME = "@timestamp";

  /// The event's id, one term.
  static final String ID = "event.id";

  /// The office by the collector's register, one term.
  static final String OFFICE = "kentongan.office";

  /// The event itself, stored: see [StoredEvent].
  static final String SOURCE = "#source";

  /// Words of values whose field was one too many.
  static final String OVERFLOW = "overflow";

  /// Searched by words rather than as a whole.
  static final Set<String> TEXTS =
      Set.of("message", "url.original", "user_agent.original", OVERFLOW);

  /// Set by the collector; what an agent claims under these names is not indexed.
  static final Set<String> OURS = Set.of(TIME, ID, OFFICE, "event.ingested");

  /// Longer values are not indexed as one term, only kept in the source.
  static final int MAX_TERM = 1024;

  /// Characters of a name that gets a field of its own.
  static final int MAX_PATH = 512;

  private Names() {}

  static String number(String path) {
    return path + "#n";
  }

  static String address(String path) {
    return path + "#ip";
  }

  static boolean isAddress(String path) {
    return path.endsWith(".ip");
  }
}

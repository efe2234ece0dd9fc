package kentongan.store.lucene;

import java.util.List;
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

  /// What events of our own kinds have: `docs/reference/events.md`.
  static final List<String> KINDS =
      List.of(
          "agent.id",
          "event.action",
          "event.created",
          "event.dataset",
          "event.duration",
          "event.outcome",
          "host.hostname",
          "http.request.method",
          "http.request.referrer",
          "http.response.body.bytes",
          "http.response.status_code",
          "http.version",
          "kentongan.agent.version",
          "kentongan.asset",
          "kentongan.check.certificate_days",
          "kentongan.check.failures",
          "kentongan.check.id",
          "kentongan.check.kind",
          "kentongan.check.phase.connect_ms",
          "kentongan.check.phase.first_byte_ms",
          "kentongan.check.phase.resolve_ms",
          "kentongan.check.phase.tls_ms",
          "kentongan.check.phase.whole_ms",
          "kentongan.check.reason",
          "kentongan.gap.class",
          "kentongan.gap.from",
          "kentongan.gap.lost",
          "kentongan.gap.reason",
          "kentongan.gap.to",
          "kentongan.page.changed",
          "kentongan.page.hidden_links",
          "kentongan.page.new_hosts",
          "kentongan.page.reasons",
          "kentongan.page.score",
          "kentongan.page.sha256",
          "kentongan.page.title",
          "kentongan.page.verdict",
          "kentongan.spool.bytes",
          "kentongan.spool.events",
          "kentongan.spool.oldest",
          "kentongan.ssh.method",
          "kentongan.unparsed",
          "log.file.path",
          "log.offset",
          "message",
          "process.name",
          "process.pid",
          "source.ip",
          "source.port",
          "tls.server.not_after",
          "url.domain",
          "url.full",
          "url.original",
          "url.path",
          "url.query",
          "user.name",
          "user_agent.original");

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

package kentongan.event;

import java.util.List;

/// The fields of our own kinds of events, as `docs/reference/events.md` has them, without those
/// that the collector sets. Archives know them before a stranger's names come.
public final class EventFields {
  /// Paths of leaves, sorted.
  public static final List<String> OF_OUR_KINDS =
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

  private EventFields() {}
}

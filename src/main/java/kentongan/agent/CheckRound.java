package kentongan.agent;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import kentongan.probe.HttpAnswer;
import kentongan.probe.HttpProbe;

/// One check again and again, as events.
final class CheckRound {
  private final AgentConfig.Check check;
  private final HttpProbe probe;
  private final InstantSource clock;
  private final String host;
  private final Optional<String> witness;
  private int failures;

  /// @param witness as whom the plan has it asked: `own` or `neighbour`; empty for a check of the
  ///   agent's own file
  CheckRound(
      AgentConfig.Check check,
      HttpProbe probe,
      InstantSource clock,
      String host,
      Optional<String> witness) {
    this.witness = witness;
    this.check = check;
    this.probe = probe;
    this.clock = clock;
    this.host = host;
  }

  /// Asks once.
  Waiting event() {
    var at = clock.instant();
    var answer = probe.ask(check.question());
    var seen = clock.instant();
    failures = answer.isGood() ? 0 : failures + 1;
    var url = check.question().url();
    var phases = answer.phases();
    var doc =
        new Doc("kentongan.check", at, seen)
            .put("message", message(answer))
            .put("host.hostname", host)
            .put("kentongan.asset", check.asset())
            .put("kentongan.check.id", check.id())
            .put("kentongan.check.kind", "http")
            .put("kentongan.check.witness", witness)
            .put("kentongan.check.failures", failures)
            .put("event.outcome", answer.isGood() ? "success" : "failure")
            .put("event.duration", phases.whole())
            .put("url.full", url.toString())
            .put("url.domain", url.getHost())
            .put("kentongan.check.reason", answer.failure().map(f -> f.reason().token()))
            .put("kentongan.check.phase.resolve_ms", millis(phases.resolve()))
            .put("kentongan.check.phase.connect_ms", millis(phases.connect()))
            .put("kentongan.check.phase.tls_ms", millis(phases.tls()))
            .put("kentongan.check.phase.first_byte_ms", millis(phases.firstByte()))
            .put("kentongan.check.phase.whole_ms", millis(phases.whole()));
    if (answer.status() > 0) {
      doc.put("http.response.status_code", answer.status());
    }
    answer
        .certificateNotAfter()
        .ifPresent(end ->
            doc.put("tls.server.not_after", Doc.text(end))
                .put(
                    "kentongan.check.certificate_days",
                    Math.floorDiv(Duration.between(seen, end).toSeconds(), 86_400L)));
    return new Waiting(EventClass.CHECK, seen, doc.json());
  }

  private String message(HttpAnswer answer) {
    var url = check.question().url();
    return answer
        .failure()
        .map(f ->
            "%s tidak dapat diakses dengan baik: %s (%s)"
                .formatted(url, f.reason().token(), f.detail()))
        .orElseGet(() ->
            "%s menjawab %d dalam %d ms"
                .formatted(url, answer.status(), Math.round(millis(answer.phases().whole()))));
  }

  private static double millis(long nanos) {
    return Math.round(nanos / 1000.0) / 1000.0;
  }
}

package kentongan.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;

/// A site's answer as the fields of an event.
public final class HttpFinding {
  private HttpFinding() {}

  /// @param now for the days that are left of a certificate
  public static Finding of(HttpCheck check, HttpAnswer answer, Instant now) {
    var facts = new LinkedHashMap<String, Object>();
    var phases = answer.phases();
    facts.put("url.full", check.url().toString());
    facts.put("url.domain", check.url().getHost());
    facts.put("kentongan.check.phase.resolve_ms", millis(phases.resolve()));
    facts.put("kentongan.check.phase.connect_ms", millis(phases.connect()));
    facts.put("kentongan.check.phase.tls_ms", millis(phases.tls()));
    facts.put("kentongan.check.phase.first_byte_ms", millis(phases.firstByte()));
    facts.put("kentongan.check.phase.whole_ms", millis(phases.whole()));
    if (answer.status() > 0) {
      facts.put("http.response.status_code", answer.status());
    }
    if (answer.path().size() > 1) {
      facts.put("kentongan.check.redirects", answer.path().size() - 1);
      facts.put("kentongan.check.served_from", Facts.shown(answer.servedFrom().toString()));
    }
    answer
        .certificateNotAfter()
        .ifPresent(end -> {
          facts.put("tls.server.not_after", Probes.text(end));
          facts.put(
              "kentongan.check.certificate_days",
              Math.floorDiv(Duration.between(now, end).toSeconds(), 86_400L));
        });
    var said =
        "%s menjawab %d dalam %d ms"
            .formatted(check.url(), answer.status(), Math.round(millis(phases.whole())));
    return new Finding(answer.failure(), said, facts, phases.whole());
  }

  private static double millis(long nanos) {
    return Math.round(nanos / 1000.0) / 1000.0;
  }
}

package kentongan.agent;

import java.time.InstantSource;
import java.util.Optional;
import kentongan.probe.Finding;
import kentongan.probe.HttpAnswer;
import kentongan.probe.HttpCheck;
import kentongan.probe.HttpFinding;
import kentongan.probe.Memory;
import kentongan.probe.Probes;

/// One check again and again, as events.
final class CheckRound {
  /// Each so many asks, the whole page is fetched though it may be unchanged.
  private static final int WHOLE_EACH = 10;

  private final AgentConfig.Check check;
  private final Probes probes;
  private final Memory memory;
  private final InstantSource clock;
  private final String host;
  private final Optional<String> witness;
  private Optional<HttpCheck> ifChanged = Optional.empty();
  private int asked;
  private int failures;

  /// @param witness as whom the plan has it asked: `own` or `neighbour`; empty for a check of the
  ///   agent's own file
  CheckRound(
      AgentConfig.Check check,
      Probes probes,
      Memory memory,
      InstantSource clock,
      String host,
      Optional<String> witness) {
    this.witness = witness;
    this.check = check;
    this.probes = probes;
    this.memory = memory;
    this.clock = clock;
    this.host = host;
  }

  /// Asks once.
  Waiting event() {
    var at = clock.instant();
    var finding =
        check.question() instanceof HttpCheck site
            ? answered(site)
            : probes.ask(check.question(), memory);
    var seen = clock.instant();
    failures = finding.isGood() ? 0 : failures + 1;
    var doc =
        new Doc("kentongan.check", at, seen)
            .put("message", message(finding))
            .put("host.hostname", host)
            .put("kentongan.check.id", check.id())
            .put("kentongan.check.kind", check.question().kind())
            .put("kentongan.check.witness", witness)
            .put("kentongan.check.failures", failures)
            .put("event.outcome", finding.isGood() ? "success" : "failure")
            .put("event.duration", finding.nanos())
            .put("kentongan.check.reason", finding.failure().map(f -> f.reason().token()));
    if (!check.asset().isEmpty()) {
      doc.put("kentongan.asset", check.asset());
    }
    finding.facts().forEach(doc::put);
    return new Waiting(EventClass.CHECK, seen, doc.json());
  }

  /// Asks a site, for what is new since its last good answer when it said how to.
  private Finding answered(HttpCheck site) {
    var isWhole = asked++ % WHOLE_EACH == 0;
    var question = isWhole ? site : ifChanged.orElse(site);
    var answer = probes.http().ask(question);
    if (answer.status() != 304 || !answer.isGood()) {
      ifChanged = condition(site, answer);
    }
    return HttpFinding.of(site, answer, clock.instant());
  }

  private static Optional<HttpCheck> condition(HttpCheck site, HttpAnswer answer) {
    if (!answer.isGood() || answer.path().size() > 1 || !site.more().mayBeUnchanged()) {
      return Optional.empty();
    }
    try {
      return answer
          .header("etag")
          .filter(tag -> tag.length() <= 256)
          .map(tag -> site.with("If-None-Match", tag))
          .or(() ->
              answer
                  .header("last-modified")
                  .filter(date -> date.length() <= 64)
                  .map(date -> site.with("If-Modified-Since", date)));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // a tag that no header can hold
    }
  }

  private String message(Finding finding) {
    var about = check.question().about();
    return finding
        .failure()
        .map(f ->
            (check.question() instanceof HttpCheck
                    ? "%s tidak dapat diakses dengan baik: %s (%s)"
                    : "%s: pemeriksaan gagal: %s (%s)")
                .formatted(about, f.reason().token(), f.detail()))
        .orElse(finding.said());
  }
}

package kentongan.agent;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kentongan.probe.HttpAnswer;
import kentongan.probe.HttpCheck;
import kentongan.probe.HttpProbe;
import kentongan.watch.Page;
import kentongan.watch.PageComparison;
import kentongan.watch.PageVerdict;
import kentongan.watch.Verdict;

/// One page again and again, compared with its baseline, as events. The first good answer that is
/// clean by itself becomes the baseline; until then each answer is judged without one.
final class PageRound {
  /// As a common browser: sites show programs other pages.
  private static final Map<String, String> AS_BROWSER =
      Map.of(
          "User-Agent",
          "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0"
              + " Safari/537.36",
          "Accept-Language",
          "id,en;q=0.7");

  /// One at a time: a page taken apart costs many times its bytes.
  private static final Object ONE_AT_A_TIME = new Object();

  private final AgentConfig.Page page;
  private final HttpProbe probe;
  private final InstantSource clock;
  private final String host;
  private final Path baseline;
  private final Path served;

  /// @param directory where baselines are kept
  PageRound(
      AgentConfig.Page page, HttpProbe probe, InstantSource clock, String host, Path directory) {
    this.page = page;
    this.probe = probe;
    this.clock = clock;
    this.host = host;
    var name = sha256((page.asset() + " " + page.url()).getBytes(StandardCharsets.UTF_8));
    this.baseline = directory.resolve(name.substring(0, 32) + ".html");
    this.served = directory.resolve(name.substring(0, 32) + ".from");
  }

  /// Looks once; empty when there was no good answer, which is for the checks to tell.
  ///
  /// @throws IOException when the baseline cannot be read or kept
  Optional<Waiting> event() throws IOException {
    var at = clock.instant();
    var question =
        new HttpCheck(page.url(), AS_BROWSER, HttpCheck.Expect.USUAL, HttpCheck.Bounds.USUAL);
    var answer = probe.ask(question);
    if (!answer.isGood()) {
      return Optional.empty();
    }
    PageVerdict verdict;
    synchronized (ONE_AT_A_TIME) {
      verdict = compared(answer);
    }
    var seen = clock.instant();
    var doc =
        new Doc("kentongan.page", at, seen)
            .put("message", message(verdict))
            .put("host.hostname", host)
            .put("kentongan.asset", page.asset())
            .put("event.outcome", verdict.verdict() == Verdict.CLEAN ? "success" : "failure")
            .put("url.full", page.url().toString())
            .put("url.domain", page.url().getHost())
            .put("http.response.status_code", answer.status())
            .put("kentongan.page.verdict", verdict.verdict().token())
            .put("kentongan.page.score", verdict.score())
            .put("kentongan.page.changed", verdict.changed())
            .put("kentongan.page.reasons", verdict.reasons())
            .put("kentongan.page.new_hosts", verdict.newHosts())
            .put("kentongan.page.hidden_links", verdict.hiddenLinks())
            .put("kentongan.page.title", verdict.title())
            .put("kentongan.page.sha256", sha256(answer.body()));
    return Optional.of(new Waiting(EventClass.PAGE, seen, doc.json()));
  }

  private PageVerdict compared(HttpAnswer answer) throws IOException {
    var now =
        new Page(
            answer.body(),
            answer.charset(),
            Optional.of(page.url()),
            Optional.of(answer.servedFrom()));
    if (Files.exists(baseline)) {
      return PageComparison.of(now, Optional.of(before()));
    }
    var alone = PageComparison.of(now, Optional.empty());
    if (alone.verdict() == Verdict.CLEAN) {
      keep(answer);
    }
    return alone;
  }

  private Page before() throws IOException {
    var told = Files.exists(served) ? Files.readAllLines(served) : List.<String>of();
    var from = told.isEmpty() ? page.url() : URI.create(told.getFirst());
    var charset =
        told.size() > 1 ? Optional.of(Charset.forName(told.get(1))) : Optional.<Charset>empty();
    return new Page(
        Files.readAllBytes(baseline), charset, Optional.of(page.url()), Optional.of(from));
  }

  private void keep(HttpAnswer answer) throws IOException {
    Files.createDirectories(baseline.getParent());
    var charset = answer.charset().map(c -> "\n" + c.name()).orElse("");
    Files.writeString(served, answer.servedFrom() + charset);
    var fresh = baseline.resolveSibling(baseline.getFileName() + ".new");
    Files.write(fresh, answer.body());
    Files.move(fresh, baseline, StandardCopyOption.ATOMIC_MOVE);
  }

  private String message(PageVerdict verdict) {
    return verdict.reasons().isEmpty()
        ? "%s: halaman wajar".formatted(page.url())
        : "%s: %s".formatted(page.url(), verdict.reasons().getFirst());
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

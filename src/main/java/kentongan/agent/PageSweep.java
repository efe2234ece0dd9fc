package kentongan.agent;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import kentongan.probe.HttpAnswer;
import kentongan.probe.HttpCheck;
import kentongan.probe.HttpProbe;
import kentongan.watch.Page;
import kentongan.watch.PageComparison;
import kentongan.watch.PageVerdict;
import kentongan.watch.SitePages;

/// Finds a site's other pages, by its site map and by the links of its watched page, and looks at
/// them one at a time: attackers plant pages that nothing links to but the site map. Polite: one
/// page with each look at the watched one, same host only, a site map a day.
final class PageSweep {
  private static final Duration SITE_MAP = Duration.ofHours(24);
  private static final Duration AGAIN = Duration.ofHours(24);
  private static final int MOST_KNOWN = 2_000;
  private static final int MOST_WAITING = 500;

  private final HttpProbe probe;
  private final PageFetch fetch;
  private final URI home;
  private final Deque<URI> waiting = new ArrayDeque<>();
  private final Set<String> known = new LinkedHashSet<>();
  private Instant nextMap = Instant.MIN;
  private Instant forget = Instant.MAX;

  PageSweep(HttpProbe probe, PageFetch fetch, URI home) {
    this.probe = probe;
    this.fetch = fetch;
    this.home = home;
    known.add(home.toString());
  }

  /// A page other than the watched one, and what it is.
  record Found(URI url, HttpAnswer answer, PageVerdict verdict) {}

  /// Learns of the pages that the watched one links to.
  void links(Page page) {
    SitePages.linked(page, home).forEach(this::learn);
  }

  /// Looks at one more page; empty when there is none, or it gave no good answer.
  Optional<Found> next(Instant now) {
    if (!now.isBefore(nextMap)) {
      nextMap = now.plus(SITE_MAP);
      siteMap();
      return Optional.empty();
    }
    if (now.isAfter(forget)) {
      known.clear();
      known.add(home.toString());
      forget = Instant.MAX;
    }
    var url = waiting.poll();
    if (url == null) {
      return Optional.empty();
    }
    var answer = fetch.asBrowser(url, Optional.empty());
    if (!answer.isGood()) {
      return Optional.empty();
    }
    var page = PageFetch.page(url, answer);
    return Optional.of(new Found(url, answer, PageComparison.of(page, Optional.empty())));
  }

  /// When all have been seen, all are seen again a day later.
  void rest(Instant now) {
    if (waiting.isEmpty() && forget.equals(Instant.MAX) && known.size() > 1) {
      forget = now.plus(AGAIN);
    }
  }

  private void siteMap() {
    var answer = probe.ask(HttpCheck.of(home.resolve("/sitemap.xml")));
    if (answer.isGood()) {
      SitePages.mapped(answer.body(), home).forEach(this::learn);
    }
  }

  private void learn(URI url) {
    if (known.size() < MOST_KNOWN && waiting.size() < MOST_WAITING && known.add(url.toString())) {
      waiting.add(url);
    }
  }
}

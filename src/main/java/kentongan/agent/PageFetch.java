package kentongan.agent;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kentongan.probe.HttpAnswer;
import kentongan.probe.HttpCheck;
import kentongan.probe.HttpProbe;
import kentongan.watch.Page;
import kentongan.watch.Persona;

/// Fetches a page as one visitor or another.
final class PageFetch {
  private static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0"
          + " Safari/537.36";
  private static final String PHONE =
      "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/126.0 Mobile Safari/537.36";
  private static final String CRAWLER =
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
  private static final Set<Integer> GOOD = Set.of(200, 203, 206, 304);

  private final HttpProbe probe;

  PageFetch(HttpProbe probe) {
    this.probe = probe;
  }

  /// As a common browser: sites show programs other pages.
  ///
  /// @param known an earlier answer that need not be sent again when it is still the same
  HttpAnswer asBrowser(URI url, Optional<HttpAnswer> known) {
    var headers = new HashMap<>(headers(BROWSER));
    known.flatMap(k -> k.header("etag")).ifPresent(tag -> put(headers, "If-None-Match", tag));
    known
        .flatMap(k -> k.header("last-modified"))
        .ifPresent(at -> put(headers, "If-Modified-Since", at));
    return ask(url, headers, headers.size() > 2 ? GOOD : Set.of());
  }

  /// As somebody else.
  HttpAnswer as(Persona who, URI url) {
    return switch (who) {
      case CRAWLER -> ask(url, headers(CRAWLER), Set.of());
      case PHONE -> ask(url, headers(PHONE), Set.of());
      case SEARCH -> {
        var headers = new HashMap<>(headers(BROWSER));
        headers.put("Referer", "https://www.google.com/");
        yield ask(url, headers, Set.of());
      }
    };
  }

  /// An answer as the page watch takes it.
  static Page page(URI url, HttpAnswer answer) {
    return new Page(
        answer.body(), answer.charset(), Optional.of(url), Optional.of(answer.servedFrom()));
  }

  private HttpAnswer ask(URI url, Map<String, String> headers, Set<Integer> good) {
    var expect = new HttpCheck.Expect(good, java.util.List.of(), java.util.List.of());
    return probe.ask(new HttpCheck(url, headers, expect, HttpCheck.Bounds.USUAL));
  }

  private static Map<String, String> headers(String program) {
    return Map.of("User-Agent", program, "Accept-Language", "id,en;q=0.7");
  }

  /// What a server said comes back to it only when it fits in a header.
  private static void put(Map<String, String> headers, String name, String value) {
    if (value.length() < 200 && value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      headers.put(name, value);
    }
  }
}

package kentongan.probe;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What is asked of a site, and what answer is good.
///
/// @param url `http` or `https`
/// @param headers sent besides our own, as in `User-Agent`
/// @param expect which status is good, which words must and must not be in the body
/// @param bounds how long and how much at most
/// @param more further conditions of a good answer
public record HttpCheck(
    URI url, Map<String, String> headers, Expect expect, Bounds bounds, More more)
    implements Question {
  public HttpCheck {
    Objects.requireNonNull(expect);
    Objects.requireNonNull(more);
    Objects.requireNonNull(bounds);
    headers = Map.copyOf(headers);
    var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!Set.of("http", "https").contains(scheme) || url.getHost() == null) {
      throw new IllegalArgumentException(
          "check.url: '%s' (expected: http://host/… or https://host/…)".formatted(url));
    }
    headers.forEach(HttpCheck::mustBeHeader);
  }

  /// A check with no further conditions.
  public HttpCheck(URI url, Map<String, String> headers, Expect expect, Bounds bounds) {
    this(url, headers, expect, bounds, More.NONE);
  }

  @Override
  public String kind() {
    return "http";
  }

  @Override
  public String about() {
    return url.toString();
  }

  @Override
  public String host() {
    return url.getHost().toLowerCase(Locale.ROOT);
  }

  /// The same question with a header more, or another value of it.
  public HttpCheck with(String header, String value) {
    var all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new HttpCheck(url, all, expect, bounds, more);
  }

  /// Whether "nothing new" (304) is asked for.
  boolean isConditional() {
    return headers.keySet().stream()
        .anyMatch(
            n -> n.equalsIgnoreCase("If-None-Match") || n.equalsIgnoreCase("If-Modified-Since"));
  }

  /// A check of a page with everything as usual.
  public static HttpCheck of(URI url) {
    return new HttpCheck(url, Map.of(), Expect.USUAL, Bounds.USUAL);
  }

  private static void mustBeHeader(String name, String value) {
    if (!name.matches("[A-Za-z0-9-]{1,64}") || value.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException(
          "check.headers: '%s' (expected: a header of printable ASCII)".formatted(name));
    }
  }

  /// The conditions of a good answer.
  ///
  /// @param status good ones; empty for any from 200 to 299
  /// @param contains words that must all be in the body
  /// @param absent words of which none may be in the body
  public record Expect(Set<Integer> status, List<String> contains, List<String> absent) {
    /// Any answer from 200 to 299.
    public static final Expect USUAL = new Expect(Set.of(), List.of(), List.of());

    public Expect {
      status = Set.copyOf(status);
      contains = List.copyOf(contains);
      absent = List.copyOf(absent);
    }
  }

  /// Conditions that few checks need.
  ///
  /// @param headers what the value of a header must contain; names in lower case
  /// @param json what stands at a path of a JSON body, as in `data.items[0].name`
  /// @param endsAt how the address must begin that the last redirect leads to
  /// @param within how long the whole may take and still be good
  /// @param mayBeUnchanged whether the site may be asked only for what is new since its last good
  ///   answer: a page that did not change then costs no line
  public record More(
      Map<String, String> headers,
      Map<String, String> json,
      Optional<String> endsAt,
      Optional<Duration> within,
      boolean mayBeUnchanged) {
    /// None; an answer that says "nothing new" will do.
    public static final More NONE =
        new More(Map.of(), Map.of(), Optional.empty(), Optional.empty(), true);

    public More {
      headers = Map.copyOf(headers);
      json = Map.copyOf(json);
      json.keySet().forEach(JsonPath::parse);
    }
  }

  /// Where patience ends.
  ///
  /// @param connect for one connection
  /// @param total for everything, redirects included
  /// @param maxHeaderBytes of one answer's status line and headers
  /// @param maxBodyBytes of one answer's body, unpacked
  public record Bounds(Duration connect, Duration total, int maxHeaderBytes, int maxBodyBytes) {
    /// 5 s, 15 s, 32 KB, 1 MB.
    public static final Bounds USUAL =
        new Bounds(Duration.ofSeconds(5), Duration.ofSeconds(15), 32 * 1024, 1024 * 1024);

    public Bounds {
      if (connect.isNegative()
          || connect.isZero()
          || total.compareTo(connect) < 0
          || maxHeaderBytes < 256
          || maxBodyBytes < 0) {
        throw new IllegalArgumentException(
            "check.bounds: connect %s, total %s, header %d, body %d (expected: 0 < connect ≤ total, 256 ≤ header, 0 ≤ body)"
                .formatted(connect, total, maxHeaderBytes, maxBodyBytes));
      }
    }
  }
}

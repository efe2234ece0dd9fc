package kentongan.watch;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which hosts are ours, ordinary, or telling.
final class Hosts {
  private static final Set<String> ORDINARY = new HashSet<>(WordLists.lines("ordinary-hosts.txt"));
  private static final List<String> TELLING =
      List.of(
          "slot",
          "gacor",
          "judi",
          "togel",
          "casino",
          "kasino",
          "poker",
          "maxwin",
          "sbobet",
          "bandarq",
          "dominoqq",
          "jackpot",
          "gambling");

  /// Under these, three labels make a name somebody owns.
  private static final Set<String> SECOND_LEVEL =
      Set.of(
          "go", "or", "ac", "co", "sch", "web", "my", "biz", "mil", "desa", "net", "com", "org",
          "gov", "edu");

  private final Set<String> own = new HashSet<>();
  private final Set<String> usual = new HashSet<>();

  /// Adds a host, and every host of the same owner.
  void own(String host) {
    own.add(owner(host));
  }

  /// Adds a host that the page has linked to while it was clean: not ours, but not new either.
  void usual(String host) {
    usual.add(host);
  }

  boolean isKnown() {
    return !own.isEmpty();
  }

  boolean isOwn(String host) {
    return own.contains(owner(host)) || usual.contains(host);
  }

  /// A host that sites link to every day.
  static boolean isOrdinary(String host) {
    var at = host;
    while (true) {
      if (ORDINARY.contains(at)) {
        return true;
      }
      var dot = at.indexOf('.');
      if (dot < 0) {
        return false;
      }
      at = at.substring(dot + 1);
    }
  }

  /// A host whose very name speaks of gambling.
  static boolean isTelling(String host) {
    return TELLING.stream().anyMatch(host::contains);
  }

  /// The host of an absolute address, in lower case without `www.`; empty for a relative one.
  static Optional<String> of(String address) {
    var text = address.strip();
    var slashes = text.indexOf("//");
    var isAbsolute =
        text.startsWith("//")
            || text.regionMatches(true, 0, "http://", 0, 7)
            || text.regionMatches(true, 0, "https://", 0, 8);
    if (!isAbsolute) {
      return Optional.empty();
    }
    var from = slashes + 2;
    var end = from;
    while (end < text.length() && "/?#\\".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    var authority = text.substring(from, end);
    var host = authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    var colon = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
    host = colon > 0 && colon < host.length() ? host.substring(0, colon) : host;
    host = host.startsWith("www.") ? host.substring(4) : host;
    return host.isEmpty() || host.length() > 253 ? Optional.empty() : Optional.of(host);
  }

  static Optional<String> of(URI address) {
    return of(address.toString());
  }

  /// The part of a host name that one owner has: `bawaslu.go.id`, `situs-1.example`; an address as
  /// it is.
  static String owner(String host) {
    var labels = host.split("\\.");
    var n = labels.length;
    if (n <= 2 || host.startsWith("[") || Character.isDigit(host.charAt(host.length() - 1))) {
      return host;
    }
    var take = labels[n - 1].length() == 2 && SECOND_LEVEL.contains(labels[n - 2]) ? 3 : 2;
    return String.join(".", List.of(labels).subList(n - take, n));
  }
}

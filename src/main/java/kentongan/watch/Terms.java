package kentongan.watch;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// How one asset is to be watched; what headquarters may change.
///
/// @param isWatched whether it is looked at by plan at all
/// @param every between two checks of one witness
/// @param pageEvery between two looks at its page by its own office
/// @param status good ones; empty for any from 200 to 299
/// @param contains words that must be in the answer
/// @param absent words that must not
/// @param allow inner networks that checks of it may go to, as in `10.20.0.0/16`
public record Terms(
    boolean isWatched,
    Duration every,
    Duration pageEvery,
    Set<Integer> status,
    List<String> contains,
    List<String> absent,
    List<String> allow) {
  /// A check every 30 s, a look at the page every 5 minutes, any good answer.
  public static final Terms USUAL =
      new Terms(
          true,
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Set.of(),
          List.of(),
          List.of(),
          List.of());

  private static final int MOST = 20;

  public Terms {
    status = Set.copyOf(status);
    contains = List.copyOf(contains);
    absent = List.copyOf(absent);
    allow = List.copyOf(allow);
    between("every", every, Duration.ofSeconds(1), Duration.ofDays(1));
    between("page-every", pageEvery, Duration.ofSeconds(1), Duration.ofDays(1));
    status.forEach(Terms::mustBeStatus);
    if (status.size() > MOST
        || contains.size() > MOST
        || absent.size() > MOST
        || allow.size() > MOST) {
      throw new IllegalArgumentException(
          "terms: too many conditions (expected: at most %d each)".formatted(MOST));
    }
    contains.forEach(Terms::mustBeWord);
    absent.forEach(Terms::mustBeWord);
    allow.forEach(Terms::mustBeNetwork);
  }

  private static void between(String what, Duration given, Duration least, Duration most) {
    if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "terms.%s: %s (expected: 1s to 24h)".formatted(what, given));
    }
  }

  private static void mustBeStatus(int code) {
    if (code < 100 || code > 599) {
      throw new IllegalArgumentException("terms.status: %d (expected: 100 to 599)".formatted(code));
    }
  }

  private static void mustBeWord(String word) {
    if (word.isBlank() || word.length() > 200) {
      throw new IllegalArgumentException(
          "terms.contains: %d characters (expected: 1 to 200)".formatted(word.length()));
    }
  }

  private static void mustBeNetwork(String network) {
    var slash = network.indexOf('/');
    var bits = slash < 0 ? "" : network.substring(slash + 1);
    try {
      if (slash < 0 || !bits.matches("[0-9]{1,3}")) {
        throw new IllegalArgumentException("no length");
      }
      var address = InetAddress.ofLiteral(network.substring(0, slash));
      if (Integer.parseInt(bits) > address.getAddress().length * 8) {
        throw new IllegalArgumentException("too long");
      }
    } catch (IllegalArgumentException odd) {
      throw new IllegalArgumentException(
          "terms.allow: '%s' (expected: an address block as in 10.20.0.0/16)".formatted(network),
          odd);
    }
  }
}

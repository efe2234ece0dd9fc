package kentongan.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the records of a mail domain mean, each a pure reading; words of
/// `kentongan.check.mail.faults`.
final class MailPolicy {
  private static final int MOST_LOOKUPS = 10;
  private static final int LEAST_KEY_BYTES = 160; // an RSA key of 1024 bits takes 162

  private MailPolicy() {}

  /// The one record that begins with a version; faults when there is none or several.
  static Optional<String> only(
      List<String> records, String version, String word, List<String> faults) {
    var fitting = records.stream().filter(r -> begins(r, version)).toList();
    if (fitting.isEmpty()) {
      faults.add(word + "_missing");
    } else if (fitting.size() > 1) {
      faults.add(word + "_many");
    }
    return fitting.stream().sorted().findFirst();
  }

  private static boolean begins(String record, String version) {
    var low = record.strip().toLowerCase(Locale.ROOT);
    return low.equals(version) || low.startsWith(version + " ") || low.startsWith(version + ";");
  }

  /// @spec https://www.rfc-editor.org/info/rfc7208 RFC 7208, sections 4.6.4 and 5.1
  static List<String> spf(String record) {
    var terms = Arrays.asList(record.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    var faults = new ArrayList<String>();
    var isRedirected = terms.stream().anyMatch(t -> t.startsWith("redirect="));
    var end = terms.stream().filter(t -> t.matches("[+?~-]?all")).findFirst().orElse("");
    if (end.equals("all")
        || end.equals("+all")
        || end.equals("?all")
        || end.isEmpty() && !isRedirected) {
      faults.add("spf_open");
    }
    var lookups =
        terms.stream()
            .filter(
                t -> t.matches("[+?~-]?(include:.*|a([:/].*)?|mx([:/].*)?|ptr(:.*)?|exists:.*)"))
            .count();
    if (lookups + (isRedirected ? 1 : 0) > MOST_LOOKUPS) {
      faults.add("spf_too_many");
    }
    return faults;
  }

  /// A tag's value of a DMARC or DKIM record, as `reject` of `p=reject`.
  static String tag(String record, String name) {
    for (var part : record.split(";")) {
      var equals = part.indexOf('=');
      if (equals > 0 && part.substring(0, equals).strip().equalsIgnoreCase(name)) {
        return part.substring(equals + 1).strip();
      }
    }
    return "";
  }

  /// @spec https://www.rfc-editor.org/info/rfc7489 RFC 7489, section 6.3
  static List<String> dmarc(String record) {
    var policy = tag(record, "p").toLowerCase(Locale.ROOT);
    if (policy.equals("reject") || policy.equals("quarantine")) {
      return List.of();
    }
    return List.of(policy.equals("none") ? "dmarc_none" : "dmarc_broken");
  }

  /// @spec https://www.rfc-editor.org/info/rfc6376 RFC 6376, section 3.6.1
  static List<String> dkim(List<String> records) {
    var keys = records.stream().filter(r -> r.contains("p=")).toList();
    if (keys.isEmpty()) {
      return List.of("dkim_missing");
    }
    var key = tag(keys.getFirst(), "p").replaceAll("\\s", "");
    if (key.isEmpty()) {
      return List.of("dkim_revoked");
    }
    try {
      var bytes = Base64.getDecoder().decode(key);
      var isRsa = !tag(keys.getFirst(), "k").equalsIgnoreCase("ed25519");
      return isRsa && bytes.length < LEAST_KEY_BYTES ? List.of("dkim_weak") : List.of();
    } catch (IllegalArgumentException _) {
      return List.of("dkim_broken");
    }
  }
}

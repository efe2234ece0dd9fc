package kentongan.detection;

import java.util.List;
import kentongan.rule.Correlation;
import kentongan.rule.EventRule;
import kentongan.rule.Rule;

/// Which fields make it the same trouble, and their values as one text.
final class Dedupe {
  private static final List<String> DEFAULT =
      List.of("kentongan.office", "kentongan.asset", "host.hostname");
  private static final int LONGEST = 200;

  private Dedupe() {}

  /// The fields a rule names; without any, the group of a correlation, else office, asset and host.
  static List<String> fields(Rule rule) {
    if (!rule.dedupe().isEmpty()) {
      return rule.dedupe();
    }
    return switch (rule) {
      case Correlation correlation when !correlation.groupBy().isEmpty() -> correlation.groupBy();
      case Correlation correlation -> DEFAULT;
      case EventRule event -> DEFAULT;
    };
  }

  /// The values as one text. Long ones are cut, and told apart by a hash of the whole.
  static String key(List<String> values) {
    return String.join("|", values.stream().map(Dedupe::part).toList());
  }

  private static String part(String value) {
    var clean = Clean.text(value, LONGEST).replace("|", "\\|");
    return clean.equals(value)
        ? clean
        : clean + "#" + DetectionId.of(value).value().substring(0, 12);
  }
}

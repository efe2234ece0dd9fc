package kentongan.detection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kentongan.detection.Detection.Explanation;
import kentongan.rule.Correlation;
import kentongan.rule.Rule;

/// A detection in one line, for people.
final class Summary {
  private static final int LONGEST = 300;

  private Summary() {}

  /// Names and values side by side; values are made fit to be shown, empty ones left out.
  static Map<String, String> group(List<String> names, List<String> values) {
    var group = new LinkedHashMap<String, String>();
    for (int i = 0; i < names.size(); i++) {
      if (!values.get(i).isEmpty()) {
        group.put(names.get(i), Clean.text(values.get(i), 200));
      }
    }
    return group;
  }

  static String of(Rule rule, Map<String, String> group, String more) {
    var text = new StringBuilder(rule.about().title());
    if (!group.isEmpty()) {
      text.append(": ").append(String.join(", ", group.values()));
    }
    if (!more.isEmpty()) {
      text.append(" (").append(more).append(')');
    }
    return Clean.text(text.toString(), LONGEST);
  }

  static String ended(Rule rule, Map<String, String> group) {
    return Clean.text("Berakhir: " + of(rule, group, ""), LONGEST);
  }

  /// What a correlation counted, in words.
  static String measure(Correlation rule, double measure) {
    return switch (rule.kind()) {
      case EVENT_COUNT -> number(measure) + " kejadian";
      case VALUE_COUNT -> number(measure) + " nilai berbeda";
      case VALUE_SUM -> "jumlah " + number(measure);
      case VALUE_AVG, VALUE_MEDIAN -> "nilai " + number(measure);
      case VALUE_PERCENTILE ->
          rule.isNumeric() ? "nilai " + number(measure) : "porsi " + number(measure) + "%";
      case TEMPORAL, TEMPORAL_ORDERED -> "";
    };
  }

  static Explanation explain(Correlation rule, double measure) {
    var stated = rule.condition().combination();
    var bounds =
        rule.condition().bounds().stream()
            .map(bound -> bound.comparison().word() + " " + number(bound.value()))
            .toList();
    return new Explanation(
        rule.kind().word(),
        stated.map(text -> Clean.text(text.text(), 200)).orElse(String.join(", ", bounds))
            + " / "
            + rule.timespan().toSeconds()
            + " s",
        number(measure));
  }

  private static String number(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}

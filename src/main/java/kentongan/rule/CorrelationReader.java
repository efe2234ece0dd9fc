package kentongan.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/// The `correlation` section of a rule.
///
/// @spec https://sigmahq.io/sigma-specification/ Sigma 2.1.0, Correlation rules
final class CorrelationReader {
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final Set<String> KNOWN =
      Set.of("type", "rules", "group-by", "timespan", "condition", "aliases", "generate");
  private static final String KINDS =
      "event_count, value_count, value_sum, value_avg, value_median, temporal, temporal_ordered";

  private final YamlMap top;
  private final Faults faults;
  private final YamlMap section;

  CorrelationReader(YamlMap top, Faults faults) {
    this.top = top;
    this.faults = faults;
    this.section = YamlMap.of(top.node("correlation").orElseThrow(), "correlation", faults);
  }

  Optional<Rule> read(About about, List<String> dedupe, Optional<Rule.Recovery> recovers) {
    section.only("correlation", KNOWN);
    var kind = kind();
    var rules = section.texts("rules");
    if (rules.isEmpty()) {
      faults.add(section.line(), "correlation: no rules (expected: names or ids)");
    }
    var timespan = timespan();
    var fields = new ArrayList<String>();
    var condition = condition(kind, rules.size(), fields);
    var aliases = aliases();
    boolean generate = section.text("generate").map("true"::equals).orElse(false);
    if (kind.isEmpty() || timespan.isEmpty() || rules.isEmpty() || faults.count() > 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Correlation(
            about,
            kind.get(),
            rules,
            section.texts("group-by"),
            timespan.get(),
            condition,
            fields,
            aliases,
            generate || top.text("generate").map("true"::equals).orElse(false),
            dedupe,
            recovers));
  }

  private Optional<Correlation.Kind> kind() {
    var word = section.text("type").orElse("");
    for (var kind : Correlation.Kind.values()) {
      if (kind.word().equals(word) && kind != Correlation.Kind.VALUE_PERCENTILE) {
        return Optional.of(kind);
      }
    }
    faults.add(section.line("type"), "type: '%s' (known: %s)", word, KINDS);
    return Optional.empty();
  }

  private Optional<Duration> timespan() {
    var text = section.text("timespan").orElse("");
    var span = timespan(text);
    if (span.isEmpty()) {
      faults.add(
          section.line("timespan"),
          "timespan: '%s' (expected: a number and s, m, h or d, as in 5m; at most 31d)",
          text);
    }
    return span;
  }

  private static Optional<Duration> timespan(String text) {
    if (text.length() < 2 || text.length() > 9) {
      return Optional.empty();
    }
    long number;
    try {
      number = Long.parseLong(text.substring(0, text.length() - 1));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    var span =
        switch (text.charAt(text.length() - 1)) {
          case 's' -> Duration.ofSeconds(number);
          case 'm' -> Duration.ofMinutes(number);
          case 'h' -> Duration.ofHours(number);
          case 'd' -> Duration.ofDays(number);
          default -> Duration.ZERO;
        };
    return span.isPositive() && span.compareTo(LONGEST) <= 0 ? Optional.of(span) : Optional.empty();
  }

  private Correlation.Condition condition(
      Optional<Correlation.Kind> kind, int rules, List<String> fields) {
    boolean isTemporal = kind.isPresent() && kind.get().isTemporal();
    var node = section.node("condition").orElse(null);
    if (node == null && isTemporal) {
      return atLeast(rules);
    }
    if (!(node instanceof MappingNode)) {
      faults.add(
          section.line("condition"),
          "condition: %s (expected: a mapping such as gte: 10)",
          node == null ? "missing" : YamlMap.kind(node));
      return atLeast(1);
    }
    var map = YamlMap.of(node, "condition", faults);
    var bounds = new ArrayList<Correlation.Bound>();
    map.entries()
        .forEach((key, value) -> {
          if (key.equals("field")) {
            fields.addAll(map.texts(key));
          } else {
            bound(map, key, value).ifPresent(bounds::add);
          }
        });
    if (kind.isPresent() && kind.get().needsField() == fields.isEmpty()) {
      faults.add(
          node,
          "condition: %s (expected: field with the value_ types, and only there)",
          fields.isEmpty() ? "no field" : "a field");
    }
    if (bounds.isEmpty() && !isTemporal) {
      faults.add(node, "condition: no bound (expected: lt, lte, gt, gte, eq or neq)");
    }
    return bounds.isEmpty() ? atLeast(rules) : new Correlation.Condition(bounds);
  }

  private Optional<Correlation.Bound> bound(YamlMap map, String key, Node value) {
    var comparison = Comparison.of(key);
    if (comparison.isEmpty()) {
      faults.add(
          value, "condition: unknown key '%s' (known: field, lt, lte, gt, gte, eq, neq)", key);
      return Optional.empty();
    }
    var text = map.text(key).orElse("");
    try {
      return Optional.of(new Correlation.Bound(comparison.get(), Double.parseDouble(text)));
    } catch (NumberFormatException e) {
      faults.add(value, "condition: %s: '%s' (expected: a number)", key, text);
      return Optional.empty();
    }
  }

  private Map<String, Map<String, String>> aliases() {
    var node = section.node("aliases").orElse(null);
    var aliases = new HashMap<String, Map<String, String>>();
    if (node == null) {
      return aliases;
    }
    YamlMap.of(node, "aliases", faults)
        .entries()
        .forEach((alias, fields) -> {
          var map = YamlMap.of(fields, "alias '" + alias + "'", faults);
          var byRule = new HashMap<String, String>();
          for (var rule : map.entries().keySet()) {
            map.text(rule).ifPresent(field -> byRule.put(rule, field));
          }
          aliases.put(alias, Map.copyOf(byRule));
        });
    return aliases;
  }

  private static Correlation.Condition atLeast(int number) {
    return new Correlation.Condition(List.of(new Correlation.Bound(Comparison.GTE, number)));
  }
}

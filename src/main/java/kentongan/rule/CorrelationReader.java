package kentongan.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// The `correlation` section of a rule.
///
/// @spec https://sigmahq.io/sigma-specification/ Sigma 2.1.0, Correlation rules
final class CorrelationReader {
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final Set<String> KNOWN =
      Set.of("type", "rules", "group-by", "timespan", "condition", "aliases", "generate");
  private static final int MOST_WAYS = 64;
  private static final int LONGEST_TEXT = 10_000;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_.-]+");
  private static final Set<String> GRAMMAR = Set.of("and", "or", "not", "of", "them");

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
    var rules = rules(kind);
    var timespan = timespan();
    var fields = new ArrayList<String>();
    var condition = condition(kind, rules, fields);
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
      if (kind.word().equals(word)) {
        return Optional.of(kind);
      }
    }
    faults.add(section.line("type"), "type: '%s' (known: %s)", word, kinds());
    return Optional.empty();
  }

  private static String kinds() {
    return Arrays.stream(Correlation.Kind.values())
        .map(Correlation.Kind::word)
        .collect(Collectors.joining(", "));
  }

  /// The rules of the list; without one, those that a condition in words names.
  private List<String> rules(Optional<Correlation.Kind> kind) {
    var rules = section.texts("rules");
    if (rules.isEmpty() && !section.has("rules")) {
      rules = named();
    }
    if (rules.isEmpty()) {
      faults.add(section.line(), "correlation: no rules (expected: names or ids)");
    }
    var seen = new HashSet<String>();
    for (var rule : rules) {
      if (!seen.add(rule) && kind.orElse(null) != Correlation.Kind.TEMPORAL_ORDERED) {
        faults.add(
            section.line("rules"),
            "rules: '%s' twice (expected: once, except with temporal_ordered)",
            rule);
      }
    }
    return rules;
  }

  private List<String> named() {
    var names = new LinkedHashSet<String>();
    if (section.node("condition").orElse(null) instanceof ScalarNode text) {
      var words = WORD.matcher(text.getValue());
      while (words.find()) {
        if (!GRAMMAR.contains(words.group().toLowerCase(Locale.ROOT))) {
          names.add(words.group());
        }
      }
    }
    return List.copyOf(names);
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
      Optional<Correlation.Kind> kind, List<String> rules, List<String> fields) {
    boolean isTemporal = kind.isPresent() && kind.get().isTemporal();
    var node = section.node("condition").orElse(null);
    if (node == null && isTemporal) {
      return atLeast(rules.size());
    }
    if (node instanceof ScalarNode words && isTemporal) {
      return stated(words, kind.get(), rules);
    }
    if (!(node instanceof MappingNode)) {
      faults.add(
          section.line("condition"),
          "condition: %s (expected: a mapping such as gte: 10; words only with the temporal types)",
          node == null ? "missing" : YamlMap.kind(node));
      return atLeast(1);
    }
    return bounds(YamlMap.of(node, "condition", faults), node, kind, rules.size(), fields);
  }

  private Correlation.Condition bounds(
      YamlMap map, Node node, Optional<Correlation.Kind> kind, int rules, List<String> fields) {
    var bounds = new ArrayList<Correlation.Bound>();
    map.entries()
        .forEach((key, value) -> {
          switch (key) {
            case "field" -> fields.addAll(map.texts(key));
            case "percentile" -> {}
            default -> bound(map, key, value).ifPresent(bounds::add);
          }
        });
    var percentile = percentile(map, kind);
    if (kind.isPresent()) {
      checkFields(node, kind.get(), fields, percentile.isPresent());
    }
    if (bounds.isEmpty() && !(kind.isPresent() && kind.get().isTemporal())) {
      faults.add(node, "condition: no bound (expected: lt, lte, gt, gte, eq or neq)");
    }
    return new Correlation.Condition(
        bounds.isEmpty() ? atLeast(rules).bounds() : bounds, percentile, Optional.empty());
  }

  private void checkFields(
      Node node, Correlation.Kind kind, List<String> fields, boolean hasPercentile) {
    if (kind.needsField() == fields.isEmpty()) {
      faults.add(
          node,
          "condition: %s (expected: field with the value_ types, and only there)",
          fields.isEmpty() ? "no field" : "a field");
    }
    if (fields.size() > 1 && (kind.needsNumber() || hasPercentile)) {
      faults.add(
          node,
          "condition: %d fields (expected: one; several only where values are told apart)",
          fields.size());
    }
  }

  private OptionalDouble percentile(YamlMap map, Optional<Correlation.Kind> kind) {
    if (!map.has("percentile")) {
      return OptionalDouble.empty();
    }
    var number = number(map.text("percentile").orElse(""));
    if (kind.orElse(null) != Correlation.Kind.VALUE_PERCENTILE
        || number.isEmpty()
        || number.getAsDouble() < 0
        || number.getAsDouble() > 100) {
      faults.add(
          map.line("percentile"),
          "condition: percentile: '%s' (expected: 0 to 100, with value_percentile)",
          map.text("percentile").orElse(""));
      return OptionalDouble.empty();
    }
    return number;
  }

  /// A condition in words, over the names of the rules.
  ///
  /// @spec https://sigmahq.io/sigma-specification/ Sigma 2.1.0, Correlation rules: conditions are
  ///   as those of searches, with rules for searches
  private Correlation.Condition stated(ScalarNode node, Correlation.Kind kind, List<String> rules) {
    var text = node.getValue().strip();
    var places = new LinkedHashMap<String, Search>();
    for (var rule : rules) {
      places.put(rule, new Search.Item(rule, new Criterion.Exists(true)));
    }
    try {
      if (text.length() > LONGEST_TEXT) {
        throw new ConditionText.Unreadable(
            "condition: %d characters (expected: at most %d)"
                .formatted(text.length(), LONGEST_TEXT));
      }
      var combination = combination(ConditionText.read(text, places), rules);
      if (kind == Correlation.Kind.TEMPORAL_ORDERED) {
        checkWays(Combination.ways(combination, MOST_WAYS));
      }
      return new Correlation.Condition(
          List.of(),
          OptionalDouble.empty(),
          Optional.of(new Correlation.Stated(text, combination)));
    } catch (ConditionText.Unreadable e) {
      faults.add(node, "%s", String.valueOf(e.getMessage()));
      return atLeast(1);
    }
  }

  private static void checkWays(List<Combination.Way> ways) throws ConditionText.Unreadable {
    if (ways.size() > MOST_WAYS) {
      throw new ConditionText.Unreadable(
          "condition: more than 64 ways to hold, in order (expected: fewer alternatives)");
    }
    if (ways.stream().allMatch(way -> way.seen().isEmpty())) {
      throw new ConditionText.Unreadable(
          "condition: names no rule that has to match, in order (expected: at least one)");
    }
  }

  private static Combination combination(Search search, List<String> rules) {
    return switch (search) {
      case Search.AllOf(var parts) ->
          new Combination.AllOf(parts.stream().map(part -> combination(part, rules)).toList());
      case Search.AnyOf(var parts) ->
          new Combination.AnyOf(parts.stream().map(part -> combination(part, rules)).toList());
      case Search.Not(var part) -> new Combination.Not(combination(part, rules));
      case Search.Item(var name, var any) -> new Combination.Seen(rules.indexOf(name));
      case Search.Keyword keyword ->
          throw new IllegalArgumentException("a correlation has no keywords: " + keyword);
    };
  }

  private Optional<Correlation.Bound> bound(YamlMap map, String key, Node value) {
    var comparison = Comparison.of(key);
    if (comparison.isEmpty()) {
      faults.add(
          value,
          "condition: unknown key '%s' (known: field, percentile, lt, lte, gt, gte, eq, neq)",
          key);
      return Optional.empty();
    }
    var text = map.text(key).orElse("");
    var number = number(text);
    if (number.isEmpty()) {
      faults.add(value, "condition: %s: '%s' (expected: a number)", key, text);
      return Optional.empty();
    }
    return Optional.of(new Correlation.Bound(comparison.get(), number.getAsDouble()));
  }

  private static OptionalDouble number(String text) {
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
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

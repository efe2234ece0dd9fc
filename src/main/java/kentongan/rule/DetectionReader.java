package kentongan.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// What rules and filters have in common: a title, a log source, named searches and a condition.
final class DetectionReader {
  private final Faults faults;
  private final Placeholders placeholders;

  DetectionReader(Faults faults, Placeholders placeholders) {
    this.faults = faults;
    this.placeholders = placeholders;
  }

  String title(YamlMap top) {
    var title = top.text("title").orElse("");
    if (title.isEmpty()) {
      faults.add(top.line(), "no title (expected: one)");
    } else if (title.length() > 256) {
      faults.add(top.line("title"), "a title of %d characters (expected: 256)", title.length());
    }
    return title;
  }

  LogSource source(YamlMap top) {
    var node = top.node("logsource").orElse(null);
    if (node == null) {
      faults.add(top.line(), "no logsource (expected: category, product or service)");
      return new LogSource(Optional.empty(), Optional.empty(), Optional.empty());
    }
    var map = YamlMap.of(node, "logsource", faults);
    var source = new LogSource(map.text("category"), map.text("product"), map.text("service"));
    if (source.category().isEmpty() && source.product().isEmpty() && source.service().isEmpty()) {
      faults.add(node, "logsource: nothing (expected: category, product or service)");
    }
    return source;
  }

  /// @param others keys that are no searches
  Map<String, Search> searches(YamlMap section, Set<String> others) {
    var searches = new LinkedHashMap<String, Search>();
    var reader = new SearchReader(faults, placeholders);
    section
        .entries()
        .forEach((name, node) -> {
          if (name.equals("timeframe")) {
            faults.add(node, "timeframe is no longer Sigma (expected: a correlation)");
          } else if (!others.contains(name)) {
            searches.put(name, reader.read(name, node));
          }
        });
    return searches;
  }

  /// The condition of a section; a list of them is any of them.
  Optional<Search> condition(String what, YamlMap section, Map<String, Search> searches) {
    var node = section.node("condition").orElse(null);
    if (node == null) {
      faults.add(section.line(), "%s: no condition (expected: one)", what);
      return Optional.empty();
    }
    var parts = new ArrayList<Search>();
    var items = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    for (var item : items) {
      if (item instanceof ScalarNode scalar) {
        condition(scalar, searches).ifPresent(parts::add);
      } else {
        faults.add(item, "condition: %s (expected: text)", YamlMap.kind(item));
      }
    }
    return Optional.of(parts.size() == 1 ? parts.getFirst() : new Search.AnyOf(parts));
  }

  private Optional<Search> condition(ScalarNode node, Map<String, Search> searches) {
    try {
      return Optional.of(ConditionText.read(node.getValue(), searches));
    } catch (ConditionText.Unreadable e) {
      faults.add(node, "%s", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}

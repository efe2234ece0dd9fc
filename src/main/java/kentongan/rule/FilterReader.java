package kentongan.rule;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// A document with a `filter` section.
///
/// @spec https://sigmahq.io/sigma-specification/ Sigma 2.1.0, Filters
final class FilterReader {
  private static final Set<String> NO_SEARCHES = Set.of("rules", "condition");

  private final YamlMap top;
  private final Faults faults;
  private final DetectionReader detections;

  FilterReader(YamlMap top, Faults faults, Placeholders placeholders) {
    this.top = top;
    this.faults = faults;
    this.detections = new DetectionReader(faults, placeholders);
  }

  /// The filter; empty when there are faults.
  Optional<Filter> read() {
    for (var other : List.of("detection", "correlation")) {
      top.node(other)
          .ifPresent(node -> faults.add(node, "filter: beside a %s (expected: alone)", other));
    }
    var title = detections.title(top);
    var description = top.text("description").orElse("");
    if (description.length() > 65_535) {
      faults.add(top.line("description"), "description: too long (expected: 65535 characters)");
    }
    var source = detections.source(top);
    var section = YamlMap.of(top.node("filter").orElseThrow(), "filter", faults);
    var rules = rules(section);
    var search = search(section);
    if (faults.count() > 0 || search.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Filter(
            top.text("id").filter(id -> !id.isEmpty()).orElseGet(() -> invented(title)),
            title,
            description,
            top.text("author").orElse(""),
            top.text("date").orElse(""),
            source,
            rules,
            search.get()));
  }

  /// A list of ids and names, one of them, or `any`; with pySigma, `all` and an empty list too are
  /// any.
  private List<String> rules(YamlMap section) {
    var node = section.node("rules").orElse(null);
    if (node == null) {
      faults.add(section.line(), "filter: no rules (expected: ids, names, or any)");
      return List.of();
    }
    if (node instanceof ScalarNode scalar) {
      var word = scalar.getValue().strip();
      if (word.equalsIgnoreCase("any") || word.equalsIgnoreCase("all")) {
        return List.of();
      }
    }
    var rules = section.texts("rules").stream().map(String::strip).toList();
    if (rules.stream().anyMatch(String::isEmpty)
        || (rules.isEmpty() && node instanceof ScalarNode)) {
      faults.add(node, "filter: an empty name of a rule (expected: ids, names, or any)");
    }
    return rules;
  }

  private Optional<Search> search(YamlMap section) {
    var searches = detections.searches(section, NO_SEARCHES);
    if (searches.isEmpty()) {
      faults.add(section.line(), "filter: no selection (expected: at least one)");
    }
    if (section.has("condition")
        && !(section.node("condition").orElseThrow() instanceof ScalarNode)) {
      faults.add(section.line("condition"), "condition: not one text (expected: one condition)");
      return Optional.empty();
    }
    return detections.condition("filter", section, searches);
  }

  /// Stays the same as long as title and rules do.
  private String invented(String title) {
    var text = "filter\n" + title;
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}

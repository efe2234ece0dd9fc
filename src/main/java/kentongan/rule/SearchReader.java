package kentongan.rule;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// One named search of a rule: a map (all items), a list of maps (any), or a list of keywords
/// (any).
final class SearchReader {
  private static final int MOST_CRITERIA = 300_000;
  private static final long MOST_CHARACTERS = 32_000_000;

  /// A step of an expression takes as much room as so many characters.
  private static final long STEP = 10;

  private final Faults faults;
  private final Placeholders placeholders;
  private long criteria;
  private long characters;

  SearchReader(Faults faults, Placeholders placeholders) {
    this.faults = faults;
    this.placeholders = placeholders;
  }

  Search read(String name, Node node) {
    return switch (node) {
      case MappingNode mapping -> map(name, mapping);
      case SequenceNode sequence -> {
        if (sequence.getValue().isEmpty()) {
          faults.add(node, "search '%s': an empty list (expected: at least one item)", name);
        }
        var parts = new ArrayList<Search>();
        for (var item : sequence.getValue()) {
          parts.add(read(name, item));
        }
        yield oneOf(parts);
      }
      default -> item("", node);
    };
  }

  private Search map(String name, MappingNode mapping) {
    var map = YamlMap.of(mapping, "search '" + name + "'", faults);
    if (map.entries().isEmpty()) {
      faults.add(mapping, "search '%s': an empty mapping (expected: at least one field)", name);
    }
    var parts = new ArrayList<Search>();
    map.entries().forEach((key, value) -> parts.add(item(key, value)));
    return parts.size() == 1 ? parts.getFirst() : new Search.AllOf(parts);
  }

  /// `field|modifier|modifier: value or values`; without a field, keywords.
  private Search item(String key, Node node) {
    var words = key.split("\\|", -1);
    var field = words[0].strip();
    var modifiers = new ArrayList<String>();
    for (int i = 1; i < words.length; i++) {
      modifiers.add(words[i].strip());
    }
    int before = faults.count();
    var chain = ModifierChain.read(modifiers, placeholders, Faults.line(node), faults);
    if (faults.count() > before) {
      return new Search.AnyOf(List.of());
    }
    var values = values(key, node);
    if (field.isEmpty()) {
      chain = chain.forKeywords();
    }
    var parts = new ArrayList<Search>();
    for (var value : values) {
      if (!isWithinBounds(value)) {
        break;
      }
      parts.add(one(field, chain, value));
    }
    var search = chain.isAll() ? allOf(parts) : oneOf(parts);
    return chain.isNegated() ? new Search.Not(search) : search;
  }

  /// Aliases and modifiers make many values of one, so that a small file may ask for a lot.
  private boolean isWithinBounds(ScalarNode value) {
    if (criteria > MOST_CRITERIA || characters > MOST_CHARACTERS) {
      faults.add(value, "more than 300,000 values or 32 MB of them in all (expected: fewer)");
      return false;
    }
    return true;
  }

  private Search one(String field, ModifierChain chain, ScalarNode node) {
    var found = chain.criteria(Value.of(node), Faults.line(node), faults);
    criteria += found.size();
    characters += (long) found.size() * node.getValue().length();
    if (chain.isExpression() && !found.isEmpty()) {
      characters += STEP * Repetitions.steps(node.getValue());
    }
    var parts = new ArrayList<Search>();
    for (var criterion : found) {
      parts.add(
          field.isEmpty() ? new Search.Keyword(criterion) : new Search.Item(field, criterion));
    }
    return oneOf(parts);
  }

  private List<ScalarNode> values(String key, Node node) {
    var items = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    if (items.isEmpty()) {
      faults.add(node, "'%s': an empty list (expected: at least one value)", key);
    }
    var values = new ArrayList<ScalarNode>();
    for (var item : items) {
      if (item instanceof ScalarNode scalar) {
        values.add(scalar);
      } else {
        faults.add(item, "'%s': %s (expected: single values)", key, YamlMap.kind(item));
      }
    }
    return values;
  }

  private static Search oneOf(List<Search> parts) {
    return parts.size() == 1 ? parts.getFirst() : new Search.AnyOf(parts);
  }

  private static Search allOf(List<Search> parts) {
    return parts.size() == 1 ? parts.getFirst() : new Search.AllOf(parts);
  }
}

package kentongan.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// A YAML mapping with the line of every value. Keys that are there twice are a fault: YAML forbids
/// them, and taking the last one silently changes a rule's meaning.
final class YamlMap {
  private final @Nullable Node node;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Faults faults;

  private YamlMap(@Nullable Node node, Faults faults) {
    this.node = node;
    this.faults = faults;
  }

  /// @param what names the mapping in a fault
  static YamlMap of(Node node, String what, Faults faults) {
    var map = new YamlMap(node, faults);
    if (!(node instanceof MappingNode mapping)) {
      faults.add(node, "%s: %s (expected: a mapping of keys to values)", what, kind(node));
      return map;
    }
    for (var tuple : mapping.getValue()) {
      var key = tuple.getKeyNode();
      if (!(key instanceof ScalarNode name)) {
        faults.add(key, "%s: a key that is no text (expected: a word)", what);
      } else if (map.values.putIfAbsent(name.getValue(), tuple.getValueNode()) != null) {
        faults.add(key, "%s: '%s' is there twice (expected: once)", what, name.getValue());
      }
    }
    return map;
  }

  /// A mapping that is not there.
  static YamlMap empty(Faults faults) {
    return new YamlMap(null, faults);
  }

  Map<String, Node> entries() {
    return values;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  Optional<Node> node(String key) {
    return Optional.ofNullable(values.get(key));
  }

  int line() {
    return node == null ? 0 : Faults.line(node);
  }

  /// Where a key's value begins; the mapping itself when it is missing.
  int line(String key) {
    return node(key).map(Faults::line).orElse(line());
  }

  /// The text of a key; empty when it is missing or null. Anything but a scalar is a fault.
  Optional<String> text(String key) {
    var value = values.get(key);
    if (value == null || value.getTag().equals(Tag.NULL)) {
      return Optional.empty();
    }
    if (value instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue().strip());
    }
    faults.add(value, "%s: %s (expected: text)", key, kind(value));
    return Optional.empty();
  }

  /// The texts of a key; a single text is a list of one.
  List<String> texts(String key) {
    var value = values.get(key);
    if (value == null || value.getTag().equals(Tag.NULL)) {
      return List.of();
    }
    var texts = new ArrayList<String>();
    var items = value instanceof SequenceNode sequence ? sequence.getValue() : List.of(value);
    for (var item : items) {
      if (item instanceof ScalarNode scalar) {
        texts.add(scalar.getValue());
      } else {
        faults.add(item, "%s: %s (expected: text)", key, kind(item));
      }
    }
    return texts;
  }

  /// A fault for every key that nobody knows.
  void only(String what, Set<String> known) {
    values.forEach((key, value) -> {
      if (!known.contains(key)) {
        faults.add(
            value,
            "%s: unknown key '%s' (known: %s)",
            what,
            key,
            String.join(", ", known.stream().sorted().toList()));
      }
    });
  }

  static String kind(Node node) {
    return switch (node.getNodeId()) {
      case mapping -> "a mapping";
      case sequence -> "a list";
      default -> node.getTag().equals(Tag.NULL) ? "nothing" : "a single value";
    };
  }
}

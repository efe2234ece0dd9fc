package kentongan.rule;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A file in the folder `placeholders` beside rules: `name: [value, value]`, one or many.
final class PlaceholderFile {
  private PlaceholderFile() {}

  /// What a file says; what is wrong with it goes to the faults, and the rest of it holds.
  ///
  /// @param known names and the files they were read from, to which those of this file are added
  static Placeholders read(Path file, Map<String, Path> known, Faults faults) {
    var values = new HashMap<String, List<String>>();
    for (var node : YamlFile.documents(file, faults)) {
      YamlMap.of(node, "placeholders", faults)
          .entries()
          .forEach((name, given) -> {
            var other = known.putIfAbsent(name, file);
            if (other != null) {
              faults.add(given, "placeholder '%s': also in %s (expected: once)", name, other);
              return;
            }
            var texts = texts(name, given, faults);
            if (!texts.isEmpty()) {
              values.put(name, texts);
            }
          });
    }
    return new Placeholders(values);
  }

  private static List<String> texts(String name, Node given, Faults faults) {
    var items = given instanceof SequenceNode sequence ? sequence.getValue() : List.of(given);
    if (items.isEmpty() || items.size() > Placeholders.MOST) {
      faults.add(given, "placeholder '%s': %d values (expected: 1 to 100000)", name, items.size());
      return List.of();
    }
    for (var item : items) {
      boolean isText =
          item instanceof ScalarNode scalar && Value.of(scalar).type() != Value.Type.NULL;
      if (!isText) {
        faults.add(item, "placeholder '%s': %s (expected: text)", name, YamlMap.kind(item));
        return List.of();
      }
    }
    return items.stream().map(item -> Value.of((ScalarNode) item).text()).distinct().toList();
  }
}

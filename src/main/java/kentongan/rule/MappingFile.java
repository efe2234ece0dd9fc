package kentongan.rule;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A mapping as a YAML file: `sources` says which event has which log source, `fields` says where
/// the fields of rules are found.
public final class MappingFile {
  private final Faults faults;

  private MappingFile(Faults faults) {
    this.faults = faults;
  }

  /// Reads a file.
  ///
  /// @throws IllegalArgumentException when there is anything wrong, with all of it
  /// @throws java.io.UncheckedIOException when the file cannot be read
  public static Mapping read(Path file) {
    var faults = new Faults(file.toString());
    var documents = YamlFile.documents(file, faults);
    var mapping =
        documents.isEmpty()
            ? Mapping.IDENTITY
            : new MappingFile(faults).mapping(documents.getFirst());
    if (faults.count() > 0) {
      throw new IllegalArgumentException(
          String.join("\n", faults.all().stream().map(Fault::toString).toList()));
    }
    return mapping;
  }

  private Mapping mapping(Node node) {
    var top = YamlMap.of(node, "mapping", faults);
    top.only("mapping", Set.of("sources", "fields"));
    var sources = new ArrayList<Mapping.SourceRule>();
    for (var item : items(top, "sources")) {
      sources.add(source(YamlMap.of(item, "sources", faults)));
    }
    var groups = new ArrayList<Mapping.FieldGroup>();
    for (var item : items(top, "fields")) {
      groups.add(group(YamlMap.of(item, "fields", faults)));
    }
    return new Mapping(sources, groups);
  }

  private Mapping.SourceRule source(YamlMap map) {
    map.only("sources", Set.of("when", "category", "product", "service"));
    var when = new HashMap<String, Set<String>>();
    map.node("when")
        .map(node -> YamlMap.of(node, "when", faults))
        .ifPresent(paths -> {
          for (var path : paths.entries().keySet()) {
            when.put(path, new HashSet<>(paths.texts(path)));
          }
        });
    if (when.isEmpty()) {
      faults.add(map.line(), "sources: no when (expected: a field and its values)");
    }
    return new Mapping.SourceRule(
        when,
        new HashSet<>(map.texts("category")),
        new HashSet<>(map.texts("product")),
        new HashSet<>(map.texts("service")));
  }

  private Mapping.FieldGroup group(YamlMap map) {
    map.only("fields", Set.of("category", "product", "service", "map", "others", "decoded"));
    var fields = new HashMap<String, String>();
    map.node("map")
        .map(node -> YamlMap.of(node, "map", faults))
        .ifPresent(names -> {
          for (var name : names.entries().keySet()) {
            names.text(name).ifPresent(path -> fields.put(name, path));
          }
        });
    return new Mapping.FieldGroup(
        new LogSource(map.text("category"), map.text("product"), map.text("service")),
        Map.copyOf(fields),
        map.text("others"),
        new HashSet<>(map.texts("decoded")));
  }

  private List<Node> items(YamlMap top, String key) {
    Optional<Node> node = top.node(key);
    if (node.isPresent() && !(node.get() instanceof SequenceNode)) {
      faults.add(node.get(), "%s: %s (expected: a list)", key, YamlMap.kind(node.get()));
    }
    return node.orElse(null) instanceof SequenceNode sequence ? sequence.getValue() : List.of();
  }
}

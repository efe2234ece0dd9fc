package kentongan.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/// Rule files as they stand on disk.
public final class RuleFiles {
  private static final Set<String> OTHER_FOLDERS = Set.of("mappings", "samples");

  private RuleFiles() {}

  /// Reads files, and folders with all their `.yml` and `.yaml` files in order of their names;
  /// `mappings` and `samples` folders are left out. Never throws for what a file says.
  ///
  /// @throws UncheckedIOException when a path cannot be read
  public static Reading read(List<Path> paths) {
    var documents = new ArrayList<Document>();
    for (var path : paths) {
      for (var file : files(path)) {
        documents.addAll(file(file));
      }
    }
    return new Reading(References.resolve(documents));
  }

  /// Reads the text of one file.
  ///
  /// @param file how it is named in faults
  public static Reading read(Path file, String text) {
    var faults = new Faults(file.toString());
    return new Reading(
        References.resolve(documents(file, YamlFile.documents(text, faults), faults)));
  }

  private static List<Document> file(Path file) {
    var faults = new Faults(file.toString());
    return documents(file, YamlFile.documents(file, faults), faults);
  }

  private static List<Document> documents(Path file, List<Node> nodes, Faults fileFaults) {
    var documents = new ArrayList<Document>();
    for (var node : nodes) {
      var faults = new Faults(file.toString());
      var reader = new DocumentReader(node, faults);
      var rule = reader.read();
      documents.add(
          new Document(file, reader.line(), reader.id(), reader.title(), rule, faults.all()));
    }
    if (fileFaults.count() > 0) {
      documents.add(new Document(file, 0, "", "", Optional.empty(), fileFaults.all()));
    } else if (nodes.isEmpty()) {
      fileFaults.add(0, "an empty file (expected: a rule)");
      documents.add(new Document(file, 0, "", "", Optional.empty(), fileFaults.all()));
    }
    return documents;
  }

  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (var walk = Files.walk(path)) {
      return walk.filter(file -> isRuleFile(path, file)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isRuleFile(Path root, Path file) {
    var name = file.getFileName().toString();
    if (!name.endsWith(".yml") && !name.endsWith(".yaml")) {
      return false;
    }
    for (var part : root.relativize(file)) {
      if (OTHER_FOLDERS.contains(part.toString())) {
        return false;
      }
    }
    return Files.isRegularFile(file);
  }

  /// What was found.
  ///
  /// @param documents every document of every file
  public record Reading(List<Document> documents) {
    public Reading {
      documents = List.copyOf(documents);
    }

    /// The rules that are sound, and fit together.
    public RuleSet rules() {
      return new RuleSet(documents.stream().flatMap(d -> d.rule().stream()).toList());
    }

    /// Everything that is wrong.
    public List<Fault> faults() {
      return documents.stream().flatMap(d -> d.faults().stream()).toList();
    }
  }

  /// One YAML document: a rule, or what is wrong with it.
  ///
  /// @param line where it begins
  /// @param id empty when it has none
  /// @param title empty when it has none
  /// @param rule empty when there are faults
  public record Document(
      Path file, int line, String id, String title, Optional<Rule> rule, List<Fault> faults) {
    public Document {
      faults = List.copyOf(faults);
    }

    /// Whether it can be in force.
    public boolean isSound() {
      return rule.isPresent();
    }
  }
}

package kentongan.rule;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.Node;

/// Rule files as they stand on disk.
public final class RuleFiles {
  private static final String PLACEHOLDERS = "placeholders";
  private static final Set<String> OTHER_FOLDERS =
      Set.of("mappings", "samples", "lists", PLACEHOLDERS);

  private RuleFiles() {}

  /// Reads files, and folders with all their `.yml` and `.yaml` files in order of their names;
  /// `mappings` and `samples` folders are left out. Values of placeholders come from the folders
  /// `placeholders` in and beside them. Filters may lie in another folder than the rules they are
  /// for. Never throws for what a file says.
  ///
  /// @throws java.io.UncheckedIOException when a folder that is named cannot be read
  public static Reading read(List<Path> paths) {
    var documents = new ArrayList<Document>();
    var placeholders = placeholders(paths, documents);
    var files = new ArrayList<Path>();
    for (var path : paths) {
      var folder = RuleFolder.of(path, OTHER_FOLDERS);
      files.addAll(folder.files());
      folder.faults().forEach(fault -> documents.add(unread(fault)));
    }
    // Thousands of files on as many processors as there are; the order stays.
    files.parallelStream()
        .map(file -> file(file, placeholders))
        .toList()
        .forEach(documents::addAll);
    return together(documents);
  }

  private static Document unread(Fault fault) {
    return Document.faulty(Path.of(fault.file()), 0, "", "", List.of(fault));
  }

  /// Reads the text of one file.
  ///
  /// @param file how it is named in faults
  public static Reading read(Path file, String text) {
    return read(file, text, Placeholders.NONE);
  }

  /// Reads the text of one file, with values for placeholders.
  ///
  /// @param file how it is named in faults
  public static Reading read(Path file, String text, Placeholders placeholders) {
    var faults = new Faults(file.toString());
    return together(documents(file, YamlFile.documents(text, faults), placeholders, faults));
  }

  /// Rules and filters that were read apart.
  private static Reading together(List<Document> documents) {
    return new Reading(Filters.apply(References.resolve(documents)));
  }

  /// The values in all `placeholders` folders; files with faults become documents.
  private static Placeholders placeholders(List<Path> paths, List<Document> documents) {
    var files = new TreeSet<Path>();
    for (var path : paths) {
      var folder = Files.isDirectory(path) ? path : path.toAbsolutePath().resolveSibling("");
      var values = folder.resolve(PLACEHOLDERS);
      if (Files.isDirectory(values)) {
        var found = RuleFolder.of(values, OTHER_FOLDERS);
        files.addAll(found.files());
        found.faults().forEach(fault -> documents.add(unread(fault)));
      }
    }
    var known = new HashMap<String, Path>();
    var all = Placeholders.NONE;
    for (var file : files) {
      var faults = new Faults(file.toString());
      all = all.and(PlaceholderFile.read(file, known, faults));
      if (faults.count() > 0) {
        documents.add(Document.faulty(file, 0, "", "", faults.all()));
      }
    }
    return all;
  }

  private static List<Document> file(Path file, Placeholders placeholders) {
    var faults = new Faults(file.toString());
    return documents(file, YamlFile.documents(file, faults), placeholders, faults);
  }

  private static List<Document> documents(
      Path file, List<Node> nodes, Placeholders placeholders, Faults fileFaults) {
    var documents = new ArrayList<Document>();
    for (var node : nodes) {
      documents.add(new DocumentReader(node, new Faults(file.toString()), placeholders).read(file));
    }
    if (nodes.isEmpty() && fileFaults.count() == 0) {
      fileFaults.add(0, "an empty file (expected: a rule)");
    }
    if (fileFaults.count() > 0) {
      documents.add(Document.faulty(file, 0, "", "", fileFaults.all()));
    }
    return documents;
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

    /// The filters that are sound, also those that no rule has need of.
    public List<Filter> filters() {
      return documents.stream().flatMap(d -> d.filter().stream()).toList();
    }

    /// Everything that is wrong.
    public List<Fault> faults() {
      return documents.stream().flatMap(d -> d.faults().stream()).toList();
    }

    /// What is in force, and still not as its author meant it: a filter for a rule that is not
    /// there.
    public List<Fault> warnings() {
      return documents.stream().flatMap(d -> d.warnings().stream()).toList();
    }
  }

  /// One YAML document: a rule or a filter, or what is wrong with it.
  ///
  /// @param line where it begins
  /// @param id empty when it has none
  /// @param title empty when it has none
  /// @param rule empty when there are faults, or it is a filter
  /// @param filter empty when there are faults, or it is a rule
  /// @param faults why it is not in force
  /// @param warnings what to look at although it is in force
  public record Document(
      Path file,
      int line,
      String id,
      String title,
      Optional<Rule> rule,
      Optional<Filter> filter,
      List<Fault> faults,
      List<Fault> warnings) {
    public Document {
      faults = List.copyOf(faults);
      warnings = List.copyOf(warnings);
    }

    /// Whether it can be in force.
    public boolean isSound() {
      return rule.isPresent() || filter.isPresent();
    }

    static Document faulty(Path file, int line, String id, String title, List<Fault> faults) {
      return new Document(
          file, line, id, title, Optional.empty(), Optional.empty(), faults, List.of());
    }

    Document with(Optional<Rule> other) {
      return new Document(file, line, id, title, other, filter, faults, warnings);
    }

    Document warned(List<Fault> others) {
      return new Document(file, line, id, title, rule, filter, faults, others);
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is in no library of ours
    Document broken(String message, Object... values) {
      return faulty(file, line, id, title, List.of(fault(message, values)));
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is in no library of ours
    Fault fault(String message, Object... values) {
      return new Fault(file.toString(), line, message.formatted(values));
    }
  }
}

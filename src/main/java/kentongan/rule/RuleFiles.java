package kentongan.rule;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Rule files as they stand on disk.
public final class RuleFiles {
  private RuleFiles() {}

  /// Reads files, and folders with all their `.yml` and `.yaml` files in order of their names;
  /// `mappings` and `samples` folders are left out. Never throws for what a file says.
  ///
  /// @throws java.io.UncheckedIOException when a path cannot be read
  public static Reading read(List<Path> paths) {
    return new Reading(List.of());
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

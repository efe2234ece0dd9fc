package kentongan.exercise;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;

/// A YAML file being read: bounded, without anchors' tricks, every fault kept with its line.
final class Sheet {
  /// The largest file, in characters: ten times the longest scenario of ours.
  static final int MOST = 256 * 1024;

  private static final int MOST_FAULTS = 100;

  private final String file;
  private final List<Fault> faults = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();

  Sheet(String file) {
    this.file = file;
  }

  /// The file's top level, unless it is broken as YAML; the fault is kept then.
  Optional<Table> open(String text) {
    if (text.length() > MOST) {
      fault(0, "%d characters (expected: at most %d)".formatted(text.length(), MOST));
      return Optional.empty();
    }
    try {
      var root = new Yaml(new SafeConstructor(bounds())).compose(new StringReader(text));
      if (root instanceof MappingNode mapping) {
        return Optional.of(new Table(this, mapping));
      }
      fault(1, "not a table (expected: keys and values)");
    } catch (MarkedYAMLException broken) {
      var mark = broken.getProblemMark();
      fault(mark == null ? 0 : mark.getLine() + 1, "not YAML: " + broken.getProblem());
    } catch (YAMLException broken) {
      fault(0, "not YAML: " + broken.getMessage());
    }
    return Optional.empty();
  }

  private static LoaderOptions bounds() {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit(MOST);
    options.setNestingDepthLimit(12);
    options.setMaxAliasesForCollections(0);
    return options;
  }

  void fault(int line, String message) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(new Fault(file, line, message));
    }
  }

  void stands(String what, int line) {
    lines.putIfAbsent(what, line);
  }

  /// A fault of a named part.
  void faultOf(String what, String message) {
    fault(lines.getOrDefault(what, 0), what + ": " + message);
  }

  List<Fault> faults() {
    return List.copyOf(faults);
  }
}

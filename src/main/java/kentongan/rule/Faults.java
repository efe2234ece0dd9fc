package kentongan.rule;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/// The faults of one document, as they are found.
final class Faults {
  private static final int LONGEST = 1000;

  private final String file;
  private final List<Fault> found = new ArrayList<>();

  Faults(String file) {
    this.file = file;
  }

  /// Notes what is wrong with a node.
  @SuppressWarnings("AnnotateFormatMethod") // the annotation is in no library of ours
  void add(Node node, String message, Object... values) {
    add(line(node), message, values);
  }

  /// Notes what is wrong on a line, from 1.
  @SuppressWarnings("AnnotateFormatMethod") // the annotation is in no library of ours
  void add(int line, String message, Object... values) {
    if (found.size() < 100) {
      found.add(new Fault(file, line, bounded(message.formatted(values))));
    }
  }

  /// What was given may be a megabyte.
  private static String bounded(String message) {
    return message.length() <= LONGEST ? message : message.substring(0, LONGEST - 1) + "…";
  }

  List<Fault> all() {
    return List.copyOf(found);
  }

  int count() {
    return found.size();
  }

  static int line(Node node) {
    return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
  }
}

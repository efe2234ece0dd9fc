package kentongan.detection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The paths that rules read, as a tree to walk along with the tokens of a document. Nested objects
/// and literal dotted keys lead to the same place.
final class Paths {
  /// The slot of all texts and numbers of a document, wherever they stand.
  static final int ANYWHERE = 0;

  private final Node root = new Node();
  private final Map<String, Integer> slots = new HashMap<>();
  private final Map<String, Integer> decodedSlots = new HashMap<>();
  private final List<Boolean> decoded = new ArrayList<>(List.of(false));

  /// The slot of a path; the same path has the same slot.
  int slot(String path) {
    return slots.computeIfAbsent(path, this::grow);
  }

  /// The slot of a path whose values are read URL-decoded too. It is another than the path's own:
  /// who reads that gets what stands there.
  int decodedSlot(String path) {
    return decodedSlots.computeIfAbsent(
        path,
        p -> {
          int slot = decoded.size();
          decoded.add(true);
          place(p).decodedSlot = slot;
          return slot;
        });
  }

  /// How many slots there are.
  int size() {
    return decoded.size();
  }

  boolean isDecoded(int slot) {
    return decoded.get(slot);
  }

  Node root() {
    return root;
  }

  private int grow(String path) {
    int slot = decoded.size();
    decoded.add(false);
    place(path).slot = slot;
    return slot;
  }

  private Node place(String path) {
    var steps = path.split("\\.", -1);
    var nodes = new Node[steps.length + 1];
    nodes[0] = root;
    for (int to = 1; to <= steps.length; to++) {
      nodes[to] = node(nodes, steps, to);
    }
    return nodes[steps.length];
  }

  /// The node for the first steps, reachable from every shorter one by the key in between.
  private static Node node(Node[] nodes, String[] steps, int to) {
    Node found = nodes[to - 1].children.get(steps[to - 1]);
    var node = found == null ? new Node() : found;
    for (int from = 0; from < to; from++) {
      var key = String.join(".", List.of(steps).subList(from, to));
      nodes[from].children.putIfAbsent(key, node);
    }
    return node;
  }

  /// One place in the tree.
  static final class Node {
    /// Names that nobody asks for are remembered too, but not all that there may be.
    private static final int MOST_STEPS = 4096;

    private static final int LONGEST_NAME = 200;

    private final Map<String, Node> children = new HashMap<>();
    private final Map<String, Step> steps = new HashMap<>();
    private final Step begin = new Step("", null);
    private int slot = -1;
    private int decodedSlot = -1;

    /// The step before the first name of an object.
    Step begin() {
      return begin;
    }

    /// The step to a name. Names mostly come in the same order, so that it is the one that was
    /// taken after the last step before.
    Step step(Step last, String name) {
      var guess = last.next;
      if (guess != null && guess.name.equals(name)) {
        return guess;
      }
      var step = steps.get(name);
      if (step == null) {
        step = new Step(name, children.get(name));
        if (steps.size() < MOST_STEPS && name.length() <= LONGEST_NAME) {
          steps.put(name, step);
        }
      }
      last.next = step;
      return step;
    }

    /// -1 when no rule reads this very place.
    int slot() {
      return slot;
    }

    /// -1 when no rule reads this very place URL-decoded.
    int decodedSlot() {
      return decodedSlot;
    }
  }

  /// A name in an object, and what lies there.
  static final class Step {
    private final String name;
    private final @Nullable Node node;
    private @Nullable Step next;

    Step(String name, @Nullable Node node) {
      this.name = name;
      this.node = node;
    }

    /// Null when nothing below is wanted.
    @Nullable Node node() {
      return node;
    }
  }
}

package kentongan.playbook;

import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// The text of a playbook file, YAML or JSON, as a JSON tree that remembers lines. Bounded: 3 MB,
/// 50 levels, no aliases, no name twice.
///
/// @param tree the document
/// @param lines the line of each value down to two levels, by JSON pointer; empty for JSON
record Source(JsonNode tree, Map<String, Integer> lines) {
  private static final int MOST_CHARACTERS = 3_000_000;
  private static final int DEEPEST = 50;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(1_000_000)
                          .maxDocumentLength(MOST_CHARACTERS)
                          .build())
                  .build())
          .build();

  /// The line of a value, or of the nearest value above it.
  Optional<Integer> line(String pointer) {
    for (var at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
      if (lines.containsKey(at)) {
        return Optional.of(lines.get(at));
      }
    }
    return Optional.empty();
  }

  /// Reads a document.
  ///
  /// @throws Unreadable with line and reason
  static Source read(String text, boolean isJson) throws Unreadable {
    if (text.length() > MOST_CHARACTERS) {
      throw new Unreadable(
          0, "%d characters (expected: at most %d)".formatted(text.length(), MOST_CHARACTERS));
    }
    return isJson ? json(text) : yaml(text);
  }

  private static Source json(String text) throws Unreadable {
    try {
      var tree = JSON.readTree(text);
      return new Source(tree, Map.of());
    } catch (JacksonException bad) {
      var line = bad.getLocation() == null ? 0 : bad.getLocation().getLineNr();
      throw new Unreadable(line, "not JSON: " + bad.getOriginalMessage());
    }
  }

  private static Source yaml(String text) throws Unreadable {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setNestingDepthLimit(DEEPEST);
    options.setCodePointLimit(MOST_CHARACTERS);
    options.setMaxAliasesForCollections(0);
    try {
      var root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
      if (root == null) {
        throw new Unreadable(1, "nothing in it (expected: a playbook)");
      }
      var lines = new HashMap<String, Integer>();
      var tree = tree(root, "", lines, Collections.newSetFromMap(new IdentityHashMap<>()));
      return new Source(tree, Map.copyOf(lines));
    } catch (MarkedYAMLException bad) {
      var mark = bad.getProblemMark();
      throw new Unreadable(mark == null ? 0 : mark.getLine() + 1, "not YAML: " + bad.getProblem());
    } catch (YAMLException bad) {
      throw new Unreadable(0, "not YAML: " + bad.getMessage());
    }
  }

  /// Recursion is bounded by the nesting limit of the reader.
  private static JsonNode tree(
      Node node, String pointer, Map<String, Integer> lines, Set<Node> seen) throws Unreadable {
    var line = node.getStartMark().getLine() + 1;
    if (!seen.add(node)) {
      throw new Unreadable(line, "an alias (expected: the text itself)");
    }
    return switch (node) {
      case MappingNode mapping -> {
        var object = JsonNodeFactory.instance.objectNode();
        for (var pair : mapping.getValue()) {
          if (!(pair.getKeyNode() instanceof ScalarNode key)) {
            throw new Unreadable(line, "a name that is no text");
          }
          var name = key.getValue();
          if (object.has(name)) {
            throw new Unreadable(
                key.getStartMark().getLine() + 1, "'%s' stands twice".formatted(name));
          }
          var below = pointer + "/" + name;
          if (below.chars().filter(c -> c == '/').count() <= 2) {
            lines.put(below, key.getStartMark().getLine() + 1);
          }
          object.set(name, tree(pair.getValueNode(), below, lines, seen));
        }
        yield object;
      }
      case SequenceNode sequence -> {
        var array = JsonNodeFactory.instance.arrayNode();
        for (var item : sequence.getValue()) {
          array.add(tree(item, pointer + "/-", lines, seen));
        }
        yield array;
      }
      case ScalarNode scalar -> scalar(scalar, line);
      default -> throw new Unreadable(line, "neither text, list nor mapping");
    };
  }

  private static JsonNode scalar(ScalarNode node, int line) throws Unreadable {
    var text = node.getValue();
    var make = JsonNodeFactory.instance;
    try {
      if (node.getTag().equals(Tag.NULL)) {
        return make.nullNode();
      }
      if (node.getTag().equals(Tag.BOOL)) {
        // YAML 1.1 also reads yes and no as booleans, which surprises who writes words.
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
            ? make.booleanNode(Boolean.parseBoolean(text))
            : make.stringNode(text);
      }
      if (node.getTag().equals(Tag.INT) && text.matches("-?(0|[1-9][0-9]{0,17})")) {
        // As small as a JSON reader makes it: the same document is the same tree from both.
        var number = new BigInteger(text).longValueExact();
        return number == (int) number ? make.numberNode((int) number) : make.numberNode(number);
      }
      if (node.getTag().equals(Tag.FLOAT) && text.matches("-?[0-9]{1,15}\\.[0-9]{1,15}")) {
        return make.numberNode(new BigDecimal(text));
      }
    } catch (ArithmeticException tooLarge) {
      throw new Unreadable(line, "a number too large");
    }
    return make.stringNode(text);
  }

  /// The text is no document.
  static final class Unreadable extends Exception {
    private final int line;

    Unreadable(int line, String what) {
      super(what);
      this.line = line;
    }

    /// The fault to be told.
    Fault fault() {
      return Fault.text(line, String.valueOf(getMessage()));
    }
  }
}

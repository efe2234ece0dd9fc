package kentongan.rule;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/// A YAML file as a tree of nodes, within bounds: 3 MB, 50 levels, 10 aliases. No object is ever
/// built from a tag.
final class YamlFile {
  private static final int MOST_BYTES = 3 * 1024 * 1024;
  private static final int MOST_LEVELS = 50;
  private static final int MOST_ALIASES = 10;

  /// Only read from, so all files share it.
  private static final Resolver RESOLVER = new Resolver();

  private YamlFile() {}

  /// The documents of a file.
  ///
  /// @param faults what cannot be read is added here, and ends the reading
  static List<Node> documents(Path file, Faults faults) {
    if (!Files.isRegularFile(file)) {
      faults.add(0, "no file that can be read (expected: a regular file)");
      return List.of();
    }
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        faults.add(0, "a file of %d bytes (expected: at most 3 MB)", Files.size(file));
        return List.of();
      }
      return documents(text(bytes), faults);
    } catch (CharacterCodingException e) {
      faults.add(0, "bytes that are no text (expected: UTF-8)");
    } catch (IOException e) {
      faults.add(0, "cannot be read: %s (expected: a file)", e.getClass().getSimpleName());
    }
    return List.of();
  }

  static List<Node> documents(String text, Faults faults) {
    var documents = new ArrayList<Node>();
    try {
      var composer = composer(text);
      while (composer.checkNode()) {
        var node = composer.getNode();
        if (!isWithinBounds(node, 0)) {
          faults.add(node, "more than 60 levels, or an alias of itself (expected: a plain tree)");
          return List.of();
        }
        documents.add(node);
      }
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      faults.add(mark == null ? 0 : mark.getLine() + 1, "not YAML: %s", e.getProblem());
    } catch (YAMLException e) {
      faults.add(0, "not YAML within bounds: %s", String.valueOf(e.getMessage()));
    }
    return documents;
  }

  private static String text(byte[] bytes) throws CharacterCodingException {
    var text =
        isAscii(bytes)
            ? new String(bytes, StandardCharsets.ISO_8859_1)
            : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  /// Without the rest of SnakeYAML, which would be made anew for each of thousands of files.
  private static Composer composer(String text) {
    var options = options();
    var parser = new ParserImpl(new StreamReader(new StringReader(text)), options);
    return new Composer(parser, RESOLVER, options);
  }

  private static LoaderOptions options() {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setAllowRecursiveKeys(false);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setNestingDepthLimit(MOST_LEVELS);
    options.setCodePointLimit(MOST_BYTES);
    return options;
  }

  /// An anchor may hold an alias of itself, which makes a tree without end.
  private static boolean isWithinBounds(Node node, int level) {
    if (!(node instanceof CollectionNode<?>)) {
      return true;
    }
    if (level > MOST_LEVELS + MOST_ALIASES) {
      return false;
    }
    return switch (node) {
      case MappingNode mapping ->
          mapping.getValue().stream()
              .allMatch(tuple ->
                  isWithinBounds(tuple.getKeyNode(), level + 1)
                      && isWithinBounds(tuple.getValueNode(), level + 1));
      case SequenceNode sequence ->
          sequence.getValue().stream().allMatch(item -> isWithinBounds(item, level + 1));
      default -> true;
    };
  }
}

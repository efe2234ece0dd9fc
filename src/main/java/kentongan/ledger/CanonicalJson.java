package kentongan.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON in the one form that can be hashed: names sorted by UTF-16 code unit, no spaces, the
/// shortest escapes. Whole numbers only, so that no rule for writing fractions is needed.
///
/// @spec https://www.rfc-editor.org/info/rfc8785 RFC 8785, JSON Canonicalization Scheme
final class CanonicalJson {
  /// The largest whole number that every JSON reader keeps exactly.
  private static final long LARGEST = 1L << 53;

  private static final int DEEPEST = 32;

  private CanonicalJson() {}

  static byte[] bytes(JsonNode node) {
    return text(node).getBytes(StandardCharsets.UTF_8);
  }

  static String text(JsonNode node) {
    var out = new StringBuilder(256);
    write(node, out, 0);
    return out.toString();
  }

  private static void write(JsonNode node, StringBuilder out, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException(
          "detail: nested deeper than %d (expected: flatter)".formatted(DEEPEST));
    }
    switch (node.getNodeType()) {
      case OBJECT -> writeObject((ObjectNode) node, out, depth);
      case ARRAY -> {
        out.append('[');
        for (var i = 0; i < node.size(); i++) {
          if (i > 0) {
            out.append(',');
          }
          write(node.get(i), out, depth + 1);
        }
        out.append(']');
      }
      case STRING -> writeString(node.stringValue(), out);
      case NUMBER -> out.append(wholeNumber(node));
      case BOOLEAN -> out.append(node.booleanValue());
      case NULL -> out.append("null");
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException(
              "detail: %s (expected: plain JSON)".formatted(node.getNodeType()));
    }
  }

  private static void writeObject(ObjectNode node, StringBuilder out, int depth) {
    // String.compareTo compares UTF-16 code units, which is the order that RFC 8785 asks for.
    var names = new ArrayList<>(node.propertyNames());
    Collections.sort(names);
    out.append('{');
    var first = true;
    for (var name : names) {
      if (!first) {
        out.append(',');
      }
      first = false;
      writeString(name, out);
      out.append(':');
      write(node.get(name), out, depth + 1);
    }
    out.append('}');
  }

  private static long wholeNumber(JsonNode node) {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw new IllegalArgumentException("detail: %s (expected: a whole number)".formatted(node));
    }
    var number = node.longValue();
    if (number > LARGEST || number < -LARGEST) {
      throw new IllegalArgumentException(
          "detail: %d (expected: a whole number within ±2^53)".formatted(number));
    }
    return number;
  }

  private static void writeString(String text, StringBuilder out) {
    out.append('"');
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          // A lone half of a pair has no UTF-8 form; '?' on the way out would hash like another
          // text.
          if (c < 0x20 || isLoneSurrogate(text, i)) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean isLoneSurrogate(String text, int at) {
    var c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}

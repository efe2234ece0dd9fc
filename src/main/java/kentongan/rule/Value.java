package kentongan.rule;

import java.math.BigInteger;
import java.util.Locale;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/// One scalar of a rule file, by its YAML 1.1 type.
///
/// @param text numbers in decimal, booleans as `true` and `false`
record Value(Type type, String text) {
  static Value of(ScalarNode node) {
    var text = node.getValue();
    var tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return new Value(Type.NULL, "");
    }
    if (tag.equals(Tag.BOOL)) {
      return new Value(Type.BOOLEAN, isYes(text) ? "true" : "false");
    }
    if (tag.equals(Tag.INT)) {
      return new Value(Type.NUMBER, decimal(text));
    }
    return new Value(tag.equals(Tag.FLOAT) ? Type.NUMBER : Type.TEXT, text);
  }

  private static boolean isYes(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "y" -> true;
      default -> false;
    };
  }

  private static String decimal(String text) {
    var digits = text.replace("_", "");
    boolean isNegative = digits.startsWith("-");
    var plain = isNegative || digits.startsWith("+") ? digits.substring(1) : digits;
    try {
      BigInteger number;
      if (plain.startsWith("0x")) {
        number = new BigInteger(plain.substring(2), 16);
      } else if (plain.startsWith("0b")) {
        number = new BigInteger(plain.substring(2), 2);
      } else if (plain.length() > 1 && plain.startsWith("0")) {
        number = new BigInteger(plain, 8);
      } else {
        number = new BigInteger(plain);
      }
      return (isNegative ? number.negate() : number).toString();
    } catch (NumberFormatException e) {
      return text; // 1:30, a number to base 60: nobody means it
    }
  }

  enum Type {
    TEXT,
    NUMBER,
    BOOLEAN,
    NULL
  }
}

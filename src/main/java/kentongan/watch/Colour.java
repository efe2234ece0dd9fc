package kentongan.watch;

import java.util.Map;

/// Colours as CSS and old HTML write them, as `0xRRGGBB`.
final class Colour {
  /// Not set, or not one we know.
  static final int UNSET = -1;

  /// Set to something that is no colour: a picture, a gradient.
  static final int PICTURE = -2;

  /// Wholly transparent.
  static final int CLEAR = -3;

  static final int WHITE = 0xffffff;
  private static final int NEAR = 14;
  private static final Map<String, Integer> NAMES =
      Map.ofEntries(
          Map.entry("white", 0xffffff),
          Map.entry("black", 0),
          Map.entry("red", 0xff0000),
          Map.entry("green", 0x008000),
          Map.entry("lime", 0x00ff00),
          Map.entry("blue", 0x0000ff),
          Map.entry("yellow", 0xffff00),
          Map.entry("gray", 0x808080),
          Map.entry("grey", 0x808080),
          Map.entry("silver", 0xc0c0c0),
          Map.entry("whitesmoke", 0xf5f5f5),
          Map.entry("snow", 0xfffafa),
          Map.entry("ivory", 0xfffff0),
          Map.entry("ghostwhite", 0xf8f8ff),
          Map.entry("floralwhite", 0xfffaf0),
          Map.entry("navy", 0x000080),
          Map.entry("maroon", 0x800000),
          Map.entry("orange", 0xffa500));

  private Colour() {}

  static int of(String text) {
    var colour = text.strip();
    if (colour.isEmpty()) {
      return UNSET;
    }
    if (colour.contains("url(") || colour.contains("gradient") || colour.startsWith("var(")) {
      return PICTURE;
    }
    var first = colour.startsWith("rgb") ? colour : colour.split("\\s+", 2)[0];
    if (first.equals("transparent")) {
      return CLEAR;
    }
    return first.startsWith("#")
        ? hex(first.substring(1))
        : first.startsWith("rgb") ? rgb(first) : NAMES.getOrDefault(first, UNSET);
  }

  /// Whether nobody tells the one from the other.
  static boolean isSame(int one, int other) {
    return one >= 0
        && other >= 0
        && Math.abs((one >> 16) - (other >> 16)) <= NEAR
        && Math.abs((one >> 8 & 255) - (other >> 8 & 255)) <= NEAR
        && Math.abs((one & 255) - (other & 255)) <= NEAR;
  }

  private static int hex(String digits) {
    try {
      return switch (digits.length()) {
        case 3, 4 -> {
          var n = Integer.parseInt(digits.substring(0, 3), 16);
          yield (n >> 8) * 0x110000 + (n >> 4 & 15) * 0x1100 + (n & 15) * 0x11;
        }
        case 6 -> Integer.parseInt(digits, 16);
        case 8 -> digits.endsWith("00") ? CLEAR : Integer.parseInt(digits.substring(0, 6), 16);
        default -> UNSET;
      };
    } catch (NumberFormatException _) {
      return UNSET;
    }
  }

  private static int rgb(String text) {
    var open = text.indexOf('(');
    var close = text.indexOf(')');
    if (open < 0 || close < open) {
      return UNSET;
    }
    var parts = text.substring(open + 1, close).strip().split("[\\s,/]+");
    try {
      if (parts.length < 3) {
        return UNSET;
      }
      if (parts.length > 3 && Double.parseDouble(parts[3].replace("%", "")) < 0.05) {
        return CLEAR;
      }
      var colour = 0;
      for (var i = 0; i < 3; i++) {
        colour = colour << 8 | Math.clamp((int) Double.parseDouble(parts[i]), 0, 255);
      }
      return colour;
    } catch (NumberFormatException _) {
      return UNSET;
    }
  }
}

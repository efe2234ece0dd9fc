package kentongan.detection;

/// Upper and lower case made one, character by character, so that lengths stay.
final class Fold {
  private Fold() {}

  /// One character, beyond ASCII or not.
  static char other(char c) {
    return Character.toLowerCase(Character.toUpperCase(c));
  }

  /// The beginning of an array into another. Written so that many characters are done at once.
  static void copy(char[] from, char[] to, int length) {
    int all = 0;
    for (int i = 0; i < length; i++) {
      all |= from[i];
    }
    if (all < 128) {
      for (int i = 0; i < length; i++) {
        int c = from[i];
        to[i] = (char) (c + ((c + 63 & ~(c + 37) & 0x80) >>> 2)); // 32 more from A to Z
      }
      return;
    }
    for (int i = 0; i < length; i++) {
      to[i] = other(from[i]);
    }
  }

  /// A whole text.
  static String text(String text) {
    var chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      chars[i] = other(chars[i]);
    }
    return new String(chars);
  }
}

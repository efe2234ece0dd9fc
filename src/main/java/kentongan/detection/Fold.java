package kentongan.detection;

/// Upper and lower case made one, character by character, so that lengths stay.
final class Fold {
  private Fold() {}

  /// One character, beyond ASCII or not.
  static char other(char c) {
    return Character.toLowerCase(Character.toUpperCase(c));
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

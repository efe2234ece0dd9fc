package kentongan.detection;

/// Numbers as they stand in documents.
final class Numbers {
  private Numbers() {}

  /// A number, or a text that is one; NaN when it is none.
  static double read(Facts facts, int value) {
    if (facts.kind(value) != Facts.NUMBER && facts.kind(value) != Facts.TEXT) {
      return Double.NaN;
    }
    var text = facts.text(value);
    var chars = text.raw();
    int length = text.length();
    if (length == 0 || length > 40) {
      return Double.NaN;
    }
    if (length > 15) {
      return slow(chars, length);
    }
    long number = 0;
    int from = chars[0] == '-' && length > 1 ? 1 : 0;
    for (int i = from; i < length; i++) {
      int digit = chars[i] - '0';
      if (digit < 0 || digit > 9) {
        return slow(chars, length);
      }
      number = number * 10 + digit;
    }
    return from == 1 ? -number : number;
  }

  /// A text that is a number; NaN when it is none.
  static double read(String text) {
    return text.isEmpty() || text.length() > 40
        ? Double.NaN
        : slow(text.toCharArray(), text.length());
  }

  private static double slow(char[] chars, int length) {
    for (int i = 0; i < length; i++) {
      if ("0123456789+-.eE".indexOf(chars[i]) < 0) {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(new String(chars, 0, length));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}

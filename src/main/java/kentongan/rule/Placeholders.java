package kentongan.rule;

/// `%name%` in a value with the modifier `expand`.
final class Placeholders {
  private Placeholders() {}

  /// Whether there is one; `\%` is a plain percent sign.
  static boolean in(String text) {
    int open = -1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%' && (i == 0 || text.charAt(i - 1) != '\\')) {
        if (open >= 0 && i > open + 1) {
          return true;
        }
        open = i;
      }
    }
    return false;
  }
}

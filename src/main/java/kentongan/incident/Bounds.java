package kentongan.incident;

/// The longest texts an incident takes, and the check. Control characters become spaces: texts come
/// from logs, pages and people.
final class Bounds {
  static final int TITLE = 300;
  static final int TEXT = 10_000;

  private Bounds() {}

  /// The text as it is kept.
  ///
  /// @throws IllegalArgumentException when it is blank or too long
  static String text(String where, String given, int most) {
    var text = optionalText(where, given, most);
    if (text.isEmpty()) {
      throw new IllegalArgumentException("%s: empty (expected: some text)".formatted(where));
    }
    return text;
  }

  /// The same, but it may be empty.
  static String optionalText(String where, String given, int most) {
    if (given.length() > most) {
      throw new IllegalArgumentException(
          "%s: %d characters (expected: at most %d)".formatted(where, given.length(), most));
    }
    var kept = new StringBuilder(given.length());
    for (var i = 0; i < given.length(); i++) {
      var c = given.charAt(i);
      kept.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? ' ' : c);
    }
    return kept.toString().strip();
  }
}

package kentongan.notice;

/// The same short text in Indonesian and in English, made safe to carry: one line, no control
/// characters, bounded.
///
/// @param id in Indonesian
/// @param en in English
public record Words(String id, String en) {
  /// The longest text a notice takes over, in characters.
  public static final int MAX_LENGTH = 500;

  public Words {
    id = bounded(id);
    en = bounded(en);
  }

  /// The same text for both, where there is nothing to translate.
  public static Words same(String text) {
    return new Words(text, text);
  }

  /// One line of at most [#MAX_LENGTH] characters: line ends and control characters become spaces,
  /// marks that turn the writing direction are dropped, the rest is cut with an ellipsis.
  public static String bounded(String text) {
    return bounded(text, MAX_LENGTH);
  }

  static String bounded(String text, int max) {
    var line = new StringBuilder(Math.min(text.length(), max));
    var points = text.codePoints().iterator();
    while (points.hasNext()) {
      int point = points.nextInt();
      if (line.length() >= max) {
        line.setLength(Character.isLowSurrogate(line.charAt(max - 1)) ? max - 2 : max - 1);
        return line.append('…').toString();
      }
      append(line, point);
    }
    return line.toString().strip();
  }

  private static void append(StringBuilder line, int point) {
    switch (Character.getType(point)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> {
        if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
          line.append(' ');
        }
      }
      case Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> {}
      default -> line.appendCodePoint(point);
    }
  }
}

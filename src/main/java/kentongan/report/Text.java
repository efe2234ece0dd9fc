package kentongan.report;

/// Text that comes from people, logs and pages, made safe to print: bounded, without control
/// characters and without marks that turn the writing direction.
final class Text {
  /// The longest part of a report, in characters: some twenty pages.
  static final int MAX_PART = 60_000;

  private Text() {}

  /// One line.
  static String line(String text, int max) {
    return clean(text, max, false).replaceAll(" {2,}", " ").strip();
  }

  /// Paragraphs; line ends become `\n`.
  static String block(String text, int max) {
    return clean(text.replace("\r\n", "\n").replace('\r', '\n'), max, true).strip();
  }

  private static String clean(String text, int max, boolean keepsLines) {
    var kept = new StringBuilder(Math.min(text.length(), max) + 1);
    var points = text.codePoints().iterator();
    while (points.hasNext()) {
      int point = points.nextInt();
      if (kept.length() >= max) {
        return kept.append('…').toString();
      }
      if (keepsLines && point == '\n') {
        kept.append('\n');
        continue;
      }
      switch (Character.getType(point)) {
        case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
            kept.append(' ');
        case Character.FORMAT,
            Character.SURROGATE,
            Character.UNASSIGNED,
            Character.PRIVATE_USE -> {}
        default -> kept.appendCodePoint(point);
      }
    }
    return kept.toString();
  }
}

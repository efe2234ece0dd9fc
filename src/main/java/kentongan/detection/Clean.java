package kentongan.detection;

/// Hostile text made fit to be kept and shown: bounded, on one line, without control characters. It
/// is not escaped for any page or mail.
final class Clean {
  private Clean() {}

  static String text(String text, int most) {
    var clean = new StringBuilder(Math.min(text.length(), most));
    for (int i = 0; i < text.length() && clean.length() < most; ) {
      int code = text.codePointAt(i);
      i += Character.charCount(code);
      if (isShown(code)) {
        clean.appendCodePoint(code);
      } else {
        clean.append('\uFFFD');
      }
    }
    if (clean.length() < text.length() && clean.length() >= most) {
      clean.setLength(Math.max(0, most - 1));
      if (!clean.isEmpty() && Character.isHighSurrogate(clean.charAt(clean.length() - 1))) {
        clean.setLength(clean.length() - 1);
      }
      clean.append('…');
    }
    return clean.toString();
  }

  /// Neither control characters, nor those that turn the writing direction around, nor halves.
  private static boolean isShown(int code) {
    return switch (Character.getType(code)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}

package kentongan.web;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/// Text of others made fit to be looked at. Escaping is the templates' part; this is for what
/// escaping leaves: marks that turn the writing direction, control characters, endless lines.
public final class Shown {
  private Shown() {}

  /// The text with everything invisible made visible, cut with an ellipsis.
  ///
  /// @param most how many characters at most
  public static String line(String text, int most) {
    var shown = visible(text, false);
    return shown.length() <= most ? shown : cut(shown, most) + '…';
  }

  /// The same with its line breaks kept.
  public static String block(String text, int most) {
    var shown = visible(text, true);
    return shown.length() <= most ? shown : cut(shown, most) + '…';
  }

  /// Control characters become their Unicode pictures, as in `␛`; marks of direction and other
  /// format characters their number, as in `⟦U+202E⟧`. Spaces and ordinary letters stay.
  public static String visible(String text, boolean keepsLines) {
    if (text.codePoints().allMatch(c -> isPlain(c, keepsLines))) {
      return text;
    }
    var shown = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(shown, c, keepsLines));
    return shown.toString();
  }

  private static boolean isPlain(int c, boolean keepsLines) {
    if (c == '\n' || c == '\t' || c == '\r') {
      return keepsLines;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static void append(StringBuilder shown, int c, boolean keepsLines) {
    if (isPlain(c, keepsLines)) {
      shown.appendCodePoint(c);
    } else if (c == '\n' || c == '\r' || c == '\t') {
      shown.append(' ');
    } else if (c < 0x20) {
      shown.appendCodePoint(0x2400 + c);
    } else if (c == 0x7f) {
      shown.append('␡');
    } else {
      shown.append("⟦U+%04X⟧".formatted(c));
    }
  }

  private static String cut(String text, int most) {
    return text.substring(0, Character.isLowSurrogate(text.charAt(most)) ? most - 1 : most);
  }

  /// A size in bytes, as in `12,4 KB`.
  public static String size(long bytes, Locale locale) {
    var format = new DecimalFormat("#,##0.#", DecimalFormatSymbols.getInstance(locale));
    if (bytes < 1000) {
      return bytes + " B";
    }
    return bytes < 1_000_000
        ? format.format(bytes / 1000.0) + " KB"
        : format.format(bytes / 1_000_000.0) + " MB";
  }
}

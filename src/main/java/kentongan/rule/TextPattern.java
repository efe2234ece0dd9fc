package kentongan.rule;

import java.util.ArrayList;
import java.util.List;

/// Text with Sigma's wildcards: `*` for any characters, `?` for one.
///
/// Between stars stand pieces; in a piece, [#ANY] stands for one character of any kind.
///
/// @param pieces in order, none of them empty
/// @param fromStart whether the first piece must stand at the beginning
/// @param toEnd whether the last piece must stand at the end
public record TextPattern(List<String> pieces, boolean fromStart, boolean toEnd) {
  /// One character of any kind. A non-character of Unicode, so that no rule means it literally.
  public static final char ANY = '\uFFFF';

  public TextPattern {
    pieces = List.copyOf(pieces);
  }

  /// Reads a value of a rule: `\*` and `\?` are literal, `\\` is one backslash, a backslash before
  /// anything else is itself.
  public static TextPattern read(String value) {
    var reading = new Reading();
    for (int i = 0; i < value.length(); i++) {
      char here = value.charAt(i);
      char next = i + 1 < value.length() ? value.charAt(i + 1) : ' ';
      if (here == '\\' && (next == '*' || next == '?' || next == '\\')) {
        reading.literal(next);
        i++;
      } else if (here == '*') {
        reading.star();
      } else {
        reading.literal(here == '?' ? ANY : here);
      }
    }
    return reading.whole();
  }

  /// The same text without any wildcard.
  public static TextPattern literal(String text) {
    return new TextPattern(text.isEmpty() ? List.of() : List.of(text), true, true);
  }

  /// A plain text as a value of a rule, so that [#read] makes just this text of it.
  public static String escaped(String text) {
    var escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char here = text.charAt(i);
      if (here == '\\' || here == '*' || here == '?') {
        escaped.append('\\');
      }
      escaped.append(here);
    }
    return escaped.toString();
  }

  /// This pattern at a place of a longer text.
  public TextPattern at(Place place) {
    return switch (place) {
      case WHOLE -> this;
      case START -> new TextPattern(pieces, fromStart, false);
      case END -> new TextPattern(pieces, false, toEnd);
      case ANYWHERE -> new TextPattern(pieces, false, false);
    };
  }

  /// Whether it asks for the empty text.
  public boolean isEmpty() {
    return pieces.isEmpty() && fromStart && toEnd;
  }

  /// Whether any text will do.
  public boolean isAnything() {
    return pieces.isEmpty() && !(fromStart && toEnd);
  }

  /// For people: with stars where anything may stand.
  @Override
  public String toString() {
    if (isAnything()) {
      return "*";
    }
    return ((fromStart ? "" : "*") + String.join("*", pieces) + (toEnd ? "" : "*"))
        .replace(ANY, '?');
  }

  /// Where in a text a pattern must stand.
  public enum Place {
    WHOLE,
    START,
    END,
    ANYWHERE
  }

  /// Pieces as they grow.
  private static final class Reading {
    private final List<String> pieces = new ArrayList<>();
    private final StringBuilder piece = new StringBuilder();
    private boolean startsWithStar;
    private boolean endsWithStar;
    private boolean begun;

    void literal(char c) {
      piece.append(c);
      begun = true;
      endsWithStar = false;
    }

    void star() {
      startsWithStar |= !begun;
      begun = true;
      endsWithStar = true;
      cut();
    }

    TextPattern whole() {
      cut();
      return new TextPattern(pieces, !startsWithStar, !endsWithStar);
    }

    private void cut() {
      if (!piece.isEmpty()) {
        pieces.add(piece.toString());
        piece.setLength(0);
      }
    }
  }
}

package kentongan.detection;

import kentongan.rule.TextPattern;
import org.jspecify.annotations.Nullable;

/// A [TextPattern], ready to be compared with a part of an array.
final class Glob {
  private static final String ANY = String.valueOf(TextPattern.ANY);

  private final char[][] pieces;
  private final boolean[] hasAny;
  private final boolean fromStart;
  private final boolean toEnd;
  private final boolean cased;
  private final int least;

  Glob(TextPattern pattern, boolean cased) {
    this.cased = cased;
    this.fromStart = pattern.fromStart();
    this.toEnd = pattern.toEnd();
    this.pieces = new char[pattern.pieces().size()][];
    this.hasAny = new boolean[pieces.length];
    int sum = 0;
    for (int i = 0; i < pieces.length; i++) {
      var piece = pattern.pieces().get(i);
      pieces[i] = (cased ? piece : Fold.text(piece)).toCharArray();
      hasAny[i] = piece.indexOf(TextPattern.ANY) >= 0;
      sum += piece.length();
    }
    this.least = sum;
  }

  boolean isCased() {
    return cased;
  }

  /// The whole text, when it asks for exactly one; null otherwise.
  char @Nullable [] exact() {
    return fromStart && toEnd && pieces.length == 1 && !hasAny[0] ? pieces[0] : null;
  }

  /// The longest text without wildcards in it, in lower case; empty when there is none.
  String key() {
    var best = "";
    for (var piece : pieces) {
      for (var part : Fold.text(new String(piece)).split(ANY, -1)) {
        best = part.length() > best.length() ? part : best;
      }
    }
    return best;
  }

  /// @param text folded, unless this is cased
  boolean matches(char[] text, int start, int length) {
    if (length < least) {
      return false;
    }
    int count = pieces.length;
    if (count == 0) {
      return !(fromStart && toEnd) || length == 0;
    }
    int from = start;
    int to = start + length;
    int first = 0;
    int last = count;
    if (fromStart) {
      if (!isAt(0, text, from)) {
        return false;
      }
      from += pieces[0].length;
      if (count == 1) {
        return !toEnd || from == to;
      }
      first = 1;
    }
    if (toEnd) {
      int at = to - pieces[count - 1].length;
      if (at < from || !isAt(count - 1, text, at)) {
        return false;
      }
      to = at;
      last = count - 1;
    }
    for (int i = first; i < last; i++) {
      int at = find(i, text, from, to);
      if (at < 0) {
        return false;
      }
      from = at + pieces[i].length;
    }
    return true;
  }

  private boolean isAt(int piece, char[] text, int at) {
    var chars = pieces[piece];
    for (int i = 0; i < chars.length; i++) {
      if (chars[i] != text[at + i] && chars[i] != TextPattern.ANY) {
        return false;
      }
    }
    return true;
  }

  private int find(int piece, char[] text, int from, int to) {
    var chars = pieces[piece];
    int end = to - chars.length;
    if (hasAny[piece]) {
      for (int at = from; at <= end; at++) {
        if (isAt(piece, text, at)) {
          return at;
        }
      }
      return -1;
    }
    char begin = chars[0];
    for (int at = from; at <= end; at++) {
      if (text[at] == begin && isAt(piece, text, at)) {
        return at;
      }
    }
    return -1;
  }
}

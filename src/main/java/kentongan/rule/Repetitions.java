package kentongan.rule;

/// How long a regular expression becomes once its counted repetitions are written out, which RE2/J
/// does: `((a{1000}){1000}){1000}` would be a billion steps. An upper guess, made without
/// compiling; the expression need not be sound.
final class Repetitions {
  /// So many steps may one expression have.
  static final long MOST = 50_000;

  private final String text;
  private int at;

  private Repetitions(String text) {
    this.text = text;
  }

  /// The steps; never more than a little over [#MOST] squared.
  static long steps(String expression) {
    return new Repetitions(expression).group(0);
  }

  /// Up to the bracket that closes this group.
  private long group(int level) {
    long sum = 0;
    long atom = 0;
    while (at < text.length() && sum <= MOST) {
      char here = text.charAt(at++);
      if (here == ')') {
        break;
      }
      if (here == '{') {
        long times = times();
        sum += atom * (times - 1);
        atom *= times;
        continue;
      }
      atom = atom(here, level);
      sum += atom;
    }
    return sum;
  }

  private long atom(char here, int level) {
    switch (here) {
      case '(' -> {
        // What nests deeper than this is refused by RE2/J itself, or as long as it looks.
        return level > 500 ? MOST + 1 : Math.min(group(level + 1) + 2, MOST + 1);
      }
      case '[' -> inClass();
      case '\\' -> escaped();
      default -> {}
    }
    return 1;
  }

  /// `[…]`, where a bracket that comes first stands for itself.
  private void inClass() {
    int first = at < text.length() && text.charAt(at) == '^' ? at + 1 : at;
    at = first;
    while (at < text.length() && (text.charAt(at) != ']' || at == first)) {
      boolean isNamed = text.startsWith("[:", at) && text.indexOf(":]", at) > 0;
      if (isNamed) {
        at = text.indexOf(":]", at) + 2;
      } else {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
    }
    at++;
  }

  /// `\d`, and those whose braces count nothing: `\p{L}`, `\x{1F600}`.
  private void escaped() {
    char kind = at < text.length() ? text.charAt(at) : ' ';
    at++;
    boolean isBraced =
        (kind == 'p' || kind == 'P' || kind == 'x') && at < text.length() && text.charAt(at) == '{';
    if (isBraced) {
      int end = text.indexOf('}', at);
      at = end < 0 ? text.length() : end + 1;
    } else if (kind == 'Q') {
      int end = text.indexOf("\\E", at);
      at = end < 0 ? text.length() : end + 2;
    }
  }

  /// The larger number of `{3}`, `{3,}` or `{3,5}`; 1 when the braces stand for themselves.
  private long times() {
    long number = 0;
    long most = 1;
    for (int i = at; i < text.length() && i < at + 12; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        number = Math.min(number * 10 + (c - '0'), MOST);
        most = Math.max(most, number);
      } else if (c == ',') {
        number = 0;
      } else {
        if (c == '}') {
          at = i + 1;
          return most;
        }
        return 1;
      }
    }
    return 1;
  }
}

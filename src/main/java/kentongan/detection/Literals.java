package kentongan.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Lists of texts, of each of which at least one stands in whatever a regular expression matches,
/// so that most values need not be tried. Reads a part of the syntax, and knows nothing about the
/// rest.
///
/// Compared without case: that lets too much through, never too little.
final class Literals {
  private static final String COMMON = "/-_.=&?%:,";
  private static final int MOST = 64;

  private final String text;
  private final List<List<String>> outermost = new ArrayList<>();
  private boolean isOneSequence = true;
  private int at;
  private int level;

  private Literals(String text) {
    this.text = text;
  }

  /// The lists of an expression.
  ///
  /// @return folded texts, the most telling list first, at most three lists; empty when nothing is
  ///   known
  static List<List<String>> of(String expression) {
    try {
      var literals = new Literals(expression);
      var best = literals.alternatives();
      if (literals.at < expression.length() || best.isEmpty()) {
        return List.of();
      }
      return literals.isOneSequence ? literals.mostTelling() : List.of(best);
    } catch (UnknownSyntax e) {
      return List.of();
    }
  }

  private List<List<String>> mostTelling() {
    return outermost.stream()
        .filter(texts -> score(texts) > 2)
        .sorted(Comparator.comparingInt(Literals::score).reversed())
        .distinct()
        .limit(3)
        .toList();
  }

  /// Nothing known is an empty list.
  private List<String> alternatives() throws UnknownSyntax {
    if (++level > 50) {
      throw new UnknownSyntax();
    }
    var all = new ArrayList<>(sequence());
    boolean isKnown = !all.isEmpty();
    while (at < text.length() && text.charAt(at) == '|') {
      at++;
      isOneSequence &= level > 1;
      var one = sequence();
      isKnown &= !one.isEmpty();
      all.addAll(one);
    }
    level--;
    return isKnown && all.size() <= MOST ? all : List.of();
  }

  private List<String> sequence() throws UnknownSyntax {
    List<String> best = List.of();
    var run = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
      boolean isGroup = text.charAt(at) == '('; // what is necessary in a group is not all of it
      var atom = atom();
      boolean isOptional = false;
      boolean isRepeated = false;
      while (at < text.length() && "?*+{".indexOf(text.charAt(at)) >= 0) {
        isOptional |= quantifierAllowsNone();
        isRepeated = true;
      }
      boolean isCharacter = !isGroup && atom.size() == 1 && atom.getFirst().length() == 1;
      if (isCharacter && !isOptional) {
        run.append(atom.getFirst());
      } else if (!isOptional) {
        best = better(best, atom);
      }
      if (!isCharacter || isOptional || isRepeated) {
        best = better(best, run.isEmpty() ? List.of() : List.of(run.toString()));
        run.setLength(0);
      }
    }
    return better(best, run.isEmpty() ? List.of() : List.of(run.toString()));
  }

  /// One thing to be matched: the texts it may be, or nothing known.
  private List<String> atom() throws UnknownSyntax {
    char here = text.charAt(at++);
    return switch (here) {
      case '(' -> group();
      case '[' -> characterClass();
      case '.', '^', '$' -> List.of();
      case '\\' -> escaped();
      default -> Character.isSurrogate(here) ? List.of() : List.of(fold(here));
    };
  }

  private List<String> group() throws UnknownSyntax {
    if (text.startsWith("?:", at)) {
      at += 2;
    } else if (text.startsWith("?i)", at)) {
      at += 3;
      return List.of();
    } else if (text.startsWith("?", at)) {
      throw new UnknownSyntax();
    }
    var inner = alternatives();
    if (at >= text.length() || text.charAt(at) != ')') {
      throw new UnknownSyntax();
    }
    at++;
    return inner;
  }

  private List<String> characterClass() throws UnknownSyntax {
    boolean isNegated = at < text.length() && text.charAt(at) == '^';
    var members = new ArrayList<String>();
    boolean isKnown = !isNegated;
    at += isNegated ? 1 : 0;
    for (boolean isFirst = true; at < text.length(); isFirst = false) {
      char here = text.charAt(at++);
      if (here == ']' && !isFirst) {
        return isKnown && members.size() <= 12 ? members : List.of();
      }
      if (here == '[') {
        throw new UnknownSyntax();
      }
      boolean isRange =
          at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']';
      if (isRange) {
        isKnown = false;
      } else if (here == '\\') {
        var escaped = escaped();
        isKnown &= !escaped.isEmpty();
        members.addAll(escaped);
      } else {
        members.add(fold(here));
      }
    }
    throw new UnknownSyntax();
  }

  private List<String> escaped() throws UnknownSyntax {
    if (at >= text.length()) {
      throw new UnknownSyntax();
    }
    char here = text.charAt(at++);
    return switch (here) {
      case 's' -> List.of(" ", "\t", "\n", "\r", "\f");
      case 't' -> List.of("\t");
      case 'n' -> List.of("\n");
      case 'r' -> List.of("\r");
      case 'w', 'W', 'd', 'D', 'S', 'b', 'B', 'A', 'z' -> List.of();
      default -> {
        if (Character.isLetterOrDigit(here)) {
          throw new UnknownSyntax();
        }
        yield List.of(fold(here));
      }
    };
  }

  private boolean quantifierAllowsNone() throws UnknownSyntax {
    char here = text.charAt(at++);
    if (here != '{') {
      return here != '+';
    }
    int end = text.indexOf('}', at);
    if (end < 0 || end == at || !Character.isDigit(text.charAt(at))) {
      throw new UnknownSyntax();
    }
    boolean isNone = text.charAt(at) == '0';
    at = end + 1;
    return isNone;
  }

  private List<String> better(List<String> one, List<String> other) {
    if (level == 1 && !other.isEmpty()) {
      outermost.add(other);
    }
    return score(other) > score(one) ? other : one;
  }

  /// How seldom the most frequent of the texts stands in a value: a guess.
  private static int score(List<String> texts) {
    int score = texts.isEmpty() ? 0 : Integer.MAX_VALUE;
    for (var text : texts) {
      int sum = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        sum += Character.isLetterOrDigit(c) || COMMON.indexOf(c) >= 0 ? 2 : 5;
      }
      score = Math.min(score, sum);
    }
    return score;
  }

  private static String fold(char c) {
    return String.valueOf(Fold.other(c));
  }

  /// Something in the expression that is not read here.
  private static final class UnknownSyntax extends Exception {
    UnknownSyntax() {
      super(null, null, false, false);
    }
  }
}

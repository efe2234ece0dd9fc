package kentongan.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The text of a condition, as in `selection and not 1 of filter_*`.
///
/// @spec https://sigmahq.io/sigma-specification/ Sigma 2.1.0, section Condition
final class ConditionText {
  private static final int MOST_LEVELS = 64;
  private static final int MOST_WORDS = 50_000;
  private static final int MOST_COMPARISONS = 10_000_000;
  private static final int MOST_NAMED = 100_000;

  private final List<String> words;
  private final Map<String, Search> searches;
  private int at;
  private int level;
  private long comparisons;
  private long named;

  private ConditionText(List<String> words, Map<String, Search> searches) {
    this.words = words;
    this.searches = searches;
  }

  /// @param searches the named searches, in the order of the file
  /// @throws Unreadable with what was found and what was expected
  static Search read(String text, Map<String, Search> searches) throws Unreadable {
    var condition = new ConditionText(split(text), searches);
    var search = condition.anyOf();
    if (condition.at < condition.words.size()) {
      throw new Unreadable(
          "condition: '%s' after the end (expected: and, or)"
              .formatted(condition.words.get(condition.at)));
    }
    return search;
  }

  private Search anyOf() throws Unreadable {
    var parts = new ArrayList<Search>();
    parts.add(allOf());
    while (take("or")) {
      parts.add(allOf());
    }
    return parts.size() == 1 ? parts.getFirst() : new Search.AnyOf(parts);
  }

  private Search allOf() throws Unreadable {
    var parts = new ArrayList<Search>();
    parts.add(negated());
    while (take("and")) {
      parts.add(negated());
    }
    return parts.size() == 1 ? parts.getFirst() : new Search.AllOf(parts);
  }

  private Search negated() throws Unreadable {
    boolean isNegated = false;
    while (take("not")) {
      isNegated = !isNegated;
    }
    var search = primary();
    return isNegated ? new Search.Not(search) : search;
  }

  private Search primary() throws Unreadable {
    if (at >= words.size()) {
      throw new Unreadable("condition: ends too early (expected: a search, not, or a bracket)");
    }
    var word = words.get(at++);
    if (word.equals("(")) {
      return bracket();
    }
    if (at < words.size() && words.get(at).equalsIgnoreCase("of")) {
      at++;
      return quantified(word);
    }
    if (word.equals(")")) {
      throw new Unreadable("condition: ')' without its '(' (expected: a search)");
    }
    var search = searches.get(word);
    if (search == null) {
      throw new Unreadable("condition: unknown search '%s' (known: %s)".formatted(word, known()));
    }
    return search;
  }

  private Search bracket() throws Unreadable {
    if (++level > MOST_LEVELS) {
      throw new Unreadable("condition: more than 64 brackets in each other (expected: fewer)");
    }
    var inner = anyOf();
    if (!take(")")) {
      throw new Unreadable("condition: '(' without its ')' (expected: ')')");
    }
    level--;
    return inner;
  }

  private Search quantified(String quantity) throws Unreadable {
    if (at >= words.size()) {
      throw new Unreadable("condition: ends after 'of' (expected: them, or a name with *)");
    }
    var pattern = words.get(at++);
    comparisons += searches.size();
    if (comparisons > MOST_COMPARISONS) {
      throw new Unreadable("condition: too many patterns of names (expected: fewer)");
    }
    var parts = new ArrayList<Search>();
    searches.forEach((name, search) -> {
      if (fits(name, pattern)) {
        parts.add(search);
      }
    });
    named += parts.size();
    if (named > MOST_NAMED) {
      throw new Unreadable("condition: patterns name more than 100,000 searches (expected: fewer)");
    }
    if (parts.isEmpty()) {
      throw new Unreadable(
          "condition: no search fits '%s' (known: %s)".formatted(pattern, known()));
    }
    return switch (quantity.toLowerCase(Locale.ROOT)) {
      case "1", "any" -> new Search.AnyOf(parts);
      case "all" -> new Search.AllOf(parts);
      default ->
          throw new Unreadable(
              "condition: '%s of' (expected: 1 of, any of, all of)".formatted(quantity));
    };
  }

  /// A name that begins with an underscore stays out of `them`.
  private static boolean fits(String name, String pattern) {
    return pattern.equalsIgnoreCase("them") ? !name.startsWith("_") : fits(name, 0, pattern, 0);
  }

  private static boolean fits(String name, int n, String pattern, int p) {
    int star = -1;
    int mark = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        mark = n;
      } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private boolean take(String word) {
    if (at < words.size() && words.get(at).equalsIgnoreCase(word)) {
      at++;
      return true;
    }
    return false;
  }

  private String known() {
    var names = searches.keySet().stream().limit(20).toList();
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private static List<String> split(String text) throws Unreadable {
    var words = new ArrayList<String>();
    int i = 0;
    while (i < text.length()) {
      char here = text.charAt(i);
      int from = i;
      if (Character.isWhitespace(here)) {
        i++;
      } else if (here == '(' || here == ')') {
        words.add(text.substring(i, ++i));
      } else if (isWord(here)) {
        while (i < text.length() && isWord(text.charAt(i))) {
          i++;
        }
        words.add(text.substring(from, i));
      } else {
        throw new Unreadable(
            here == '|'
                ? "condition: '|', an aggregation, is no longer Sigma (expected: a correlation)"
                : "condition: '%s' (expected: names, and, or, not, brackets)".formatted(here));
      }
      if (words.size() > MOST_WORDS) {
        throw new Unreadable("condition: more than 50,000 words (expected: fewer)");
      }
    }
    if (words.isEmpty()) {
      throw new Unreadable("condition: empty (expected: at least one search)");
    }
    return words;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '*';
  }

  /// The text is no condition; the message says why.
  static final class Unreadable extends Exception {
    Unreadable(String message) {
      super(message);
    }
  }
}

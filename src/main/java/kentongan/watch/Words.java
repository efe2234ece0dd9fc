package kentongan.watch;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A weighted word list, looked up in one pass over a text's words.
///
/// A strong term tells by itself; an ambiguous one (*slot*, of 3 GB or of luck) only in company.
final class Words {
  static final Words GAMBLING = new Words("gambling.csv");
  static final Words DEFACEMENT = new Words("defacement.csv");
  private static final Set<String> GUIDANCE = new HashSet<>(lines("guidance.txt"));
  private static final int MOST_WORDS_FOR_PATTERNS = 20_000;
  private static final int SHORTEST_JOINED = 8;

  private final Map<String, List<Term>> byFirst = new HashMap<>();
  private final Map<String, Term> ambiguous = new HashMap<>();
  private final List<Expression> expressions = new ArrayList<>();

  private Words(String resource) {
    lines(resource).stream()
        .skip(1)
        .map(Words::fields)
        .forEach(row ->
            add(row.get(0), row.get(1), Integer.parseInt(row.get(2)), "yes".equals(row.get(4))));
  }

  /// The fields of a line of our own lists; a library for this would cost the agent megabytes.
  private static List<String> fields(String line) {
    var fields = new ArrayList<String>();
    var field = new StringBuilder();
    var isQuoted = false;
    for (var i = 0; i < line.length(); i++) {
      var c = line.charAt(i);
      if (c == '"') {
        isQuoted = !isQuoted;
      } else if (c == ',' && !isQuoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  /// What was found.
  ///
  /// @param strong terms that tell by themselves, with their weights
  /// @param ambiguous terms that do not
  record Found(Map<String, Integer> strong, Map<String, Integer> ambiguous) {
    int weight() {
      return sum(strong);
    }

    int weightOfAll() {
      return sum(strong) + sum(ambiguous);
    }

    boolean isEmpty() {
      return strong.isEmpty() && ambiguous.isEmpty();
    }

    /// Without what was found there before.
    Found without(Found before) {
      var rest = new LinkedHashMap<>(strong);
      rest.keySet().removeAll(before.strong.keySet());
      var weak = new LinkedHashMap<>(ambiguous);
      weak.keySet().removeAll(before.ambiguous.keySet());
      return new Found(rest, weak);
    }

    private static int sum(Map<String, Integer> terms) {
      return terms.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /// Whether a text warns of or tells about gambling or break-ins.
  static boolean isGuidance(List<String> words) {
    return words.stream().anyMatch(GUIDANCE::contains);
  }

  Found in(String text) {
    return in(Folding.words(text));
  }

  Found in(List<String> words) {
    var strong = new LinkedHashMap<String, Integer>();
    var weak = new LinkedHashMap<String, Integer>();
    for (var i = 0; i < words.size(); i++) {
      var word = words.get(i);
      look(words, i, word, strong, weak);
      var unleeted = Folding.unleeted(word);
      if (!unleeted.equals(word)) {
        look(words, i, unleeted, strong, weak);
      }
    }
    if (!strong.isEmpty() || !weak.isEmpty()) {
      expressions(words, strong, weak);
    }
    return new Found(strong, weak);
  }

  private void look(
      List<String> words,
      int at,
      String first,
      Map<String, Integer> strong,
      Map<String, Integer> weak) {
    var terms = byFirst.get(first);
    if (terms == null) {
      return;
    }
    for (var term : terms) {
      if (term.isAt(words, at)) {
        (term.isAmbiguous() ? weak : strong).put(term.name(), term.weight());
      }
    }
  }

  private void expressions(
      List<String> words, Map<String, Integer> strong, Map<String, Integer> weak) {
    var most = Math.min(words.size(), MOST_WORDS_FOR_PATTERNS);
    var text = String.join(" ", words.subList(0, most)) + " ";
    for (var expression : expressions) {
      var matcher = expression.pattern().matcher(text);
      while (matcher.find()) {
        // "judi online" is ambiguous by the list, so the pattern that also fits it does not count.
        var known = ambiguous.get(matcher.group().strip());
        if (known == null) {
          (expression.isAmbiguous() ? weak : strong)
              .put(matcher.group().strip(), expression.weight());
          break;
        }
      }
    }
  }

  private void add(String term, String match, int weight, boolean isAmbiguous) {
    if (match.equals("regex")) {
      // The one that looks at the title's tag is asked of the title by whoever has it.
      if (!term.startsWith("<title>")) {
        expressions.add(new Expression(Pattern.compile(term), weight, isAmbiguous));
      }
      return;
    }
    var words = Folding.words(term);
    var whole = new Term(term, words, weight, isAmbiguous);
    byFirst.computeIfAbsent(words.getFirst(), _ -> new ArrayList<>()).add(whole);
    var joined = String.join("", words);
    if (words.size() > 1 && joined.length() >= SHORTEST_JOINED) {
      var one = new Term(term, List.of(joined), weight, isAmbiguous);
      byFirst.computeIfAbsent(joined, _ -> new ArrayList<>()).add(one);
    }
    if (isAmbiguous) {
      ambiguous.put(String.join(" ", words), whole);
    }
  }

  /// The lines of a list, without blanks.
  static List<String> lines(String resource) {
    try (var reader = open(resource)) {
      return reader.readAllLines().stream().map(String::strip).filter(l -> !l.isEmpty()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reader open(String resource) {
    var in = Words.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException(resource + ": not in the jar");
    }
    return new InputStreamReader(in, StandardCharsets.UTF_8);
  }

  private record Expression(Pattern pattern, int weight, boolean isAmbiguous) {}

  private record Term(String name, List<String> words, int weight, boolean isAmbiguous) {
    boolean isAt(List<String> text, int at) {
      if (at + words.size() > text.size()) {
        return false;
      }
      // The first has been looked up, perhaps with its digits read as letters.
      for (var i = 1; i < words.size(); i++) {
        var word = text.get(at + i);
        if (!word.equals(words.get(i)) && !Folding.unleeted(word).equals(words.get(i))) {
          return false;
        }
      }
      return true;
    }
  }
}

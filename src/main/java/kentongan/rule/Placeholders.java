package kentongan.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Values for `%name%` in the values of rules that have the modifier `expand`.
///
/// They are plain text, as with pySigma: a star in one is a star.
///
/// @param values name -> what it may stand for
public record Placeholders(Map<String, List<String>> values) {
  /// No placeholder has a value.
  public static final Placeholders NONE = new Placeholders(Map.of());

  /// As many values as one item of a rule may come to.
  static final int MOST = 100_000;

  public Placeholders {
    values = Map.copyOf(values);
  }

  /// Whether there is one; `\%` is a plain percent sign.
  static boolean in(String text) {
    return next(text, 0).isPresent();
  }

  /// The names in a text that have no values here, sorted.
  Set<String> missing(String text) {
    var missing = new TreeSet<String>();
    for (var found = next(text, 0); found.isPresent(); found = next(text, found.get().to())) {
      if (!values.containsKey(found.get().name())) {
        missing.add(found.get().name());
      }
    }
    return missing;
  }

  /// The text with every choice of values, as Sigma writes them: what was inserted has its
  /// wildcards escaped. Empty when there would be more than [#MOST].
  ///
  /// @param text none of whose placeholders is missing
  List<String> expand(String text) {
    var done = List.of("");
    int at = 0;
    for (var found = next(text, 0); found.isPresent(); found = next(text, at)) {
      var place = found.get();
      var choices = values.getOrDefault(place.name(), List.of());
      if ((long) done.size() * choices.size() > MOST) {
        return List.of();
      }
      done = times(done, plain(text.substring(at, place.from())), choices);
      at = place.to();
    }
    return times(done, plain(text.substring(at)), List.of(""));
  }

  private static List<String> times(List<String> begun, String between, List<String> choices) {
    var longer = new ArrayList<String>(begun.size() * choices.size());
    for (var one : begun) {
      for (var choice : choices) {
        longer.add(one + between + TextPattern.escaped(choice));
      }
    }
    return longer;
  }

  private static String plain(String text) {
    return text.replace("\\%", "%");
  }

  private static Optional<Place> next(String text, int from) {
    int open = -1;
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '%' && (i == 0 || text.charAt(i - 1) != '\\')) {
        if (open >= 0 && i > open + 1) {
          return Optional.of(new Place(open, i + 1, text.substring(open + 1, i)));
        }
        open = i;
      }
    }
    return Optional.empty();
  }

  /// All of these; a name that is in several keeps the values of the first.
  Placeholders and(Placeholders others) {
    var all = new HashMap<>(others.values());
    all.putAll(values);
    return new Placeholders(all);
  }

  /// Where a placeholder stands in a text.
  private record Place(int from, int to, String name) {}
}

package kentongan.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kentongan.rule.Criterion;

/// All questions about the texts of one slot, asked together: what a text must be comes from one
/// look into a table, what must stand in it from one pass, and only then single patterns are tried.
/// So the time follows the text's length, and hardly the number of questions.
///
/// Immutable once built; any number of threads.
final class Questions {
  private static final int[] NONE = {};

  /// No question at all.
  static final Questions NOTHING = new Building().build();

  private final Words exact;
  private final int[][] exactMeet;
  private final Target[] targets;
  private final int[] always;
  private final Grams grams;

  private Questions(Building building) {
    var words = new ArrayList<char[]>();
    var meet = new ArrayList<int[]>();
    building.exact.forEach((word, predicates) -> {
      words.add(word.toCharArray());
      meet.add(array(predicates));
    });
    this.exact = new Words(words);
    this.exactMeet = meet.toArray(int[][]::new);
    this.targets = new Target[building.targets.size()];
    var untold = new ArrayList<Integer>();
    var pieces = new ArrayList<Grams.Piece>();
    int number = 0;
    for (var entry : building.targets.entrySet()) {
      var predicates = array(entry.getValue());
      var keys = entry.getKey().keys();
      targets[number] = new Target(entry.getKey(), predicates);
      for (var key : keys) {
        pieces.add(new Grams.Piece(key, number));
      }
      if (keys.isEmpty()) {
        untold.add(number);
      }
      number++;
    }
    this.always = array(untold);
    this.grams = Grams.of(pieces);
  }

  /// How many patterns there are.
  int size() {
    return targets.length;
  }

  /// The texts of which at least one stands, in lower case, in whatever meets a question; empty
  /// when there is a question for which none is known.
  List<String> necessary() {
    var all = new ArrayList<String>();
    for (var target : targets) {
      if (target.pattern().keys().isEmpty()) {
        return List.of();
      }
      all.addAll(target.pattern().keys());
    }
    return exactMeet.length > 0 ? List.of() : all;
  }

  /// The numbers of the predicates that a text meets.
  int[] met(Text text, Asking asking) {
    asking.begin(this);
    int word = exact.find(text.folded(), 0, text.length());
    if (word > 0) {
      asking.meets(exactMeet[word - 1]);
    }
    asking.text = text;
    for (int target : always) {
      asking.found(target);
    }
    grams.find(text.folded(), text.length(), asking);
    return asking.end();
  }

  private static int[] array(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).distinct().toArray();
  }

  /// Questions as they are gathered.
  static final class Building {
    private final Map<String, List<Integer>> exact = new LinkedHashMap<>();
    private final Map<Pattern, List<Integer>> targets = new LinkedHashMap<>();

    /// Adds a predicate that is met when one of these is.
    void add(int predicate, List<Criterion> criteria) {
      for (var criterion : criteria) {
        switch (criterion) {
          case Criterion.Text text -> add(predicate, text);
          case Criterion.Regex regex ->
              targets
                  .computeIfAbsent(Pattern.Expression.of(regex), p -> new ArrayList<>(1))
                  .add(predicate);
          default -> {} // no question about a text
        }
      }
    }

    private void add(int predicate, Criterion.Text text) {
      var glob = new Glob(text.pattern(), text.cased());
      var word = glob.exact();
      if (word != null && !text.cased()) {
        exact.computeIfAbsent(new String(word), w -> new ArrayList<>(1)).add(predicate);
      } else {
        targets
            .computeIfAbsent(new Pattern.Wild(text, glob), p -> new ArrayList<>(1))
            .add(predicate);
      }
    }

    Questions build() {
      return new Questions(this);
    }
  }

  /// One pattern and the predicates that are met by it.
  @SuppressWarnings("ArrayRecordComponent") // read a text at a time, compared by nobody
  private record Target(Pattern pattern, int[] predicates) {}

  /// What is tried on a text when one of its keys stands there.
  private sealed interface Pattern {
    /// In lower case; empty when nothing is known of what it needs.
    List<String> keys();

    boolean matches(Text text, Asking asking, int[] predicates);

    /// A text with wildcards. Compared by what it says, not by how it was compiled.
    record Wild(Criterion.Text criterion, Glob glob) implements Pattern {
      @Override
      public List<String> keys() {
        var key = glob.key();
        return key.isEmpty() ? List.of() : List.of(key);
      }

      @Override
      public boolean matches(Text text, Asking asking, int[] predicates) {
        return glob.matches(glob.isCased() ? text.raw() : text.folded(), 0, text.length());
      }

      @Override
      public boolean equals(Object other) {
        return other instanceof Wild wild && wild.criterion.equals(criterion);
      }

      @Override
      public int hashCode() {
        return criterion.hashCode();
      }
    }

    /// A regular expression.
    record Expression(Criterion.Regex regex, Predicate.Found found, List<String> keys)
        implements Pattern {
      static Expression of(Criterion.Regex regex) {
        var found = new Predicate.Found(-1, regex);
        return new Expression(regex, found, found.mostTelling());
      }

      @Override
      public boolean matches(Text text, Asking asking, int[] predicates) {
        long began = System.nanoTime();
        boolean isFound = found.test(text);
        asking.took(predicates, System.nanoTime() - began);
        return isFound;
      }

      @Override
      public boolean equals(Object other) {
        return other instanceof Expression expression && expression.regex.equals(regex);
      }

      @Override
      public int hashCode() {
        return regex.hashCode();
      }
    }
  }

  /// Room for asking, used again for each text. For one thread at a time.
  static final class Asking implements Grams.Found {
    private final long[] nanos;
    private final int[] predicates;
    private int[] tried = new int[64];
    private int[] met = new int[64];
    private int count;
    private int round;
    private Questions questions = NOTHING;
    private Text text = new Text();

    /// @param predicates how many there are
    Asking(int predicates) {
      this.predicates = new int[predicates];
      this.nanos = new long[predicates];
    }

    /// How long regular expressions took for a predicate, in nanoseconds.
    long nanos(int predicate) {
      return nanos[predicate];
    }

    private void begin(Questions questions) {
      this.questions = questions;
      this.count = 0;
      if (tried.length < questions.targets.length) {
        tried = new int[questions.targets.length * 2];
      }
      if (++round == Integer.MAX_VALUE) {
        round = 1;
        Arrays.fill(tried, 0);
        Arrays.fill(predicates, 0);
      }
    }

    private int[] end() {
      return count == 0 ? NONE : Arrays.copyOf(met, count);
    }

    /// Each pattern is tried once a text, however often its keys stand there.
    @Override
    public void found(int target) {
      if (tried[target] != round) {
        tried[target] = round;
        var one = questions.targets[target];
        if (one.pattern().matches(text, this, one.predicates())) {
          meets(one.predicates());
        }
      }
    }

    private void meets(int[] numbers) {
      for (int number : numbers) {
        if (predicates[number] != round) {
          predicates[number] = round;
          if (count == met.length) {
            met = Arrays.copyOf(met, count * 2);
          }
          met[count++] = number;
        }
      }
    }

    private void took(int[] numbers, long time) {
      for (int number : numbers) {
        nanos[number] += time;
      }
    }
  }
}

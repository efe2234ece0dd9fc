package kentongan.detection;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import kentongan.detection.Detection.Explanation;
import org.jspecify.annotations.Nullable;

/// A search, compiled: opens for an event or not. The cheap questions are asked first.
sealed interface Gate {
  boolean open(Answers answers);

  /// How many questions it may ask; those that are answered already count least.
  int cost();

  /// Predicates of which at least one must be met for it to open, the seldomest that are known;
  /// null when it may open with none.
  @Nullable Witness witness(int[] counts);

  /// Tells its questions.
  void asks(Consumer<Ask> into);

  /// Adds which questions were met by which values, of a gate that is open.
  void explain(Answers answers, List<Explanation> into);

  /// Predicates of which one must be met.
  ///
  /// @param often how often they were met so far, together
  /// @param length of the shortest text that meets one: a guess at how telling it is
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Witness(int[] predicates, long often, int length) {
    boolean isBetterThan(@Nullable Witness other) {
      return other == null || often < other.often || often == other.often && length > other.length;
    }
  }

  /// One predicate.
  final class Ask implements Gate {
    private final int number;
    private final Predicate predicate;
    private final int length;
    private final String field;
    private final String expected;
    private boolean isAsked;

    /// @param number where the answer is remembered
    /// @param length of the shortest text that meets it; 0 when it is no question about a text
    /// @param field as the rule names it
    /// @param expected as the rule says it
    Ask(int number, Predicate predicate, int length, String field, String expected) {
      this.number = number;
      this.predicate = predicate;
      this.length = length;
      this.field = field;
      this.expected = expected;
      this.isAsked = predicate instanceof Predicate.OneOf;
    }

    /// Whether every text of its slot is asked, whatever else holds. Else it is asked last and on
    /// demand: a regular expression is dear, and most rules ask for something else as well.
    boolean isAsked() {
      return isAsked;
    }

    /// Lets every text be asked, since a search has nothing else by which to be found.
    void ask() {
      isAsked = predicate instanceof Predicate.OfText;
    }

    @Override
    public boolean open(Answers answers) {
      return isAsked ? answers.isMet(number) : answers.isMet(number, predicate);
    }

    @Override
    public int cost() {
      return switch (predicate) {
        case Predicate.OneOf _ -> 1;
        case Predicate.Found _ -> 1000;
        default -> 20;
      };
    }

    @Override
    public @Nullable Witness witness(int[] counts) {
      return isAsked ? new Witness(new int[] {number}, counts[number], length) : null;
    }

    @Override
    public void asks(Consumer<Ask> into) {
      into.accept(this);
    }

    int number() {
      return number;
    }

    @Override
    public void explain(Answers answers, List<Explanation> into) {
      var facts = answers.facts();
      int value = predicate.met(facts);
      into.add(
          new Explanation(
              field, expected, value == 0 ? "" : Clean.text(facts.text(value).toString(), 200)));
    }
  }

  /// All open.
  final class And implements Gate {
    private final Gate[] parts;

    And(List<Gate> parts) {
      this.parts = byCost(parts);
    }

    @Override
    public boolean open(Answers answers) {
      for (var part : parts) {
        if (!part.open(answers)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public int cost() {
      return sum(parts);
    }

    /// Any one part's will do.
    @Override
    public @Nullable Witness witness(int[] counts) {
      Witness best = null;
      for (var part : parts) {
        var one = part.witness(counts);
        best = one != null && one.isBetterThan(best) ? one : best;
      }
      return best;
    }

    @Override
    public void asks(Consumer<Ask> into) {
      for (var part : parts) {
        part.asks(into);
      }
    }

    @Override
    public void explain(Answers answers, List<Explanation> into) {
      for (var part : parts) {
        part.explain(answers, into);
      }
    }
  }

  /// At least one open.
  final class Or implements Gate {
    private final Gate[] parts;

    Or(List<Gate> parts) {
      this.parts = byCost(parts);
    }

    @Override
    public boolean open(Answers answers) {
      for (var part : parts) {
        if (part.open(answers)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public int cost() {
      return sum(parts);
    }

    /// All parts' together.
    @Override
    public @Nullable Witness witness(int[] counts) {
      var all = new Witness(new int[0], 0, Integer.MAX_VALUE);
      for (var part : parts) {
        var one = part.witness(counts);
        if (one == null) {
          return null;
        }
        var numbers =
            IntStream.concat(Arrays.stream(all.predicates), Arrays.stream(one.predicates));
        all =
            new Witness(
                numbers.distinct().toArray(),
                all.often + one.often,
                Math.min(all.length, one.length));
      }
      return all;
    }

    @Override
    public void asks(Consumer<Ask> into) {
      for (var part : parts) {
        part.asks(into);
      }
    }

    @Override
    public void explain(Answers answers, List<Explanation> into) {
      for (var part : parts) {
        if (part.open(answers)) {
          part.explain(answers, into);
        }
      }
    }
  }

  /// Not open. Nothing to explain: what is absent has no value.
  record Not(Gate part) implements Gate {
    @Override
    public boolean open(Answers answers) {
      return !part.open(answers);
    }

    @Override
    public int cost() {
      return part.cost() + 1;
    }

    @Override
    public @Nullable Witness witness(int[] counts) {
      return null;
    }

    @Override
    public void asks(Consumer<Ask> into) {
      part.asks(into);
    }

    @Override
    public void explain(Answers answers, List<Explanation> into) {}
  }

  private static Gate[] byCost(List<Gate> parts) {
    return parts.stream().sorted(Comparator.comparingInt(Gate::cost)).toArray(Gate[]::new);
  }

  private static int sum(Gate[] parts) {
    int sum = 0;
    for (var part : parts) {
      sum += part.cost();
    }
    return sum;
  }
}

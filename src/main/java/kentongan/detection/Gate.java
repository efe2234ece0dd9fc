package kentongan.detection;

import java.util.Comparator;
import java.util.List;
import kentongan.detection.Detection.Explanation;

/// A search, compiled: opens for an event or not. The cheap questions are asked first.
sealed interface Gate {
  boolean open(Facts facts);

  int cost();

  /// Adds which questions were met by which values, of a gate that is open.
  void explain(Facts facts, List<Explanation> into);

  /// One predicate, asked once an event.
  ///
  /// @param number where the answer is remembered
  /// @param field as the rule names it
  /// @param expected as the rule says it
  record Ask(int number, Predicate predicate, String field, String expected) implements Gate {
    /// From so many nanoseconds on a question costs more than remembering its answer.
    private static final int DEAR = 60;

    @Override
    public boolean open(Facts facts) {
      byte memo = facts.memo(number);
      if (memo != 0) {
        return memo == 2;
      }
      boolean answer =
          (predicate instanceof Predicate.OfText text) && (text.cost() >= DEAR)
              ? facts.remembered(number, text)
              : predicate.test(facts);
      facts.memo(number, answer);
      return answer;
    }

    @Override
    public int cost() {
      return predicate.cost();
    }

    @Override
    public void explain(Facts facts, List<Explanation> into) {
      int value = predicate.met(facts);
      into.add(
          new Explanation(field, expected, value == 0 ? "" : Clean.text(facts.text(value), 200)));
    }
  }

  /// All open.
  final class And implements Gate {
    private final Gate[] parts;

    And(List<Gate> parts) {
      this.parts = parts.stream().sorted(Comparator.comparingInt(Gate::cost)).toArray(Gate[]::new);
    }

    @Override
    public boolean open(Facts facts) {
      for (var part : parts) {
        if (!part.open(facts)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public int cost() {
      int sum = 0;
      for (var part : parts) {
        sum += part.cost();
      }
      return sum;
    }

    @Override
    public void explain(Facts facts, List<Explanation> into) {
      for (var part : parts) {
        part.explain(facts, into);
      }
    }
  }

  /// At least one open.
  final class Or implements Gate {
    private final Gate[] parts;

    Or(List<Gate> parts) {
      this.parts = parts.stream().sorted(Comparator.comparingInt(Gate::cost)).toArray(Gate[]::new);
    }

    @Override
    public boolean open(Facts facts) {
      for (var part : parts) {
        if (part.open(facts)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public int cost() {
      int sum = 0;
      for (var part : parts) {
        sum += part.cost();
      }
      return sum;
    }

    @Override
    public void explain(Facts facts, List<Explanation> into) {
      for (var part : parts) {
        if (part.open(facts)) {
          part.explain(facts, into);
        }
      }
    }
  }

  /// Not open. Nothing to explain: what is absent has no value.
  record Not(Gate part) implements Gate {
    @Override
    public boolean open(Facts facts) {
      return !part.open(facts);
    }

    @Override
    public int cost() {
      return part.cost() + 1;
    }

    @Override
    public void explain(Facts facts, List<Explanation> into) {}
  }
}

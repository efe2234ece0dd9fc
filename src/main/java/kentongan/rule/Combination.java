package kentongan.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// A correlation's condition as text, `a and b and not c`: which of its rules have matched within
/// the span.
public sealed interface Combination {
  /// Whether it holds.
  ///
  /// @param seen of a rule's place in the correlation's list, whether it has matched in the span
  boolean holds(IntPredicate seen);

  /// Every part holds.
  record AllOf(List<Combination> parts) implements Combination {
    public AllOf {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean holds(IntPredicate seen) {
      for (int i = 0; i < parts.size(); i++) {
        if (!parts.get(i).holds(seen)) {
          return false;
        }
      }
      return true;
    }
  }

  /// At least one part holds.
  record AnyOf(List<Combination> parts) implements Combination {
    public AnyOf {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean holds(IntPredicate seen) {
      for (int i = 0; i < parts.size(); i++) {
        if (parts.get(i).holds(seen)) {
          return true;
        }
      }
      return false;
    }
  }

  /// The part does not hold.
  record Not(Combination part) implements Combination {
    @Override
    public boolean holds(IntPredicate seen) {
      return !part.holds(seen);
    }
  }

  /// A rule has matched within the span.
  ///
  /// @param rule its place in the correlation's list, from 0
  record Seen(int rule) implements Combination {
    @Override
    public boolean holds(IntPredicate seen) {
      return seen.test(rule);
    }
  }

  /// One way to make a combination hold: all of some rules, none of some others.
  ///
  /// @param seen places in the correlation's list, ascending
  /// @param unseen places too
  record Way(List<Integer> seen, List<Integer> unseen) {
    public Way {
      seen = seen.stream().distinct().sorted().toList();
      unseen = unseen.stream().distinct().sorted().toList();
    }

    /// Whether nothing can be both.
    boolean isPossible() {
      return seen.stream().noneMatch(unseen::contains);
    }

    private Way and(Way other) {
      var all = new ArrayList<>(seen);
      all.addAll(other.seen);
      var none = new ArrayList<>(unseen);
      none.addAll(other.unseen);
      return new Way(all, none);
    }
  }

  /// All ways to make a combination hold.
  ///
  /// @param most when there are more than these, the list ends somewhere above
  static List<Way> ways(Combination combination, int most) {
    return ways(combination, false, most).stream().filter(Way::isPossible).distinct().toList();
  }

  private static List<Way> ways(Combination combination, boolean negated, int most) {
    return switch (combination) {
      case Seen(var rule) ->
          List.of(negated ? new Way(List.of(), List.of(rule)) : new Way(List.of(rule), List.of()));
      case Not(var part) -> ways(part, !negated, most);
      case AllOf(var parts) -> negated ? any(parts, true, most) : all(parts, false, most);
      case AnyOf(var parts) -> negated ? all(parts, true, most) : any(parts, false, most);
    };
  }

  private static List<Way> any(List<Combination> parts, boolean negated, int most) {
    var ways = new ArrayList<Way>();
    for (var part : parts) {
      if (ways.size() <= most) {
        ways.addAll(ways(part, negated, most));
      }
    }
    return ways;
  }

  private static List<Way> all(List<Combination> parts, boolean negated, int most) {
    List<Way> ways = List.of(new Way(List.of(), List.of()));
    for (var part : parts) {
      var next = new ArrayList<Way>();
      for (var way : ways) {
        for (var other : ways(part, negated, most)) {
          if (next.size() <= most) {
            next.add(way.and(other));
          }
        }
      }
      ways = next.stream().filter(Way::isPossible).distinct().toList();
    }
    return ways;
  }
}

package kentongan.detection;

import java.util.Arrays;
import kentongan.rule.Correlation;

/// What one correlation computes over the span of each of its groups, kept up to date match by
/// match.
///
/// A span has an end, a match, and holds what happened within the rule's time span before it.
/// Groups and matches are numbers.
abstract class Measure {
  static Measure of(Correlation rule, Matches matches) {
    return switch (rule.kind()) {
      case EVENT_COUNT -> new Count();
      case VALUE_COUNT -> new Distinct(false);
      case VALUE_SUM -> new Sum(false);
      case VALUE_AVG -> new Sum(true);
      case VALUE_MEDIAN -> new Ranked(50);
      case VALUE_PERCENTILE ->
          rule.condition().percentile().isPresent()
              ? new Ranked(rule.condition().percentile().getAsDouble())
              : new Distinct(true);
      case TEMPORAL -> new Parts(rule, matches);
      case TEMPORAL_ORDERED -> new Sequence(rule, matches);
    };
  }

  private int[] counts = new int[16];

  /// How many matches the span holds.
  int count(int group) {
    return counts[group];
  }

  /// A group begins; its span is empty.
  ///
  /// @param most every number of a group is below this
  void open(int group, int most) {
    if (most > counts.length) {
      counts = Arrays.copyOf(counts, most);
    }
    counts[group] = 0;
  }

  /// A group is no more.
  void close(int group) {}

  /// Remembers the value of a match that is not in a span yet.
  void keep(int match, Value value) {}

  /// Forgets the value of a match that is in no span any more.
  void forget(int match) {}

  /// A match comes into the span.
  final void enter(int group, int match) {
    counts[group]++;
    add(group, match);
  }

  /// A match leaves the span.
  final void leave(int group, int match) {
    counts[group]--;
    remove(group, match);
  }

  abstract void add(int group, int match);

  abstract void remove(int group, int match);

  /// What is computed over the span.
  ///
  /// @param end the span's last match
  /// @param after what happened at this time or earlier is not in the span
  abstract double value(int group, int end, long after);

  /// Whether it depends on the order, so that matches have to come in from the first on.
  boolean isOrdered() {
    return false;
  }

  /// Begins an ordered span anew, empty.
  void reset(int group) {
    counts[group] = 0;
  }

  /// The value of one match: a number, or a text with its group before it.
  static final class Value {
    private final KeyText text = new KeyText();
    private double number;

    /// To be begun with [KeyText#clearForNumber].
    KeyText text() {
      return text;
    }

    /// Says which group it is of.
    void of(int group) {
      text.number(group);
    }

    double number() {
      return number;
    }

    void number(double number) {
      this.number = number + 0.0; // no -0.0, which would sort before 0
    }
  }

  /// How many matches.
  private static final class Count extends Measure {
    @Override
    void add(int group, int match) {}

    @Override
    void remove(int group, int match) {}

    @Override
    double value(int group, int end, long after) {
      return count(group);
    }
  }
}

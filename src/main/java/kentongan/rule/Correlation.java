package kentongan.rule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/// A rule over the matches of other rules within a time span, group by group.
///
/// @param rules the ids of the rules whose matches are taken, in the order given
/// @param groupBy field names or aliases; empty for one group of all
/// @param condition what must hold; for `temporal` kinds how many of the rules must have matched
/// @param fields which values are counted, summed or ranked; for the `value_` kinds
/// @param aliases alias -> rule id -> field name
/// @param generate whether the rules referred to also speak for themselves
public record Correlation(
    About about,
    Kind kind,
    List<String> rules,
    List<String> groupBy,
    Duration timespan,
    Condition condition,
    List<String> fields,
    Map<String, Map<String, String>> aliases,
    boolean generate,
    List<String> dedupe,
    Optional<Recovery> recovers)
    implements Rule {
  public Correlation {
    Objects.requireNonNull(about);
    Objects.requireNonNull(kind);
    rules = List.copyOf(rules);
    groupBy = List.copyOf(groupBy);
    fields = List.copyOf(fields);
    aliases = Map.copyOf(aliases);
    dedupe = List.copyOf(dedupe);
    if (rules.isEmpty() || timespan.isNegative() || timespan.isZero()) {
      throw new IllegalArgumentException(
          "correlation %s: %d rules within %s (expected: at least one, a time span above 0)"
              .formatted(about.id(), rules.size(), timespan));
    }
  }

  /// Whether it fires when too little happens: an event count that none at all satisfies.
  public boolean isAbsence() {
    return kind == Kind.EVENT_COUNT && condition.holds(0);
  }

  /// Whether the field's values are ranked or added up, as numbers; else any text will do.
  public boolean isNumeric() {
    return kind.needsNumber() || condition.percentile().isPresent();
  }

  /// The name of a group's or value's field in the events of one of the rules.
  public String fieldOf(String name, String rule) {
    var alias = aliases.get(name);
    return alias == null ? name : alias.getOrDefault(rule, name);
  }

  /// What is computed over a group's matches.
  public enum Kind {
    EVENT_COUNT("event_count"),
    VALUE_COUNT("value_count"),
    VALUE_SUM("value_sum"),
    VALUE_AVG("value_avg"),
    VALUE_PERCENTILE("value_percentile"),
    VALUE_MEDIAN("value_median"),
    TEMPORAL("temporal"),
    TEMPORAL_ORDERED("temporal_ordered");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// As it stands in rule files.
    public String word() {
      return word;
    }

    /// Whether it needs a field to look at.
    boolean needsField() {
      return name().startsWith("VALUE_");
    }

    /// Whether its values are numbers.
    boolean needsNumber() {
      return needsField() && this != VALUE_COUNT && this != VALUE_PERCENTILE;
    }

    /// Whether it asks for different rules rather than for numbers.
    public boolean isTemporal() {
      return this == TEMPORAL || this == TEMPORAL_ORDERED;
    }
  }

  /// What must hold of a span.
  ///
  /// @param bounds all have to hold; none with a combination
  /// @param percentile of `value_percentile`, 0 to 100; empty when the newest value's share is
  ///   meant
  /// @param combination which rules have to have matched; of the temporal kinds only
  public record Condition(
      List<Bound> bounds, OptionalDouble percentile, Optional<Stated> combination) {
    public Condition {
      bounds = List.copyOf(bounds);
    }

    public Condition(List<Bound> bounds) {
      this(bounds, OptionalDouble.empty(), Optional.empty());
    }

    /// Whether every bound holds for this number.
    public boolean holds(double number) {
      for (int i = 0; i < bounds.size(); i++) {
        var bound = bounds.get(i);
        if (!bound.comparison().holds(number, bound.value())) {
          return false;
        }
      }
      return true;
    }
  }

  /// A combination as it was written.
  public record Stated(String text, Combination combination) {}

  /// One bound, as in `gte: 10`.
  public record Bound(Comparison comparison, double value) {}
}

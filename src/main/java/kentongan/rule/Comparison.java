package kentongan.rule;

import java.util.Locale;
import java.util.Optional;

/// How two numbers are compared.
public enum Comparison {
  LT,
  LTE,
  GT,
  GTE,
  EQ,
  NEQ;

  /// The comparison with this word, as in `gte`.
  static Optional<Comparison> of(String word) {
    for (var comparison : values()) {
      if (comparison.word().equals(word)) {
        return Optional.of(comparison);
      }
    }
    return Optional.empty();
  }

  /// As it stands in rule files.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether it holds between a number and a bound.
  public boolean holds(double number, double bound) {
    return switch (this) {
      case LT -> number < bound;
      case LTE -> number <= bound;
      case GT -> number > bound;
      case GTE -> number >= bound;
      case EQ -> number == bound;
      case NEQ -> number != bound;
    };
  }
}

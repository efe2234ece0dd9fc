package kentongan.detection;

import java.util.List;
import java.util.Random;
import kentongan.rule.Correlation;

/// Correlations by chance, read from YAML as any other.
final class RandomCorrelations {
  private static final List<String> NAMES = List.of("p0", "p1", "p2", "p3");

  private RandomCorrelations() {}

  /// @param monotone whether more matches can only make it hold more
  static Correlation correlation(Correlation.Kind kind, Random random, boolean monotone) {
    return Rules.read(yaml(kind, random, monotone)).correlations().getFirst();
  }

  /// A correlation `c` and the event rules `p0` … it looks at.
  static String yaml(Correlation.Kind kind, Random random, boolean monotone) {
    int parts = 1 + random.nextInt(4);
    var names = NAMES.subList(0, parts);
    var text =
        """
        title: C
        id: c
        correlation:
          type: %s
          rules: [%s]
          group-by: [g]
          timespan: %ds
          %s
        """
            .formatted(
                kind.word(),
                String.join(", ", names),
                1 + random.nextInt(12),
                condition(kind, names, random, monotone));
    var all = new StringBuilder(text);
    for (var name : names) {
      all.append(
          """
          ---
          title: %s
          id: %s
          logsource: {category: test}
          detection: {a: {parts: %s}, condition: a}
          """
              .formatted(name, name, name));
    }
    return all.toString();
  }

  private static String condition(
      Correlation.Kind kind, List<String> names, Random random, boolean monotone) {
    return switch (kind) {
      case EVENT_COUNT -> "condition: {" + bounds(random, 1, 6, monotone) + "}";
      case VALUE_COUNT -> "condition: {field: v, " + bounds(random, 1, 4, monotone) + "}";
      case VALUE_SUM -> "condition: {field: v, " + bounds(random, 0, 14, monotone) + "}";
      case VALUE_AVG, VALUE_MEDIAN ->
          "condition: {field: v, " + bounds(random, 0, 5, monotone) + "}";
      case VALUE_PERCENTILE ->
          random.nextBoolean()
              ? "condition: {field: v, " + bounds(random, 20, 100, monotone) + "}"
              : "condition: {field: v, percentile: %s, %s}"
                  .formatted(
                      List.of("0", "12.5", "25", "50", "75", "100").get(random.nextInt(6)),
                      bounds(random, 0, 5, monotone));
      case TEMPORAL, TEMPORAL_ORDERED ->
          switch (random.nextInt(3)) {
            case 0 -> "";
            case 1 -> "condition: {" + bounds(random, 1, names.size(), monotone) + "}";
            default -> "condition: " + words(kind, names, random, monotone);
          };
    };
  }

  private static String bounds(Random random, int from, int to, boolean monotone) {
    int number = from + random.nextInt(to - from + 1);
    if (monotone) {
      return (random.nextBoolean() ? "gte: " : "gt: ") + number;
    }
    return switch (random.nextInt(7)) {
      case 0 -> "gte: " + number;
      case 1 -> "gt: " + number;
      case 2 -> "lte: " + number;
      case 3 -> "lt: " + (number + 1);
      case 4 -> "eq: " + number;
      case 5 -> "neq: " + number;
      default -> "gte: %d, lte: %d, neq: %d".formatted(number, number + 2, number + 1);
    };
  }

  private static String words(
      Correlation.Kind kind, List<String> names, Random random, boolean monotone) {
    var words = tree(names, random, monotone, 2);
    boolean needsOne = kind == Correlation.Kind.TEMPORAL_ORDERED && !monotone;
    return needsOne ? names.getFirst() + " or (" + words + " and 1 of p*)" : words;
  }

  private static String tree(List<String> names, Random random, boolean monotone, int depth) {
    int shape = depth == 0 ? 0 : random.nextInt(monotone ? 4 : 5);
    return switch (shape) {
      case 1 ->
          "("
              + tree(names, random, monotone, depth - 1)
              + " and "
              + tree(names, random, monotone, depth - 1)
              + ")";
      case 2 ->
          "("
              + tree(names, random, monotone, depth - 1)
              + " or "
              + tree(names, random, monotone, depth - 1)
              + ")";
      case 3 -> random.nextBoolean() ? "all of them" : "1 of p*";
      case 4 -> "not " + tree(names, random, false, depth - 1);
      default -> names.get(random.nextInt(names.size()));
    };
  }
}

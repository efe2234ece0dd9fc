package kentongan.detection;

/// How much correlations may remember. What is beyond is forgotten, the oldest first, and counted.
///
/// @param groups of one correlation
/// @param inGroup matches of one group
/// @param matches of all correlations together; the one that holds the most forgets first
record Bounds(int groups, int inGroup, int matches) {
  /// A million groups, ten thousand matches in each, four million in all.
  static final Bounds DEFAULT = new Bounds(1_000_000, 10_000, 4_000_000);

  Bounds {
    if (groups < 1 || inGroup < 2 || matches < 2) {
      throw new IllegalArgumentException(
          "bounds: %d groups, %d in each, %d in all (expected: at least 1, 2, 2)"
              .formatted(groups, inGroup, matches));
    }
  }
}

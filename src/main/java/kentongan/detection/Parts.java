package kentongan.detection;

import java.util.Arrays;
import java.util.function.IntPredicate;
import kentongan.rule.Combination;
import kentongan.rule.Correlation;
import org.jspecify.annotations.Nullable;

/// How many of the rules have matched within the span; with a condition in words, 1 when it holds
/// and 0 when it does not.
final class Parts extends Measure {
  private final Matches matches;
  private final int parts;
  private final @Nullable Combination combination;
  private final IntPredicate seen = this::hasSeen;

  /// The group that is asked about.
  private int asked;

  private int[] seenTimes;
  private int[] different = new int[16];

  Parts(Correlation rule, Matches matches) {
    this.matches = matches;
    this.parts = rule.rules().size();
    this.combination =
        rule.condition().combination().map(Correlation.Stated::combination).orElse(null);
    this.seenTimes = new int[16 * parts];
  }

  @Override
  void open(int group, int most) {
    super.open(group, most);
    if (most > different.length) {
      different = Arrays.copyOf(different, most);
      seenTimes = Arrays.copyOf(seenTimes, most * parts);
    }
    different[group] = 0;
    Arrays.fill(seenTimes, group * parts, (group + 1) * parts, 0);
  }

  private boolean hasSeen(int part) {
    return seenTimes[asked * parts + part] > 0;
  }

  @Override
  void add(int group, int match) {
    if (seenTimes[group * parts + matches.part(match)]++ == 0) {
      different[group]++;
    }
  }

  @Override
  void remove(int group, int match) {
    if (--seenTimes[group * parts + matches.part(match)] == 0) {
      different[group]--;
    }
  }

  @Override
  double value(int group, int end, long after) {
    if (combination == null) {
      return different[group];
    }
    asked = group;
    return combination.holds(seen) ? 1 : 0;
  }
}

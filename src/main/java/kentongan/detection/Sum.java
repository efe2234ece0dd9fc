package kentongan.detection;

import java.util.Arrays;

/// The sum of numbers, or their mean. Whole numbers are added exactly; others with the error of
/// each addition kept (Neumaier), since adding and taking away again and again would pile it up.
final class Sum extends Measure {
  /// Ten thousand of these fit into a long.
  private static final double LARGEST_WHOLE = 1L << 48;

  private final boolean mean;
  private double[] numbers = new double[16];
  private long[] whole = new long[16];
  private int[] broken = new int[16];
  private double[] sums = new double[16];
  private double[] errors = new double[16];

  /// @param mean whether the mean is wanted
  Sum(boolean mean) {
    this.mean = mean;
  }

  @Override
  void open(int group, int most) {
    super.open(group, most);
    if (most > whole.length) {
      whole = Arrays.copyOf(whole, most);
      broken = Arrays.copyOf(broken, most);
      sums = Arrays.copyOf(sums, most);
      errors = Arrays.copyOf(errors, most);
    }
    whole[group] = 0;
    broken[group] = 0;
    sums[group] = 0;
    errors[group] = 0;
  }

  @Override
  void keep(int match, Value value) {
    if (match >= numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(match + 1, numbers.length * 2));
    }
    numbers[match] = value.number();
  }

  @Override
  void add(int group, int match) {
    change(group, numbers[match], 1);
  }

  @Override
  void remove(int group, int match) {
    change(group, numbers[match], -1);
  }

  private void change(int group, double number, int sign) {
    if (number == Math.rint(number) && Math.abs(number) <= LARGEST_WHOLE) {
      whole[group] += sign * (long) number;
      return;
    }
    broken[group] += sign;
    if (broken[group] == 0) {
      sums[group] = 0;
      errors[group] = 0;
      return;
    }
    double before = sums[group];
    double more = sign * number;
    double after = before + more;
    errors[group] +=
        Math.abs(before) >= Math.abs(more) ? before - after + more : more - after + before;
    sums[group] = after;
  }

  @Override
  double value(int group, int end, long after) {
    double sum = whole[group] + (sums[group] + errors[group]);
    return mean ? sum / count(group) : sum;
  }
}

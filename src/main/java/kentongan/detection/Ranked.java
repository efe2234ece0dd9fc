package kentongan.detection;

import java.util.Arrays;

/// A percentile of numbers, between the two nearest ranks in proportion: 50 is the median. The
/// numbers of a span are kept sorted in an array; below ten thousand, moving a part of it is
/// cheaper than any tree.
final class Ranked extends Measure {
  private static final double[] CLOSED = {};

  private final double percentile;
  private double[] numbers = new double[16];
  private double[][] sorted = new double[16][];

  Ranked(double percentile) {
    this.percentile = percentile;
  }

  @Override
  void open(int group, int most) {
    super.open(group, most);
    if (most > sorted.length) {
      sorted = Arrays.copyOf(sorted, most);
    }
    sorted[group] = new double[4];
  }

  @Override
  void close(int group) {
    sorted[group] = CLOSED;
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
    int size = count(group) - 1;
    var row = sorted[group];
    if (size == row.length) {
      row = Arrays.copyOf(row, size * 2);
      sorted[group] = row;
    }
    int at = Arrays.binarySearch(row, 0, size, numbers[match]);
    at = at < 0 ? -at - 1 : at;
    System.arraycopy(row, at, row, at + 1, size - at);
    row[at] = numbers[match];
  }

  @Override
  void remove(int group, int match) {
    int size = count(group) + 1;
    var row = sorted[group];
    int at = Arrays.binarySearch(row, 0, size, numbers[match]);
    System.arraycopy(row, at + 1, row, at, size - at - 1);
  }

  @Override
  double value(int group, int end, long after) {
    return of(sorted[group], count(group), percentile);
  }

  /// A percentile of the first numbers of a sorted array.
  static double of(double[] sorted, int size, double percentile) {
    double rank = percentile / 100 * (size - 1);
    int below = (int) rank;
    double part = rank - below;
    return part == 0 ? sorted[below] : sorted[below] * (1 - part) + sorted[below + 1] * part;
  }
}

package kentongan.probe;

import java.util.Locale;

/// What is usual at one hour of the day: a mean and a variance that follow slowly.
///
/// @param count of samples so far, at most 1,000
record Normal(int count, double mean, double variance) {
  static final Normal NONE = new Normal(0, 0, 0);
  private static final int LEAST = 30;
  private static final double SLOWEST = 0.02;

  /// With one sample more.
  Normal with(double value) {
    var pace = Math.max(SLOWEST, 1.0 / (count + 1));
    var off = value - mean;
    return new Normal(
        Math.min(1000, count + 1), mean + pace * off, (1 - pace) * (variance + pace * off * off));
  }

  boolean isKnown() {
    return count >= LEAST;
  }

  /// `high` above, `low` below what is usual, else empty: four deviations off, and three times as
  /// much or a third.
  String judged(double value) {
    if (!isKnown()) {
      return "";
    }
    var width = 4 * Math.sqrt(variance);
    if (value > mean + width && value > 3 * mean) {
      return "high";
    }
    return value < mean - width && value < mean / 3 ? "low" : "";
  }

  static Normal parse(String text) {
    var parts = text.split(" ");
    try {
      return parts.length == 3
          ? new Normal(
              Integer.parseInt(parts[0]),
              Double.parseDouble(parts[1]),
              Double.parseDouble(parts[2]))
          : NONE;
    } catch (NumberFormatException _) {
      return NONE;
    }
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d %.3f %.3f", count, mean, variance);
  }
}

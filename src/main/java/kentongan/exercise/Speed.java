package kentongan.exercise;

/// How many times faster than real time an exercise's clock runs.
///
/// @param times 1 to 60; at 60 half an hour takes half a minute
public record Speed(int times) {
  /// As fast as time itself.
  public static final Speed REAL = new Speed(1);

  public Speed {
    if (times < 1 || times > 60) {
      throw new IllegalArgumentException("speed: %d (expected: 1 to 60)".formatted(times));
    }
  }

  @Override
  public String toString() {
    return "×" + times;
  }
}

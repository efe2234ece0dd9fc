package kentongan.exercise;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/// The name of one exercise; also the name of its world's directory, so nothing in it can lead out
/// of the directory of all exercises.
///
/// @param value 1 to 40 of `a-z 0-9 -`, beginning with a letter, as in `latihan-20261121-021407`
public record ExerciseId(String value) implements Comparable<ExerciseId> {
  private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

  public ExerciseId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "exercise: '%s' (expected: 1 to 40 of a-z 0-9 -, beginning with a letter)"
              .formatted(value));
    }
  }

  /// A name made of the instant and a number that keeps two of one second apart.
  ///
  /// @param nth 1 for the first of that second
  public static ExerciseId at(Instant now, int nth) {
    var stamp = "latihan-" + STAMP.format(now);
    return new ExerciseId(nth == 1 ? stamp : stamp + "-" + nth);
  }

  @Override
  public int compareTo(ExerciseId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

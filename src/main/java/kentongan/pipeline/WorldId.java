package kentongan.pipeline;

import java.util.regex.Pattern;

/// The name of a world: `live`, or an exercise's. It is also the name of the world's folder.
///
/// @param name 1 to 40 of `a-z 0-9 -`, beginning with a letter
public record WorldId(String name) {
  private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  /// The one world that is not an exercise.
  public static final WorldId LIVE = new WorldId("live");

  public WorldId {
    if (!SHAPE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "world: '%s' (expected: 1 to 40 of a-z 0-9 -, beginning with a letter)".formatted(name));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}

package kentongan.exercise;

import java.util.regex.Pattern;

/// The short names within a scenario.
final class Names {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

  private Names() {}

  static String check(String what, String name) {
    if (!SHAPE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "%s: '%s' (expected: 1 to 64 of a-z 0-9 . -)".formatted(what, name));
    }
    return name;
  }
}

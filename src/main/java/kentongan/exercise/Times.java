package kentongan.exercise;

import java.time.Duration;
import java.util.regex.Pattern;

/// Stretches of time as scenarios and scripts write them.
final class Times {
  private static final Pattern UNITS = Pattern.compile("([0-9]{1,6})(s|m|h)");
  private static final Pattern CLOCK = Pattern.compile("([0-9]{2}):([0-5][0-9]):([0-5][0-9])");

  private Times() {}

  /// `90s`, `15m`, `2h`, or `00:03:00`.
  static Duration span(String text) {
    var clock = CLOCK.matcher(text);
    if (clock.matches()) {
      return Duration.ofHours(Long.parseLong(clock.group(1)))
          .plusMinutes(Long.parseLong(clock.group(2)))
          .plusSeconds(Long.parseLong(clock.group(3)));
    }
    var units = UNITS.matcher(text);
    if (!units.matches()) {
      throw new IllegalArgumentException(
          "'%s' (expected: as in 90s, 15m, 2h or 00:03:00)".formatted(text));
    }
    var count = Long.parseLong(units.group(1));
    return switch (units.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }
}

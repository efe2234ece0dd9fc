package kentongan.incident;

import java.util.regex.Pattern;

/// The number of an incident, to be said on the phone and written in letters.
///
/// @param year the year it was opened in, Jakarta's time
/// @param sequence 1, 2, 3 … within the year
public record IncidentId(int year, int sequence) implements Comparable<IncidentId> {
  private static final Pattern SHAPE = Pattern.compile("INC-([0-9]{4})-([0-9]{6})");

  public IncidentId {
    if (year < 2000 || year > 9999 || sequence < 1 || sequence > 999_999) {
      throw new IllegalArgumentException(
          "incident: year %d, sequence %d (expected: 2000 to 9999 and 1 to 999999)"
              .formatted(year, sequence));
    }
  }

  /// Reads what [#toString()] wrote.
  ///
  /// @param text as in `INC-2026-000123`
  public static IncidentId parse(String text) {
    var parts = SHAPE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "incident: '%s' (expected: a number such as INC-2026-000123)".formatted(text));
    }
    return new IncidentId(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
  }

  /// The number as people read it.
  public String number() {
    return "INC-%04d-%06d".formatted(year, sequence);
  }

  @Override
  public int compareTo(IncidentId other) {
    return number().compareTo(other.number());
  }

  @Override
  public String toString() {
    return number();
  }
}

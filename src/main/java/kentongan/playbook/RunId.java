package kentongan.playbook;

import kentongan.incident.IncidentId;

/// The identity of a walk: which incident's, and the how-manieth it is.
///
/// @param number 1, 2, 3 … within the incident
public record RunId(IncidentId incident, int number) {
  public RunId {
    if (number < 1 || number > 999) {
      throw new IllegalArgumentException("run: %d (expected: 1 to 999)".formatted(number));
    }
  }

  /// Reads what [#toString()] wrote.
  ///
  /// @param text as in `INC-2026-000123-R1`
  public static RunId parse(String text) {
    var at = text.lastIndexOf("-R");
    if (at < 0 || !text.substring(at + 2).matches("[1-9][0-9]{0,2}")) {
      throw new IllegalArgumentException(
          "run: '%s' (expected: as in INC-2026-000123-R1)".formatted(text));
    }
    return new RunId(
        IncidentId.parse(text.substring(0, at)), Integer.parseInt(text.substring(at + 2)));
  }

  @Override
  public String toString() {
    return incident + "-R" + number;
  }
}

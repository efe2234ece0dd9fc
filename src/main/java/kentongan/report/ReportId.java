package kentongan.report;

import java.util.regex.Pattern;
import kentongan.incident.IncidentId;

/// The identity of a report: the incident's number and which report about it.
///
/// @param text as in `INC-2026-000123-L1`
public record ReportId(String text) implements Comparable<ReportId> {
  private static final Pattern SHAPE = Pattern.compile("INC-[0-9]{4}-[0-9]{6}-L[1-9][0-9]?");

  public ReportId {
    if (!SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "report: '%s' (expected: as in INC-2026-000123-L1)".formatted(text));
    }
  }

  /// The nth report about an incident.
  public static ReportId of(IncidentId incident, int nth) {
    return new ReportId("%s-L%d".formatted(incident, nth));
  }

  /// The incident it reports.
  public IncidentId incident() {
    return IncidentId.parse(text.substring(0, text.lastIndexOf("-L")));
  }

  @Override
  public int compareTo(ReportId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}

package kentongan.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import kentongan.incident.IncidentId;
import kentongan.incident.Tlp;

/// What an incident's record says that a report needs: the input of prefilling. Texts may come from
/// logs and pages.
///
/// @param incident its number
/// @param exercise whether it happened in an exercise (RSIT class `test`)
/// @param title one sentence
/// @param category the agency's word for the kind, in Indonesian
/// @param rsit class and type, as in `availability/outage`
/// @param severity the risk in Indonesian, as in "Tinggi"
/// @param discovery how it was found, in Indonesian: own detection, a complaint, a warning
/// @param discoveredAt when it was found
/// @param tlp who may be told
/// @param office the office's own name
/// @param zone the office's time zone
/// @param zoneName WIB, WITA or WIT
/// @param assets the names of the systems concerned, with their addresses
/// @param contact who reports, when somebody is in charge
/// @param timeline what happened when, in any order
/// @param impact what is known of the impact, empty when nobody wrote it yet
/// @param indicators addresses, hashes and the like, as found
/// @param actions what was done so far
public record CaseFile(
    IncidentId incident,
    boolean exercise,
    String title,
    String category,
    String rsit,
    String severity,
    String discovery,
    Instant discoveredAt,
    Tlp tlp,
    String office,
    ZoneId zone,
    String zoneName,
    List<String> assets,
    Optional<Contact> contact,
    List<Moment> timeline,
    String impact,
    List<String> indicators,
    List<String> actions) {
  public CaseFile {
    assets = List.copyOf(assets);
    timeline = List.copyOf(timeline);
    indicators = List.copyOf(indicators);
    actions = List.copyOf(actions);
  }

  /// Who reports.
  ///
  /// @param phone empty when not known
  public record Contact(String name, String title, String email, String phone) {}

  /// One moment of the time line.
  public record Moment(Instant at, String text) {}
}

package kentongan.incident;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import kentongan.asset.AssetId;
import kentongan.office.Actor;
import kentongan.office.OfficeId;

/// Everything a new incident begins with, but its number.
///
/// @param by who opens it
/// @param happenedAt when the trouble happened, as far as known
/// @param discoveredAt when it was found: the agency's 24 hours start here
/// @param why the reason it is opened
public record Opening(
    Actor by,
    OfficeId office,
    Set<AssetId> assets,
    String title,
    Category category,
    Severity severity,
    Discovery discovery,
    Instant happenedAt,
    Instant discoveredAt,
    Optional<String> dedupeKey,
    Optional<String> playbook,
    String why) {
  public Opening {
    assets = Set.copyOf(assets);
    title = Bounds.text("title", title, Bounds.TITLE);
  }

  /// An incident that a person opens.
  public static Opening byPerson(
      Actor by, OfficeId office, String title, Category category, Severity severity, Instant now) {
    return new Opening(
        by,
        office,
        Set.of(),
        title,
        category,
        severity,
        Discovery.COMPLAINT,
        now,
        now,
        Optional.empty(),
        Optional.empty(),
        "opened by " + by);
  }

  /// The first fact of the incident with this number. Until somebody decides otherwise it is
  /// `TLP:AMBER` and not about a vital system (no application was designated one so far).
  public Fact.Opened as(IncidentId id, Instant now) {
    return new Fact.Opened(
        new Stamp(by, happenedAt, now),
        id,
        office,
        assets,
        title,
        category,
        severity,
        Tlp.AMBER,
        discovery,
        discoveredAt,
        false,
        dedupeKey,
        playbook,
        why);
  }
}

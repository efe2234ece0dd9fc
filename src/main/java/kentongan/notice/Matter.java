package kentongan.notice;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import kentongan.incident.IncidentId;

/// What a notice is about, as facts; the words around them are added when it is sent. Nothing in it
/// is trusted: it is bounded here and escaped where it is written.
///
/// @param incident which incident
/// @param what what is wrong, in one sentence
/// @param severity how bad, as people say it
/// @param office the office's own name, as in "Bawaslu Kabupaten Badung"
/// @param asset the site or application concerned, when there is one
/// @param since when it began or was first seen
/// @param zone the office's time zone
/// @param zoneName what people call that zone: WIB, WITA, WIT
/// @param step what to do first, when a playbook says so
/// @param deadline by when the agency must know, when it must
/// @param exercise whether all of this happens in an exercise
public record Matter(
    IncidentId incident,
    Words what,
    Words severity,
    String office,
    Optional<String> asset,
    Instant since,
    ZoneId zone,
    String zoneName,
    Optional<Words> step,
    Optional<Instant> deadline,
    boolean exercise) {
  public Matter {
    office = Words.bounded(office);
    asset = asset.map(Words::bounded);
    zoneName = Words.bounded(zoneName);
  }
}

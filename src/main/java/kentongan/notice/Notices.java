package kentongan.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kentongan.incident.IncidentId;

/// All notices, sent and unsent, and who acknowledged.
public interface Notices {
  /// The notices about an incident, in the order they were decided.
  List<Notice> of(IncidentId incident);

  /// The notice whose link carried this token.
  Optional<Notice> with(AckToken token);

  /// Acknowledges a notice, and drops those about the same incident that have not left.
  ///
  /// @return false when this notice was acknowledged before; nothing changes then
  boolean acknowledge(NoticeId id, Instant at);

  /// Drops all notices about an incident that have not left: somebody acknowledged on a page.
  ///
  /// @return how many
  int withdraw(IncidentId incident, String why, Instant at);
}

package kentongan.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A clock that runs on an incident: start, limit, and the reason for it.
public record Deadline(Instant startsAt, Duration limit, Basis basis) {
  /// How long the agency gives, and how long we give ourselves.
  public static final Duration REPORT = Duration.ofHours(24);

  /// Why there is a limit.
  public enum Basis {
    /// BSSN Reg. 1/2024 article 15(5): vital systems (IIV), within 1 x 24 hours of finding it.
    LAW_ARTICLE_15,
    /// Our own aim (target internal): no law read so far names a limit.
    INTERNAL_TARGET
  }

  /// By when the agency has to know.
  ///
  /// @return empty below high severity: there the report is offered, not demanded
  public static Optional<Deadline> ofReport(Incident incident) {
    if (!incident.severity().isDutyToReport()) {
      return Optional.empty();
    }
    var basis = incident.isVital() ? Basis.LAW_ARTICLE_15 : Basis.INTERNAL_TARGET;
    return Optional.of(new Deadline(incident.discoveredAt(), REPORT, basis));
  }

  /// The last moment that is still in time.
  public Instant dueAt() {
    return startsAt.plus(limit);
  }

  /// How long there still is; negative when it is over.
  public Duration remaining(Instant now) {
    return Duration.between(now, dueAt());
  }

  /// Whether it is over.
  public boolean isOver(Instant now) {
    return now.isAfter(dueAt());
  }
}

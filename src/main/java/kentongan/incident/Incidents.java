package kentongan.incident;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import kentongan.office.OfficeId;

/// All incidents of a world: their facts, and what the facts have made of them. Writes belong into
/// the caller's transaction.
public interface Incidents {
  /// The next free number of a year. A number that is not used is lost with its transaction only.
  IncidentId next(int year);

  /// Appends facts to an incident, or begins it with `Opened`.
  ///
  /// @param expectedVersion the version the facts were decided on; 0 for a new incident
  Appended append(IncidentId id, int expectedVersion, List<Fact> facts);

  /// The incident with this number.
  Optional<Incident> find(IncidentId id);

  /// The incidents of these offices, newest first.
  ///
  /// @param most at least 1
  List<Incident> list(Which which, Set<OfficeId> offices, int most);

  /// The open incidents of one trouble, oldest first; in practice none or one.
  List<Incident> openWith(String dedupeKey);

  /// The facts of one incident in the order of writing down; empty when there is none.
  List<Fact> facts(IncidentId id);

  /// Which incidents to list.
  enum Which {
    OPEN,
    CLOSED,
    ALL
  }

  /// What became of an append.
  sealed interface Appended {
    /// The facts are there; so is the incident they make.
    record Done(Incident incident) implements Appended {}

    /// Somebody else was quicker: nothing was stored. Load again and decide again.
    ///
    /// @param version the version that is there
    record Stale(int version) implements Appended {}
  }
}

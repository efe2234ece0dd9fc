package kentongan.playbook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kentongan.incident.IncidentId;

/// All walks of a world, and the playbook versions they are pinned to. Writes belong into the
/// caller's transaction.
public interface Runs {
  /// Keeps this version of a playbook, for the walks that are pinned to it. Once is enough.
  void pin(Playbook playbook);

  /// The version a walk is pinned to, whatever became of its file since.
  Optional<Playbook> pinned(String playbook, Instant version);

  /// Appends facts to a walk, or begins it with `Started`.
  ///
  /// @param expectedVersion the version the facts were decided on; 0 for a new walk
  Appended append(RunId id, int expectedVersion, List<RunFact> facts);

  /// The walk with this id.
  Optional<Run> find(RunId id);

  /// The walks of one incident, oldest first.
  List<Run> of(IncidentId incident);

  /// The facts of one walk in the order of writing down; empty when there is none.
  List<RunFact> facts(RunId id);

  /// What became of an append.
  sealed interface Appended {
    /// The facts are there; so is the walk they make.
    record Done(Run run) implements Appended {}

    /// Somebody else was quicker: nothing was stored. Load again and decide again.
    ///
    /// @param version the version that is there
    record Stale(int version) implements Appended {}
  }
}

package kentongan.playbook;

import java.time.Instant;
import java.util.Optional;
import kentongan.incident.Stamp;

/// Something that is so, about one walk. Each fact that moves it says where to, so that a walk can
/// be told from its facts alone.
public sealed interface RunFact {
  /// Who, and both clocks.
  Stamp stamp();

  /// The walk began.
  ///
  /// @param name the playbook's short name
  /// @param playbook its identifier
  /// @param version its version, pinned to this walk
  record Started(Stamp stamp, RunId id, String name, String playbook, Instant version, Position now)
      implements RunFact {}

  /// A step was done.
  ///
  /// @param answer for a question only
  record StepCompleted(
      Stamp stamp, String step, Optional<Boolean> answer, String note, Position now)
      implements RunFact {}

  /// A step was left out.
  record StepSkipped(Stamp stamp, String step, String reason, Position now) implements RunFact {}

  /// A step is to be done once more.
  record StepReopened(Stamp stamp, String step, String why, Position now) implements RunFact {}

  /// Somebody wrote something down about a step.
  record StepNoted(Stamp stamp, String step, String text) implements RunFact {}

  /// The walk came to its end.
  record Finished(Stamp stamp) implements RunFact {}
}

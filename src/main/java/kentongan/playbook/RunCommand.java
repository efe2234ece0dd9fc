package kentongan.playbook;

import java.time.Instant;
import java.util.Optional;
import kentongan.office.Actor;

/// What somebody wants done with a walk. [Run#decide] answers with facts or a refusal.
public sealed interface RunCommand {
  /// Who wants it.
  Actor by();

  /// The step it is about.
  String step();

  /// Say that the waiting step is done.
  ///
  /// @param answer needed for a question, not taken elsewhere
  /// @param note may be empty
  /// @param happenedAt when it was done, which may be earlier than now
  record CompleteStep(
      Actor by, String step, Optional<Boolean> answer, String note, Instant happenedAt)
      implements RunCommand {}

  /// Leave the waiting step out.
  record SkipStep(Actor by, String step, String reason) implements RunCommand {}

  /// Do a step once more.
  record Reopen(Actor by, String step, String why) implements RunCommand {}

  /// Write something down about a step.
  record AddNote(Actor by, String step, String text) implements RunCommand {}
}

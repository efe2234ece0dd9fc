package kentongan.playbook;

import java.util.List;

/// The answer to a command.
public sealed interface RunDecision {
  /// It is done: these facts are to be appended. None means that it was so already.
  record Accepted(List<RunFact> facts) implements RunDecision {
    public Accepted {
      facts = List.copyOf(facts);
    }
  }

  /// It is not done.
  record Refused(Reason reason, String why) implements RunDecision {}

  /// The rules a command can break.
  enum Reason {
    /// This step is not the one that waits: somebody else was quicker, or it was never reached.
    NOT_WAITING,
    /// A question needs yes or no, and nothing else takes an answer.
    ANSWER,
    /// The playbook has no such step.
    UNKNOWN_STEP,
    /// The playbook has steps that this version does not walk.
    NOT_WALKABLE,
    /// A text is missing, too long, or lies in the future.
    INPUT
  }
}

package kentongan.incident;

import java.util.List;

/// The answer to a command.
public sealed interface Decision {
  /// It is done: these facts are to be appended. None means that it was so already.
  record Accepted(List<Fact> facts) implements Decision {
    public Accepted {
      facts = List.copyOf(facts);
    }
  }

  /// It is not done.
  ///
  /// @param reason which rule it would break; screens have words for each
  /// @param why the same in one plain sentence, with what was given
  record Refused(Reason reason, String why) implements Decision {}

  /// The rules a command can break.
  enum Reason {
    /// It is sealed and takes amendments only.
    SEALED,
    /// It is not sealed: a note is the way.
    NOT_SEALED,
    /// Nobody is in charge yet.
    NOBODY_IN_CHARGE,
    /// The status does not lead there.
    STATUS,
    /// The report is not that far.
    REPORT,
    /// A text is missing, too long, or lies in the future.
    INPUT
  }
}

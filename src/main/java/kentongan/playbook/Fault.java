package kentongan.playbook;

import java.util.Optional;

/// Something that is wrong with a playbook file.
///
/// @param kind which check found it
/// @param line where, from 1; empty when not known
/// @param step the name and identifier of the step it is about; empty when it is about the whole
/// @param what the fault in one sentence
public record Fault(Kind kind, Optional<Integer> line, Optional<String> step, String what) {
  /// Which check found it.
  public enum Kind {
    /// Not readable as YAML or JSON, or too large.
    TEXT,
    /// Not as the published CACAO schema wants it.
    SCHEMA,
    /// It passes the schema and still cannot be walked.
    MEANING
  }

  static Fault text(int line, String what) {
    return new Fault(
        Kind.TEXT, line > 0 ? Optional.of(line) : Optional.empty(), Optional.empty(), what);
  }
}

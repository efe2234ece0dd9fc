package kentongan.ledger;

import java.util.List;

/// What checking an exported ledger found.
///
/// @param entries how many entries were read
/// @param faults what is wrong, in the order of the file; at most 100 are named
public record Verification(long entries, List<Fault> faults) {
  public Verification {
    faults = List.copyOf(faults);
  }

  /// Whether nothing is wrong.
  public boolean isSound() {
    return faults.isEmpty();
  }

  /// Something that is wrong.
  ///
  /// @param line where in the file, from 1
  public record Fault(Kind kind, long line, String what) {}

  /// The ways a ledger can be tampered with.
  public enum Kind {
    /// An entry is not what was written.
    EDITED,
    /// An entry is missing between others.
    REMOVED,
    /// Entries stand in another order.
    REORDERED,
    /// Entries at the end are missing, or the signed head is.
    TRUNCATED,
    /// An entry, or a line, was put in.
    ADDED,
    /// The signed head is not readable, or not signed by the expected key.
    HEAD
  }
}

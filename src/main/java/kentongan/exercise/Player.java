package kentongan.exercise;

import java.util.Set;
import kentongan.office.OfficeId;
import kentongan.office.Role;

/// A part that a person plays in a scenario.
///
/// @param id its short name in the scenario's files, as in `petugas`
/// @param title what people call it
/// @param office where the part belongs
/// @param place on that office's roster
/// @param may what it may do there and below
public record Player(String id, Phrase title, OfficeId office, Place place, Set<Role> may) {
  public Player {
    Names.check("player", id);
    may = Set.copyOf(may);
  }

  /// Where on the roster a part stands.
  public enum Place {
    /// Is called first.
    ON_DUTY,
    /// Is called when the first does not answer.
    DEPUTY,
    /// Is not called.
    NONE
  }
}

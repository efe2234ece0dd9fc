package kentongan.playbook;

import java.util.List;
import java.util.Optional;

/// What checking one playbook file found.
///
/// @param file as it was given
/// @param id its CACAO identifier, if it could be read
/// @param title its name, if it could be read
/// @param faults what is wrong, in the order of the checks; at most [#MOST]
/// @param warnings what is odd and does no harm
/// @param playbook the playbook, when nothing is wrong
public record Check(
    String file,
    Optional<String> id,
    Optional<String> title,
    List<Fault> faults,
    List<Fault> warnings,
    Optional<Playbook> playbook) {
  /// How many faults are named.
  public static final int MOST = 50;

  public Check {
    faults = faults.stream().limit(MOST).toList();
    warnings = warnings.stream().limit(MOST).toList();
  }

  /// Whether nothing is wrong.
  public boolean isOk() {
    return faults.isEmpty();
  }

  /// Whether a check of this kind found something.
  public boolean has(Fault.Kind kind) {
    return faults.stream().anyMatch(fault -> fault.kind() == kind);
  }
}

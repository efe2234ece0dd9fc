package kentongan.playbook;

import java.util.List;
import java.util.Optional;

/// Where a walk stands.
///
/// @param current the steps that wait for a person: one, or none when it is over. More than one
///   becomes possible with parallel steps
/// @param returns where the branches lead on that were gone into, innermost last
public record Position(List<String> current, List<String> returns) {
  /// The walk is over.
  public static final Position OVER = new Position(List.of(), List.of());

  public Position {
    current = List.copyOf(current);
    returns = List.copyOf(returns);
  }

  /// The step that waits, if any.
  public Optional<String> step() {
    return current.stream().findFirst();
  }

  /// Whether the walk is over.
  public boolean isOver() {
    return current.isEmpty();
  }
}

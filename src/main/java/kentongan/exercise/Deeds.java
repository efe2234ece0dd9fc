package kentongan.exercise;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kentongan.incident.Fact;

/// What really happened in an exercise's world: the facts of its incidents, and which reports lie
/// at the exercise's own desk. The list of injects is not among it: what was planned proves
/// nothing.
///
/// @param began when the exercise began, by its own clock
/// @param cases the facts of each incident, in the order of writing down
/// @param fired when each inject was fired, by its short name; times only run from there
/// @param kept the ids of the reports at the exercise's desk
public record Deeds(
    Instant began, List<List<Fact>> cases, Map<String, Instant> fired, Set<String> kept) {
  public Deeds {
    cases = cases.stream().map(List::copyOf).toList();
    fired = Map.copyOf(fired);
    kept = Set.copyOf(kept);
  }

  /// Before anything happened.
  public static Deeds none(Instant began) {
    return new Deeds(began, List.of(), Map.of(), Set.of());
  }
}

package kentongan.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// The worlds that are open now: the live one, and those of exercises.
public final class Worlds {
  private final Pipeline live;
  private final ConcurrentSkipListMap<String, Pipeline> exercises = new ConcurrentSkipListMap<>();

  /// @throws IllegalArgumentException when it is an exercise's
  public Worlds(Pipeline live) {
    if (live.world().isExercise() || !live.world().id().equals(WorldId.LIVE)) {
      throw new IllegalArgumentException(
          "world %s: an exercise's (expected: the live world)".formatted(live.world().id()));
    }
    this.live = live;
  }

  /// The one world that is not an exercise.
  public Pipeline live() {
    return live;
  }

  /// An exercise's world came into being.
  ///
  /// @throws IllegalArgumentException when it is no exercise's, or its name is taken
  public void open(Pipeline exercise) {
    var world = exercise.world();
    if (!world.isExercise() || world.id().equals(WorldId.LIVE)) {
      throw new IllegalArgumentException(
          "world %s: not an exercise's (expected: an exercise's)".formatted(world.id()));
    }
    if (exercises.putIfAbsent(world.id().name(), exercise) != null) {
      throw new IllegalArgumentException(
          "world %s: open already (expected: another name)".formatted(world.id()));
    }
  }

  /// An exercise's world is gone; closing it is the caller's part.
  public void forget(WorldId id) {
    exercises.remove(id.name());
  }

  /// The exercise's world with this name; never the live one.
  public Optional<Pipeline> exercise(WorldId id) {
    return Optional.ofNullable(exercises.get(id.name()));
  }

  /// The exercises' worlds by name.
  public List<Pipeline> exercises() {
    return List.copyOf(exercises.values());
  }
}

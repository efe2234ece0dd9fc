package kentongan.exercise;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import kentongan.asset.Asset;

/// A written drill: who plays what, what happens when, and what people are expected to do.
///
/// @param id its short name, as in `situs-terganggu`
/// @param briefing what participants are told before it begins
/// @param lasts when it ends by itself, in the exercise's time
/// @param speed how fast it runs unless the controller says otherwise
/// @param assets what the exercise's world has in its inventory
/// @param stations the agents that its telemetry comes from
public record Scenario(
    String id,
    Phrase title,
    Phrase briefing,
    Duration lasts,
    Speed speed,
    List<Asset> assets,
    List<Station> stations,
    List<Player> players,
    List<Inject> injects,
    List<Expectation> expectations) {
  /// The longest exercise.
  public static final Duration LONGEST = Duration.ofHours(12);

  public Scenario {
    Names.check("scenario", id);
    if (lasts.isNegative() || lasts.isZero() || lasts.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "scenario %s: lasts %s (expected: at most %s)".formatted(id, lasts, LONGEST));
    }
    assets = List.copyOf(assets);
    stations = List.copyOf(stations);
    players = List.copyOf(players);
    injects = List.copyOf(injects);
    expectations = List.copyOf(expectations);
  }

  /// The player with this name.
  public Optional<Player> player(String name) {
    return players.stream().filter(p -> p.id().equals(name)).findFirst();
  }

  /// The inject with this name.
  public Optional<Inject> inject(String name) {
    return injects.stream().filter(i -> i.id().equals(name)).findFirst();
  }
}

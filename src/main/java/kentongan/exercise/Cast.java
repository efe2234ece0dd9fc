package kentongan.exercise;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kentongan.office.PersonId;

/// Who plays what.
///
/// @param parts the person of each player, by the player's short name
public record Cast(Map<String, PersonId> parts) {
  public Cast {
    parts = Collections.unmodifiableMap(new TreeMap<>(parts));
  }

  /// The person who plays this.
  public Optional<PersonId> of(String player) {
    return Optional.ofNullable(parts.get(player));
  }

  /// Whether a person plays anything.
  public boolean has(PersonId person) {
    return parts.containsValue(person);
  }

  /// What keeps a scenario from beginning with this cast; empty when nothing does.
  public List<String> faults(Scenario scenario) {
    var faults = new ArrayList<String>();
    for (var player : scenario.players()) {
      if (!parts.containsKey(player.id())) {
        faults.add("player %s: nobody plays it (expected: a person)".formatted(player.id()));
      }
    }
    for (var part : parts.keySet()) {
      if (scenario.player(part).isEmpty()) {
        faults.add("player %s: not in scenario %s".formatted(part, scenario.id()));
      }
    }
    if (parts.values().stream().distinct().count() < parts.size()) {
      faults.add("cast: one person plays two parts (expected: one part each)");
    }
    return faults;
  }
}

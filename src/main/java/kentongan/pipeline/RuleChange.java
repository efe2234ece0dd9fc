package kentongan.pipeline;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import kentongan.office.Actor;

/// Other rules came into force.
///
/// @param version of the set since then
/// @param by who wanted it; the program when files had changed
/// @param why in the words of who wanted it
/// @param counts what it did
/// @param hashes of every rule of the set, by id; empty on changes that were followed by another
public record RuleChange(
    String version, Instant at, Actor by, String why, Counts counts, Map<String, String> hashes) {
  public RuleChange {
    hashes = Map.copyOf(hashes);
  }

  /// The version as people compare it.
  public String shortVersion() {
    return version.substring(0, 12);
  }

  /// The change from one set to another.
  ///
  /// @param before what was in force; empty at the very first start
  static RuleChange to(
      RuleBook book, Optional<RuleChange> before, Instant at, Actor by, String why) {
    var now = new HashMap<String, String>();
    book.leaves().forEach((id, leaf) -> now.put(id, leaf.hash()));
    var then = before.map(RuleChange::hashes).orElse(Map.of());
    return new RuleChange(book.version(), at, by, why, counts(then, now), now);
  }

  private static Counts counts(Map<String, String> then, Map<String, String> now) {
    var added = new HashSet<>(now.keySet());
    added.removeAll(then.keySet());
    var removed = new HashSet<>(then.keySet());
    removed.removeAll(now.keySet());
    var changed =
        now.entrySet().stream()
            .filter(e -> then.containsKey(e.getKey()))
            .filter(e -> !e.getValue().equals(then.get(e.getKey())))
            .count();
    return new Counts(now.size(), added.size(), (int) changed, removed.size());
  }

  /// How many rules there are, and how many of them are new, other and gone.
  public record Counts(int rules, int added, int changed, int removed) {}
}

package kentongan.pipeline;

import java.util.List;
import java.util.Locale;
import kentongan.incident.Fact;
import kentongan.incident.Incident;
import kentongan.incident.IncidentId;
import kentongan.incident.Incidents.Appended;
import kentongan.ledger.Act;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes facts down: on the incident and, one entry each, in the ledger. Always within a
/// transaction of the desk.
final class Recording {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final World world;

  Recording(World world) {
    this.world = world;
  }

  /// Begins an incident with its first facts.
  Incident begin(IncidentId id, List<Fact> facts) {
    return append(id, 0, facts);
  }

  /// Adds facts to an incident that was loaded in this transaction.
  Incident add(Incident incident, List<Fact> facts) {
    return facts.isEmpty() ? incident : append(incident.id(), incident.version(), facts);
  }

  private Incident append(IncidentId id, int version, List<Fact> facts) {
    return switch (world.handling().incidents().append(id, version, facts)) {
      case Appended.Done(var incident) -> {
        for (var fact : facts) {
          enter(id, fact);
        }
        yield incident;
      }
      case Appended.Stale(var there) ->
          throw new IllegalStateException(
              "%s: version %d (expected: %d, as loaded in the same transaction)"
                  .formatted(id, there, version));
    };
  }

  private void enter(IncidentId id, Fact fact) {
    var stamp = fact.stamp();
    var act =
        new Act(
            stamp.recordedAt(),
            stamp.by(),
            "incident." + word(fact.getClass().getSimpleName()),
            id.number(),
            detail(fact));
    world.handling().ledger().append(act);
  }

  /// Whatever else somebody did that has to be provable.
  void enter(Act act) {
    world.handling().ledger().append(act);
  }

  /// The parts of a record as JSON; the stamp stands on the entry already.
  static ObjectNode detail(Object fact) {
    ObjectNode node = JSON.valueToTree(fact);
    node.remove("stamp");
    return node;
  }

  /// `DetectionJoined` → `detection-joined`.
  static String word(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}

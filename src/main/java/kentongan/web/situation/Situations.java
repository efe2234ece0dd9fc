package kentongan.web.situation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kentongan.event.Agent;
import kentongan.event.AgentId;
import kentongan.incident.Incident;
import kentongan.incident.Incidents.Which;
import kentongan.office.OfficeId;
import kentongan.office.Tile;
import kentongan.web.Heard;
import kentongan.web.Place;
import kentongan.web.When;

/// Puts the situation together from what the world knows.
final class Situations {
  /// Worst first: the order of the strip on a phone.
  private static final List<String> ORDER =
      List.of("CRITICAL", "HIGH", "MEDIUM", "LOW", "SILENT", "CALM", "NONE");

  private static final int MOST_OPEN = 1_000;
  private static final int MOST_ROWS = 60;
  private static final int MOST_SILENT = 30;

  private final Place place;
  private final List<Incident> open;
  private final List<Agent> agents;
  private final Map<AgentId, Heard.Sign> heard;

  private Situations(Place place, Heard heard) {
    this.place = place;
    var scope = place.viewer().scope();
    this.open = place.world().handling().incidents().list(Which.OPEN, scope, MOST_OPEN);
    this.agents =
        place.world().events().agents().all().stream()
            .filter(agent -> !agent.revoked() && scope.contains(agent.office()))
            .toList();
    this.heard = heard.of(place.world());
  }

  /// How things stand for this viewer, the list narrowed to one office's subtree when asked.
  static Situation of(
      Place place, Heard heard, Optional<OfficeId> only, List<Situation.ExerciseRow> exercises) {
    return new Situations(place, heard).situation(only, exercises);
  }

  private Situation situation(Optional<OfficeId> only, List<Situation.ExerciseRow> exercises) {
    var now = place.now();
    var silent = agents.stream().filter(this::isSilent).toList();
    var shown = only.map(place::within).orElse(place.viewer().scope());
    return new Situation(
        open.size(),
        (int) open.stream().map(Incident::office).distinct().count(),
        (int) open.stream().filter(i -> !i.isAcknowledged()).count(),
        worst(open, silent.isEmpty() ? "CALM" : "SILENT"),
        tiles(silent, only),
        rows(shown),
        silent.stream().limit(MOST_SILENT).map(this::silent).toList(),
        exercises,
        agents.size(),
        place.world().organisation().assets().of(place.viewer().scope()).size(),
        place.mine(now),
        only.map(id -> place.office(id).name()));
  }

  private List<Situation.IncidentRow> rows(Set<OfficeId> shown) {
    return open.stream()
        .filter(incident -> shown.contains(incident.office()))
        .sorted(
            Comparator.comparing(Incident::severity)
                .reversed()
                .thenComparing(Incident::isAcknowledged)
                .thenComparing(Incident::discoveredAt, Comparator.reverseOrder()))
        .limit(MOST_ROWS)
        .map(incident -> Rows.of(incident, place))
        .toList();
  }

  private List<Situation.TileView> tiles(List<Agent> silent, Optional<OfficeId> only) {
    var troubles = new HashMap<OfficeId, List<Incident>>();
    for (var incident : open) {
      province(incident.office())
          .ifPresent(p -> troubles.computeIfAbsent(p, _ -> new ArrayList<>()).add(incident));
    }
    var quiet = provinces(silent.stream().map(Agent::office).toList());
    var watched = provinces(agents.stream().map(Agent::office).toList());
    place.world().organisation().assets().of(place.viewer().scope()).stream()
        .flatMap(asset -> province(asset.office()).stream())
        .forEach(watched::add);
    return place.offices().tiles().stream()
        .map(tile -> {
          var here = troubles.getOrDefault(tile.province(), List.of());
          var otherwise =
              quiet.contains(tile.province())
                  ? "SILENT"
                  : watched.contains(tile.province()) ? "CALM" : "NONE";
          return tile(tile, worst(here, otherwise), here.size(), only);
        })
        .sorted(Comparator.comparing(t -> ORDER.indexOf(t.state())))
        .toList();
  }

  private Situation.TileView tile(Tile tile, String state, int open, Optional<OfficeId> only) {
    return new Situation.TileView(
        tile.province().code(),
        tile.label(),
        place.office(tile.province()).name().replace("Provinsi ", ""),
        tile.column() + 1,
        tile.row() + 1,
        state,
        open,
        only.filter(tile.province()::equals).isPresent());
  }

  private Set<OfficeId> provinces(List<OfficeId> offices) {
    var found = new HashSet<OfficeId>();
    offices.forEach(office -> province(office).ifPresent(found::add));
    return found;
  }

  private Optional<OfficeId> province(OfficeId office) {
    return place.offices().provinceOf(office).map(found -> found.id());
  }

  private static String worst(List<Incident> incidents, String otherwise) {
    return incidents.stream()
        .map(Incident::severity)
        .max(Comparator.naturalOrder())
        .map(Enum::name)
        .orElse(otherwise);
  }

  /// An agent that was never heard is new, not silent, until it had time to speak.
  private boolean isSilent(Agent agent) {
    var now = place.now();
    var sign = heard.get(agent.id());
    return sign == null
        ? agent.enrolledAt().plus(Heard.SILENT_AFTER).isBefore(now)
        : sign.isSilent(now);
  }

  private Situation.SilentAgent silent(Agent agent) {
    var last = Optional.ofNullable(heard.get(agent.id())).map(Heard.Sign::at);
    return new Situation.SilentAgent(
        agent.id().value(),
        place.office(agent.office()).officeName(),
        last.map(at -> place.when(at, agent.office())),
        When.Span.between(last.orElse(agent.enrolledAt()), place.now()));
  }
}

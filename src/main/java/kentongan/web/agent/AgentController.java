package kentongan.web.agent;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kentongan.asset.Asset;
import kentongan.event.Agent;
import kentongan.event.AgentId;
import kentongan.office.OfficeId;
import kentongan.office.Role;
import kentongan.pipeline.DeskActs;
import kentongan.web.Heard;
import kentongan.web.Place;
import kentongan.web.Shown;
import kentongan.web.Told;
import kentongan.web.When;
import kentongan.web.incident.IncidentPage.Choice;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.WebSession;

/// Agents and assets.
@Controller
final class AgentController {
  private static final int USUAL_HOURS = 24;
  private static final int MOST_HOURS = 30 * 24;
  private static final int MOST_ASSETS = 600;

  private final Heard heard;
  private final Told told;
  private final AgentDoor door;

  AgentController(Heard heard, Told told, AgentDoor door) {
    this.heard = heard;
    this.told = told;
    this.door = door;
  }

  @GetMapping({"/agen", "/latihan/{world}/agen"})
  String page(Place place, Model model) {
    model.addAttribute("a", page(place, Optional.empty()));
    return "agent/page";
  }

  /// Shown in the answer itself, so that the token stands in no address and no store.
  @PostMapping("/agen/token")
  String issue(@ModelAttribute Form form, Place place, Model model) {
    var office =
        Optional.ofNullable(form.kantor())
            .filter(OfficeId::isCode)
            .map(OfficeId::new)
            .filter(id -> place.offices().find(id).isPresent())
            .orElseThrow(() -> Place.missing("office"));
    place.needs(Role.ADMINISTRATOR, office);
    var worksFor = Duration.ofHours(hours(form.jam()));
    var token = door.token(new DeskActs(place.world()).issueToken(office, worksFor, place.me()));
    var issued =
        new AgentsPage.Issued(
            token,
            "kentongan agent --collector %s --token %s".formatted(door.address(), token),
            place.office(office).officeName(),
            place.mine(place.now().plus(worksFor)));
    model.addAttribute("a", page(place, Optional.of(issued)));
    return "agent/page";
  }

  private static int hours(@Nullable Integer asked) {
    return asked == null ? USUAL_HOURS : Math.clamp(asked, 1, MOST_HOURS);
  }

  @PostMapping("/agen/cabut")
  String revoke(@ModelAttribute Form form, Place place, WebSession session, Locale locale) {
    Agent agent;
    try {
      agent =
          place
              .world()
              .events()
              .agents()
              .find(new AgentId(String.valueOf(form.agent())))
              .orElseThrow(() -> Place.missing("agent"));
    } catch (IllegalArgumentException odd) {
      throw Place.missing("agent");
    }
    place.needs(Role.ADMINISTRATOR, agent.office());
    var why = Optional.ofNullable(form.alasan()).map(text -> Shown.line(text, 500)).orElse("");
    var outcome = new DeskActs(place.world()).revoke(agent.id(), why.strip(), place.me());
    return told.go(session, outcome, "revoked", "/agen", locale);
  }

  private AgentsPage page(Place place, Optional<AgentsPage.Issued> issued) {
    var scope = place.viewer().scope();
    var signs = heard.of(place.world());
    var mayManage =
        place.viewer().may(Role.ADMINISTRATOR, place.viewer().person().office())
            && !place.world().isExercise();
    return new AgentsPage(
        place.world().events().agents().all().stream()
            .filter(agent -> scope.contains(agent.office()))
            .map(agent -> row(agent, signs, place))
            .sorted(
                Comparator.comparing(
                    row -> List.of("SILENT", "NONE", "CALM", "REVOKED").indexOf(row.state())))
            .toList(),
        place.world().organisation().assets().of(scope).stream()
            .limit(MOST_ASSETS)
            .map(asset -> row(asset, place))
            .toList(),
        mayManage,
        issued,
        mayManage ? offices(place) : List.of());
  }

  private static List<Choice> offices(Place place) {
    return place.offices().all().stream()
        .filter(office -> place.viewer().maySee(office.id()))
        .map(office -> new Choice(office.id().code(), office.officeName()))
        .toList();
  }

  private AgentsPage.AgentRow row(Agent agent, Map<AgentId, Heard.Sign> signs, Place place) {
    var sign = Optional.ofNullable(signs.get(agent.id()));
    var state =
        agent.revoked()
            ? "REVOKED"
            : sign.map(s -> s.isSilent(place.now()) ? "SILENT" : "CALM").orElse("NONE");
    return new AgentsPage.AgentRow(
        agent.id().value(),
        Shown.line(agent.host(), 100),
        place.office(agent.office()).officeName(),
        state,
        sign.map(s -> place.when(s.at(), agent.office())),
        sign.map(s -> When.Span.between(s.at(), place.now())),
        sign.flatMap(Heard.Sign::spool),
        place.world().isExercise() ? Optional.empty() : until(agent, place),
        clock(agent),
        agent.revocation().map(r -> Shown.line(r.why(), 300)).orElse(""));
  }

  private Optional<When> until(Agent agent, Place place) {
    return door.certificates(agent.id()).stream()
        .filter(c -> c.revokedAt().isEmpty())
        .reduce((_, last) -> last)
        .map(c -> place.when(c.until(), agent.office()));
  }

  private Optional<AgentsPage.Clock> clock(Agent agent) {
    return door.clockAhead(agent.id())
        .map(ahead ->
            new AgentsPage.Clock(
                ahead.isNegative(),
                When.Span.between(Instant.EPOCH, Instant.EPOCH.plus(ahead.abs()))));
  }

  private static AgentsPage.AssetRow row(Asset asset, Place place) {
    return new AgentsPage.AssetRow(
        asset.id().name(),
        Shown.line(asset.name(), 200),
        place.office(asset.office()).officeName(),
        asset.kind().name(),
        asset.url().map(URI::toString).map(url -> Shown.line(url, 300)).orElse(""),
        asset.criticality().name(),
        asset.hosting().name());
  }

  /// An office and hours for a token, or an agent to revoke and why.
  public record Form(
      @Nullable String kantor,
      @Nullable Integer jam,
      @Nullable String agent,
      @Nullable String alasan) {}
}

package kentongan.web.oncall;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import kentongan.office.OfficeId;
import kentongan.office.Person;
import kentongan.office.PersonId;
import kentongan.office.Role;
import kentongan.oncall.Duty;
import kentongan.oncall.Post;
import kentongan.oncall.Roster;
import kentongan.pipeline.DeskActs;
import kentongan.pipeline.Outcome;
import kentongan.web.Place;
import kentongan.web.Shell;
import kentongan.web.Shown;
import kentongan.web.Told;
import kentongan.web.incident.IncidentPage.Choice;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.WebSession;

/// Who is on duty, office by office.
@Controller
final class RosterController {
  private static final int MOST_OFFICES = 60;

  private final Told told;

  RosterController(Told told) {
    this.told = told;
  }

  @GetMapping({"/siaga", "/latihan/{world}/siaga"})
  String mine(Place place, @RequestParam(name = "cari", defaultValue = "") String find, Model m) {
    m.addAttribute("d", page(place.viewer().person().office(), find, place));
    return "oncall/page";
  }

  @GetMapping({"/siaga/{code}", "/latihan/{world}/siaga/{code}"})
  String one(@PathVariable String code, Place place, Model model) {
    model.addAttribute("d", page(office(code, place), "", place));
    return "oncall/page";
  }

  @PostMapping({"/siaga/{code}", "/latihan/{world}/siaga/{code}"})
  String save(
      @PathVariable String code,
      @ModelAttribute Form form,
      Place place,
      WebSession session,
      Locale locale) {
    var office = office(code, place);
    place.needs(Role.COMMANDER, office);
    var roster = place.world().organisation().rosters().of(office);
    Outcome outcome;
    try {
      roster = named(roster, Post.ON_DUTY, form.onDuty(), place);
      roster = named(roster, Post.DEPUTY, form.deputy(), place);
      outcome = new DeskActs(place.world()).save(roster, place.me());
    } catch (IllegalArgumentException odd) {
      outcome = new Outcome.Refused(String.valueOf(odd.getMessage()));
    }
    return told.go(session, outcome, "saved", place.base() + "/siaga/" + office, locale);
  }

  private static Roster named(Roster roster, Post post, @Nullable String name, Place place) {
    if (name == null || name.isBlank()) {
      return roster.without(post);
    }
    var person = new PersonId(name);
    if (people(roster.office(), place).stream().noneMatch(p -> p.id().equals(person))) {
      throw new IllegalArgumentException(
          "person: %s (expected: somebody of this office or above)".formatted(person));
    }
    return roster.with(post, person);
  }

  private static OfficeId office(String code, Place place) {
    return Optional.of(code)
        .filter(OfficeId::isCode)
        .map(OfficeId::new)
        .filter(place.viewer()::maySee)
        .filter(id -> place.offices().find(id).isPresent())
        .orElseThrow(() -> Place.missing("office"));
  }

  private static RosterPage page(OfficeId office, String find, Place place) {
    var organisation = place.world().organisation();
    var duty = new Duty(organisation.offices(), organisation.people(), organisation.rosters());
    var ladder = duty.ladder(office, place.now());
    var rungs = new ArrayList<RosterPage.RungView>();
    for (var rung : ladder.rungs()) {
      var person = rung.person();
      rungs.add(
          new RosterPage.RungView(
              rungs.size() + 1,
              Shown.line(person.name(), 200),
              Shell.initials(person.name()),
              Shown.line(person.title(), 200),
              place.office(rung.office()).officeName(),
              rung.post().name(),
              Shown.line(person.email(), 200),
              person.phone()));
    }
    return new RosterPage(
        office.code(),
        place.office(office).officeName(),
        place.viewer().may(Role.COMMANDER, office),
        posts(organisation.rosters().of(office), place),
        rungs,
        ladder.gaps().stream()
            .map(gap ->
                "%s: %s".formatted(place.office(gap.office()).officeName(), gap.post().name()))
            .toList(),
        choices(office, place),
        offices(office, find, place));
  }

  private static List<RosterPage.PostView> posts(Roster roster, Place place) {
    return List.of(Post.values()).stream()
        .map(post ->
            new RosterPage.PostView(
                post.name(),
                Optional.ofNullable(roster.standing().get(post)).map(PersonId::name).orElse(""),
                roster.holder(post, place.now()).map(place::name)))
        .toList();
  }

  private static List<Choice> choices(OfficeId office, Place place) {
    return people(office, place).stream()
        .map(person ->
            new Choice(person.id().name(), Shown.line(person.name() + " · " + person.title(), 200)))
        .toList();
  }

  /// Who can be named at an office: its own people and those above it.
  private static List<Person> people(OfficeId office, Place place) {
    return place.offices().upward(office).stream()
        .flatMap(o -> place.world().organisation().people().at(o.id()).stream())
        .toList();
  }

  private static List<RosterPage.OfficeRow> offices(OfficeId chosen, String find, Place place) {
    var rosters = place.world().organisation().rosters();
    return listed(chosen, find.strip().toLowerCase(Locale.ROOT), place).stream()
        .map(id -> {
          var roster = rosters.of(id);
          return new RosterPage.OfficeRow(
              id.code(),
              place.office(id).officeName(),
              roster.holder(Post.ON_DUTY, place.now()).map(place::name),
              roster.holder(Post.DEPUTY, place.now()).map(place::name),
              id.equals(chosen));
        })
        .toList();
  }

  /// Without a search: the chosen one, and those that have a roster, people, agents or assets.
  private static List<OfficeId> listed(OfficeId chosen, String find, Place place) {
    if (!find.isEmpty()) {
      return place.offices().all().stream()
          .filter(office -> place.viewer().maySee(office.id()))
          .filter(office ->
              office.officeName().toLowerCase(Locale.ROOT).contains(find)
                  || office.id().code().equals(find))
          .limit(MOST_OFFICES)
          .map(office -> office.id())
          .toList();
    }
    var organisation = place.world().organisation();
    Set<OfficeId> known = new LinkedHashSet<>();
    known.add(chosen);
    place.offices().upward(chosen).forEach(office -> known.add(office.id()));
    organisation.rosters().all().forEach(roster -> known.add(roster.office()));
    place.world().events().agents().all().forEach(agent -> known.add(agent.office()));
    organisation.assets().all().forEach(asset -> known.add(asset.office()));
    return known.stream()
        .filter(place.viewer()::maySee)
        .sorted(Comparator.comparing(OfficeId::code))
        .limit(MOST_OFFICES)
        .toList();
  }

  /// The person at each post.
  public record Form(@Nullable String onDuty, @Nullable String deputy) {}
}

package kentongan.oncall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import kentongan.office.Office;
import kentongan.office.OfficeId;
import kentongan.office.Offices;
import kentongan.office.People;
import kentongan.office.PersonId;

/// Who is on call for an office. Reads the rosters as they stand; keeps nothing.
public final class Duty {
  private final Offices offices;
  private final People people;
  private final Rosters rosters;

  public Duty(Offices offices, People people, Rosters rosters) {
    this.offices = offices;
    this.people = people;
    this.rosters = rosters;
  }

  /// Who of an office itself is on duty: the person on duty, else the deputy.
  public OnDuty onDuty(OfficeId office, Instant at) {
    var places = places(offices.get(office), at);
    for (var place : places) {
      if (place instanceof Place.Held(var rung)) {
        return new OnDuty.Somebody(rung.person(), rung.post(), rung.why());
      }
    }
    return new OnDuty.Nobody(
        "Nobody is named on the roster of %s; calls go to the office above."
            .formatted(offices.get(office).officeName()));
  }

  /// Whom to call for an office, in order: its person on duty, its deputy, then the province's,
  /// then headquarters'. A person already on the ladder is not listed again.
  public Ladder ladder(OfficeId office, Instant at) {
    var rungs = new ArrayList<Ladder.Rung>();
    var gaps = new ArrayList<Ladder.Gap>();
    var listed = new HashSet<PersonId>();
    for (var step : offices.upward(office)) {
      for (var place : places(step, at)) {
        switch (place) {
          case Place.Held(var rung) -> {
            if (listed.add(rung.person().id())) {
              rungs.add(rung);
            }
          }
          case Place.Empty(var gap) -> gaps.add(gap);
        }
      }
    }
    return new Ladder(office, at, rungs, gaps);
  }

  private sealed interface Place {
    record Held(Ladder.Rung rung) implements Place {}

    record Empty(Ladder.Gap gap) implements Place {}
  }

  private List<Place> places(Office office, Instant at) {
    var roster = rosters.of(office.id());
    return List.of(place(office, roster, Post.ON_DUTY, at), place(office, roster, Post.DEPUTY, at));
  }

  private Place place(Office office, Roster roster, Post post, Instant at) {
    var named = roster.holder(post, at);
    if (named.isEmpty()) {
      return empty(office, post, "nobody is named; name somebody on the roster");
    }
    var person = named.flatMap(people::find);
    if (person.isEmpty()) {
      return empty(
          office, post, "%s is named but not among the people".formatted(named.orElseThrow()));
    }
    if (person.get().email().isBlank()) {
      return empty(office, post, "%s has no address".formatted(person.get().name()));
    }
    return new Place.Held(
        new Ladder.Rung(office.id(), post, person.get(), why(office, roster.turn(post, at), post)));
  }

  private static Place empty(Office office, Post post, String why) {
    return new Place.Empty(
        new Ladder.Gap(
            office.id(), post, "%s, %s: %s".formatted(office.officeName(), word(post), why)));
  }

  private static String why(Office office, Optional<Shift> turn, Post post) {
    return turn.map(
            shift -> "%s of %s until %s".formatted(word(post), office.officeName(), shift.until()))
        .orElseGet(() -> "standing %s of %s".formatted(word(post), office.officeName()));
  }

  private static String word(Post post) {
    return switch (post) {
      case ON_DUTY -> "person on duty";
      case DEPUTY -> "deputy";
    };
  }
}

package kentongan.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kentongan.office.OfficeId;
import kentongan.office.Offices;
import kentongan.office.People;
import kentongan.office.Person;
import kentongan.office.PersonId;
import kentongan.office.Role;
import org.junit.jupiter.api.Test;

class DutyTest {
  private static final OfficeId BADUNG = new OfficeId("51.03");
  private static final OfficeId BALI = new OfficeId("51");
  private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");

  private final Map<OfficeId, Roster> rosters = new HashMap<>();
  private final Map<PersonId, Person> people = new HashMap<>();
  private final Duty duty = new Duty(Offices.shipped(), new Register(), new Lists());

  @Test
  void an_office_with_nobody_named_anywhere_shows_six_gaps() {
    var ladder = duty.ladder(BADUNG, NOON);

    assertThat(ladder.rungs()).isEmpty();
    assertThat(ladder.gaps()).hasSize(6);
    assertThat(ladder.gaps().getFirst().why())
        .isEqualTo(
            "Bawaslu Kabupaten Badung, person on duty: nobody is named; name somebody on the"
                + " roster");
    assertThat(duty.onDuty(BADUNG, NOON)).isInstanceOf(OnDuty.Nobody.class);
  }

  @Test
  void the_ladder_goes_from_the_office_to_the_province_to_headquarters() {
    stand(BADUNG, Post.ON_DUTY, "ayu");
    stand(BADUNG, Post.DEPUTY, "budi");
    stand(BALI, Post.ON_DUTY, "citra");
    stand(OfficeId.HEADQUARTERS, Post.ON_DUTY, "dewi");
    stand(OfficeId.HEADQUARTERS, Post.DEPUTY, "eko");

    var ladder = duty.ladder(BADUNG, NOON);

    assertThat(names(ladder)).containsExactly("ayu", "budi", "citra", "dewi", "eko");
    assertThat(ladder.gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.office()).isEqualTo(BALI));
    assertThat(ladder.rungs().getFirst().why())
        .isEqualTo("standing person on duty of Bawaslu Kabupaten Badung");
  }

  @Test
  void nobody_is_on_the_ladder_twice() {
    stand(BADUNG, Post.ON_DUTY, "ayu");
    stand(BADUNG, Post.DEPUTY, "ayu");
    stand(BALI, Post.ON_DUTY, "ayu");
    stand(BALI, Post.DEPUTY, "budi");

    assertThat(names(duty.ladder(BADUNG, NOON))).containsExactly("ayu", "budi");
  }

  @Test
  void a_turn_goes_before_the_standing_holder_from_its_first_instant_until_its_last() {
    stand(BADUNG, Post.ON_DUTY, "ayu");
    person("budi");
    shift(BADUNG, "budi", NOON, NOON.plusSeconds(3600));

    assertThat(onDuty(NOON.minusMillis(1))).isEqualTo("ayu");
    assertThat(onDuty(NOON)).isEqualTo("budi");
    assertThat(onDuty(NOON.plusSeconds(3600).minusMillis(1))).isEqualTo("budi");
    assertThat(onDuty(NOON.plusSeconds(3600))).isEqualTo("ayu");
  }

  @Test
  void of_two_turns_the_one_that_began_last_counts() {
    person("ayu");
    person("budi");
    shift(BADUNG, "ayu", NOON.minusSeconds(7200), NOON.plusSeconds(7200));
    shift(BADUNG, "budi", NOON.minusSeconds(60), NOON.plusSeconds(60));

    assertThat(onDuty(NOON)).isEqualTo("budi");
    assertThat(onDuty(NOON.plusSeconds(60))).isEqualTo("ayu");
  }

  @Test
  void a_named_person_who_is_not_known_or_has_no_address_is_a_gap() {
    rosters.put(
        BADUNG,
        Roster.empty(BADUNG)
            .with(Post.ON_DUTY, new PersonId("hilang"))
            .with(Post.DEPUTY, new PersonId("tanpa.surel")));
    people.put(new PersonId("tanpa.surel"), somebody("tanpa.surel", " "));

    var gaps = duty.ladder(BADUNG, NOON).gaps();

    assertThat(gaps.get(0).why()).endsWith("hilang is named but not among the people");
    assertThat(gaps.get(1).why()).endsWith("tanpa.surel has no address");
  }

  @Test
  void headquarters_has_only_itself() {
    stand(OfficeId.HEADQUARTERS, Post.ON_DUTY, "dewi");

    assertThat(names(duty.ladder(OfficeId.HEADQUARTERS, NOON))).containsExactly("dewi");
  }

  private String onDuty(Instant at) {
    return duty.onDuty(BADUNG, at) instanceof OnDuty.Somebody s ? s.person().name() : "nobody";
  }

  private static List<String> names(Ladder ladder) {
    return ladder.rungs().stream().map(r -> r.person().name()).toList();
  }

  private void stand(OfficeId office, Post post, String name) {
    person(name);
    rosters.merge(
        office,
        Roster.empty(office).with(post, new PersonId(name)),
        (old, _) -> old.with(post, new PersonId(name)));
  }

  private void shift(OfficeId office, String name, Instant from, Instant until) {
    var shift = new Shift(Post.ON_DUTY, new PersonId(name), from, until);
    rosters.merge(office, Roster.empty(office).with(shift), (old, _) -> old.with(shift));
  }

  private void person(String name) {
    people.put(new PersonId(name), somebody(name, name + "@bawaslu.example"));
  }

  private static Person somebody(String name, String email) {
    return new Person(
        new PersonId(name),
        name,
        "Staf Datin",
        BADUNG,
        Set.of(Role.RESPONDER),
        email,
        Optional.empty());
  }

  private final class Register implements People {
    @Override
    public void save(Person person) {
      people.put(person.id(), person);
    }

    @Override
    public Optional<Person> find(PersonId id) {
      return Optional.ofNullable(people.get(id));
    }

    @Override
    public List<Person> at(OfficeId office) {
      return people.values().stream().filter(p -> p.office().equals(office)).toList();
    }

    @Override
    public List<Person> all() {
      return List.copyOf(people.values());
    }
  }

  private final class Lists implements Rosters {
    @Override
    public Roster of(OfficeId office) {
      return rosters.getOrDefault(office, Roster.empty(office));
    }

    @Override
    public void save(Roster roster) {
      rosters.put(roster.office(), roster);
    }

    @Override
    public List<Roster> all() {
      return List.copyOf(rosters.values());
    }
  }
}

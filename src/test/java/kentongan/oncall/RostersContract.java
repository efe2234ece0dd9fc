package kentongan.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import kentongan.office.OfficeId;
import kentongan.office.PersonId;
import org.junit.jupiter.api.Test;

/// What every [Rosters] promises, whatever it is made of.
public interface RostersContract {
  OfficeId BADUNG = new OfficeId("51.03");
  OfficeId BALI = new OfficeId("51");
  Instant NOW = Instant.parse("2026-11-21T02:14:07.120Z");

  /// Fresh and empty.
  Rosters rosters();

  @Test
  default void an_office_nobody_wrote_about_has_an_empty_roster() {
    assertThat(rosters().of(BADUNG)).isEqualTo(Roster.empty(BADUNG));
    assertThat(rosters().all()).isEmpty();
  }

  @Test
  default void a_roster_comes_back_as_it_went_in() {
    rosters().save(full());

    assertThat(rosters().of(BADUNG)).isEqualTo(full());
  }

  @Test
  default void saving_replaces_the_roster_of_that_office_only() {
    rosters().save(full());
    rosters().save(Roster.empty(BALI).with(Post.ON_DUTY, new PersonId("citra")));
    rosters().save(Roster.empty(BADUNG).with(Post.DEPUTY, new PersonId("eko")));

    assertThat(rosters().of(BADUNG).holder(Post.ON_DUTY, NOW)).isEmpty();
    assertThat(rosters().of(BADUNG).holder(Post.DEPUTY, NOW)).contains(new PersonId("eko"));
    assertThat(rosters().all()).extracting(Roster::office).containsExactly(BALI, BADUNG);
  }

  @Test
  default void the_same_turn_twice_is_one_turn() {
    var shift = full().shifts().getFirst();
    rosters().save(Roster.empty(BADUNG).with(shift).with(shift));

    assertThat(rosters().of(BADUNG).shifts()).containsExactly(shift);
  }

  private static Roster full() {
    return Roster.empty(BADUNG)
        .with(Post.ON_DUTY, new PersonId("ayu"))
        .with(Post.DEPUTY, new PersonId("budi"))
        .with(new Shift(Post.ON_DUTY, new PersonId("citra"), NOW, NOW.plusSeconds(3600)))
        .with(
            new Shift(
                Post.ON_DUTY, new PersonId("dewi"), NOW.plusSeconds(60), NOW.plusSeconds(90)));
  }
}

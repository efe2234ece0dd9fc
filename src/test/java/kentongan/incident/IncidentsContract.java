package kentongan.incident;

import static kentongan.incident.IncidentSamples.BADUNG;
import static kentongan.incident.IncidentSamples.FIRST;
import static kentongan.incident.IncidentSamples.NIGHT;
import static kentongan.incident.IncidentSamples.SITI;
import static kentongan.incident.IncidentSamples.defaced;
import static kentongan.incident.IncidentSamples.everyFact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import kentongan.incident.Incidents.Appended;
import kentongan.incident.Incidents.Which;
import kentongan.office.Actor;
import kentongan.office.OfficeId;
import org.junit.jupiter.api.Test;

/// What every [Incidents] promises, whatever it is made of.
public interface IncidentsContract {
  /// Fresh and empty, the same for one test.
  Incidents incidents();

  @Test
  default void an_empty_store_finds_nothing() {
    assertThat(incidents().find(FIRST)).isEmpty();
    assertThat(incidents().facts(FIRST)).isEmpty();
    assertThat(incidents().list(Which.ALL, Set.of(BADUNG), 10)).isEmpty();
    assertThat(incidents().openWith("rule-1|situs-51.03")).isEmpty();
  }

  @Test
  default void numbers_follow_each_other_within_a_year() {
    assertThat(incidents().next(2026)).hasToString("INC-2026-000001");
    assertThat(incidents().next(2026)).hasToString("INC-2026-000002");
    assertThat(incidents().next(2027)).hasToString("INC-2027-000001");
    assertThat(incidents().next(2026)).hasToString("INC-2026-000003");
  }

  @Test
  default void every_fact_comes_back_as_it_went_in_and_makes_the_same_incident() {
    var facts = new ArrayList<Fact>(List.of(defaced(FIRST)));
    facts.addAll(everyFact());
    incidents().append(FIRST, 0, facts.subList(0, 1));

    for (var i = 1; i < facts.size(); i++) {
      assertThat(incidents().append(FIRST, i, facts.subList(i, i + 1)))
          .isEqualTo(new Appended.Done(Incident.of(facts.subList(0, i + 1))));
    }

    assertThat(incidents().facts(FIRST)).isEqualTo(facts);
    assertThat(incidents().find(FIRST)).contains(Incident.of(facts));
  }

  @Test
  default void a_stale_version_is_refused_and_nothing_is_stored() {
    incidents().append(FIRST, 0, List.of(defaced(FIRST)));
    incidents().append(FIRST, 1, List.of(note("satu")));

    assertThat(incidents().append(FIRST, 1, List.of(note("dua")))).isEqualTo(new Appended.Stale(2));
    assertThat(incidents().append(FIRST, 0, List.of(defaced(FIRST))))
        .isEqualTo(new Appended.Stale(2));
    assertThat(incidents().append(FIRST, 3, List.of(note("dua")))).isEqualTo(new Appended.Stale(2));

    assertThat(incidents().facts(FIRST)).hasSize(2);
  }

  @Test
  default void no_facts_change_nothing() {
    incidents().append(FIRST, 0, List.of(defaced(FIRST)));

    assertThat(incidents().append(FIRST, 1, List.of()))
        .isEqualTo(new Appended.Done(Incident.of(defaced(FIRST))));
  }

  @Test
  default void facts_of_another_incident_are_refused() {
    var other = new IncidentId(2026, 2);

    assertThatThrownBy(() -> incidents().append(FIRST, 0, List.of(defaced(other))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("INC-2026-000002");
  }

  @Test
  default void open_and_closed_are_listed_apart_newest_first_and_by_office() {
    var second = new IncidentId(2026, 2);
    incidents().append(FIRST, 0, List.of(defaced(FIRST)));
    incidents().append(second, 0, List.of(defaced(second)));
    incidents()
        .append(
            FIRST,
            1,
            List.of(
                new Fact.Closed(Stamp.now(Actor.person(SITI), NIGHT), Verdict.FALSE_ALARM, "x")));

    assertThat(ids(Which.OPEN, BADUNG)).containsExactly(second);
    assertThat(ids(Which.CLOSED, BADUNG)).containsExactly(FIRST);
    assertThat(ids(Which.ALL, BADUNG)).containsExactly(second, FIRST);
    assertThat(ids(Which.ALL, new OfficeId("35.04"))).isEmpty();
    assertThat(incidents().list(Which.ALL, Set.of(), 10)).isEmpty();
    assertThat(incidents().list(Which.ALL, Set.of(BADUNG), 1)).hasSize(1);
  }

  @Test
  default void a_trouble_finds_its_open_incident_only() {
    incidents().append(FIRST, 0, List.of(defaced(FIRST)));
    assertThat(incidents().openWith("rule-1|situs-51.03")).hasSize(1);
    assertThat(incidents().openWith("rule-2|situs-51.03")).isEmpty();

    incidents()
        .append(
            FIRST,
            1,
            List.of(
                new Fact.Closed(Stamp.now(Actor.person(SITI), NIGHT), Verdict.FALSE_ALARM, "x")));

    assertThat(incidents().openWith("rule-1|situs-51.03")).isEmpty();
  }

  private List<IncidentId> ids(Which which, OfficeId office) {
    return incidents().list(which, Set.of(office), 10).stream().map(Incident::id).toList();
  }

  private static Fact note(String text) {
    return new Fact.NoteAdded(Stamp.now(Actor.person(SITI), NIGHT), text);
  }
}

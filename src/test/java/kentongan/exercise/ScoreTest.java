package kentongan.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kentongan.asset.AssetId;
import kentongan.exercise.Score.Verdict;
import kentongan.incident.Category;
import kentongan.incident.Discovery;
import kentongan.incident.Fact;
import kentongan.incident.IncidentId;
import kentongan.incident.Severity;
import kentongan.incident.Stamp;
import kentongan.incident.Tlp;
import kentongan.office.Actor;
import kentongan.office.OfficeId;
import kentongan.office.PersonId;
import org.junit.jupiter.api.Test;

class ScoreTest {
  private static final Instant BEGIN = Instant.parse("2026-11-21T02:00:00Z");
  private static final Instant OPENED = BEGIN.plusSeconds(120);
  private static final PersonId OFFICER = new PersonId("siti");
  private static final PersonId HEAD = new PersonId("budi");
  private static final Cast CAST = new Cast(Map.of("petugas", OFFICER, "pimpinan", HEAD));

  private final List<Fact> facts = new ArrayList<>();

  @Test
  void on_the_last_millisecond_is_in_time_and_one_later_is_late() {
    opened();
    acknowledged(OFFICER, Duration.ofMinutes(15));

    assertThat(only("deed: acknowledge")).isInstanceOf(Verdict.Passed.class);

    facts.removeLast();
    acknowledged(OFFICER, Duration.ofMinutes(15).plusMillis(1));

    assertThat(only("deed: acknowledge"))
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            late -> {
              assertThat(late.why().en()).isEqualTo("0 s late.");
              assertThat(late.at()).isPresent();
            });
  }

  @Test
  void what_the_program_does_counts_for_nobody() {
    opened();
    facts.add(
        new Fact.RunStarted(by(Actor.program("triage"), Duration.ofMinutes(1)), "r", "p", "1"));

    assertThat(only("{deed: start-run, playbook: p}")).isInstanceOf(Verdict.Open.class);
  }

  @Test
  void what_somebody_outside_the_cast_does_counts_for_nobody() {
    opened();
    acknowledged(new PersonId("orang.lain"), Duration.ofMinutes(1));

    assertThat(only("deed: acknowledge")).isInstanceOf(Verdict.Open.class);
  }

  @Test
  void the_right_deed_by_the_wrong_player_does_not_count() {
    opened();
    facts.add(new Fact.ChargeTaken(by(Actor.person(HEAD), Duration.ofMinutes(1)), HEAD));

    assertThat(only("{deed: take-charge, by: petugas}")).isInstanceOf(Verdict.Open.class);
    assertThat(only("{deed: take-charge, by: pimpinan}")).isInstanceOf(Verdict.Passed.class);
  }

  @Test
  void a_skipped_step_and_a_step_done_twice_do_not_count() {
    opened();
    step("a", "done", 1);
    step("a", "done", 2);
    step("b", "skipped", 3);

    assertThat(only("{deed: complete-steps, count: 2}")).isInstanceOf(Verdict.Open.class);

    step("c", "done", 4);

    assertThat(only("{deed: complete-steps, count: 2}"))
        .isInstanceOfSatisfying(
            Verdict.Passed.class, p -> assertThat(p.at()).isEqualTo(OPENED.plusSeconds(240)));
    assertThat(only("{deed: complete-step, step: c}")).isInstanceOf(Verdict.Passed.class);
    assertThat(only("{deed: complete-step, step: b}")).isInstanceOf(Verdict.Open.class);
  }

  @Test
  void a_deed_counts_from_when_it_was_written_down_not_from_when_it_is_said_to_have_happened() {
    opened();
    var told =
        new Stamp(
            Actor.person(OFFICER), OPENED.plusSeconds(60), OPENED.plus(Duration.ofMinutes(16)));
    facts.add(new Fact.NoteAdded(told, "sudah sejak tadi"));

    assertThat(only("deed: note")).isInstanceOf(Verdict.Failed.class);
  }

  @Test
  void a_report_that_is_not_at_the_exercises_desk_was_not_sent() {
    opened();
    facts.add(
        new Fact.ReportSent(
            by(Actor.person(HEAD), Duration.ofMinutes(3)), "LATIHAN-1", "Meja latihan"));

    assertThat(only("deed: send-report")).isInstanceOf(Verdict.Open.class);
    assertThat(judge("deed: send-report", Set.of("LATIHAN-1"), false))
        .isInstanceOf(Verdict.Passed.class);
  }

  @Test
  void when_it_is_over_nothing_stays_open() {
    assertThat(judge("deed: acknowledge", Set.of(), true))
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            none -> assertThat(none.why().id()).isEqualTo("Tidak ada insiden yang sesuai."));

    opened();

    assertThat(judge("deed: acknowledge", Set.of(), true)).isInstanceOf(Verdict.Failed.class);
  }

  @Test
  void an_incident_about_something_else_is_not_meant() {
    opened();
    acknowledged(OFFICER, Duration.ofMinutes(1));

    assertThat(only("{deed: acknowledge, about: {office: '51.04'}}"))
        .isInstanceOf(Verdict.Open.class);
    assertThat(only("{deed: acknowledge, about: {asset: lain}}")).isInstanceOf(Verdict.Open.class);
    assertThat(only("{deed: acknowledge, about: {category: phishing}}"))
        .isInstanceOf(Verdict.Open.class);
    assertThat(
            only(
                "{deed: acknowledge, about: {asset: situs, office: '51.03', category: site-down,"
                    + " playbook: situs-terganggu}}"))
        .isInstanceOf(Verdict.Passed.class);
  }

  @Test
  void an_expectation_after_another_waits_for_it() {
    opened();
    var scenario =
        scenario("deed: acknowledge")
            .replace(
                "  - {id: h,",
                "  - {id: pertama, title: {id: a, en: a}, deed: note, within: 5m}\n  - {id: h,")
            .replace("within: 15m", "within: 5m, after: expectation pertama");

    assertThat(last(scenario).verdict()).isInstanceOf(Verdict.Open.class);
    assertThat(last(scenario).due()).isEmpty();

    facts.add(new Fact.NoteAdded(by(Actor.person(OFFICER), Duration.ofMinutes(2)), "catatan"));
    acknowledged(OFFICER, Duration.ofMinutes(4));

    assertThat(last(scenario).due()).contains(OPENED.plus(Duration.ofMinutes(7)));
    assertThat(last(scenario).verdict())
        .isInstanceOfSatisfying(
            Verdict.Passed.class, p -> assertThat(p.after()).isEqualTo(Duration.ofMinutes(2)));
  }

  @Test
  void the_list_of_injects_proves_nothing() {
    var scenario = Scenarios.shipped().find("situs-terganggu").orElseThrow();
    var fired = new HashMap<String, Instant>();
    scenario.injects().forEach(inject -> fired.put(inject.id(), BEGIN.plus(inject.at())));

    var score =
        Score.of(
            scenario,
            CAST,
            new Deeds(BEGIN, List.of(), fired, Set.of()),
            BEGIN.plus(scenario.lasts()),
            true);

    assertThat(score.passed()).isZero();
    assertThat(score.failed()).isEqualTo(scenario.expectations().size());
  }

  private Verdict only(String deed) {
    return judge(deed, Set.of(), false);
  }

  private Verdict judge(String deed, Set<String> kept, boolean ended) {
    return last(scenario(deed), kept, ended).verdict();
  }

  private Score.Result last(String scenario) {
    return last(scenario, Set.of(), false);
  }

  private Score.Result last(String yaml, Set<String> kept, boolean ended) {
    var scenario = ((ScenarioFile.Reading.Good) ScenarioFile.read("h", yaml)).scenario();
    var deeds = new Deeds(BEGIN, facts.isEmpty() ? List.of() : List.of(facts), Map.of(), kept);
    return Score.of(scenario, CAST, deeds, OPENED.plus(Duration.ofMinutes(5)), ended)
        .results()
        .getLast();
  }

  /// The small scenario with one expectation, due 15 minutes after the opening.
  private static String scenario(String deed) {
    var small = ScenarioFileTest.small("situs", "padam", "15m");
    var inner = deed.startsWith("{") ? deed.substring(1, deed.length() - 1) : deed;
    return small.substring(0, small.indexOf("  - id: diterima"))
        + "  - {id: h, title: {id: Harapan, en: Expectation}, %s, within: 15m}\n".formatted(inner);
  }

  private void opened() {
    var id = new IncidentId(2026, 1);
    facts.add(
        new Fact.Opened(
            by(Actor.program("triage"), Duration.ZERO),
            id,
            new OfficeId("51.03"),
            Set.of(new AssetId("situs")),
            "Situs tidak menjawab",
            Category.SITE_DOWN,
            Severity.HIGH,
            Tlp.AMBER,
            Discovery.OWN_DETECTION,
            OPENED,
            false,
            Optional.empty(),
            Optional.of("situs-terganggu"),
            "rule"));
  }

  private void acknowledged(PersonId by, Duration after) {
    facts.add(new Fact.Acknowledged(by(Actor.person(by), after), by));
  }

  private void step(String step, String what, int minute) {
    facts.add(
        new Fact.StepRecorded(
            by(Actor.person(OFFICER), Duration.ofMinutes(minute)), "r", step, step, what, ""));
  }

  private static Stamp by(Actor actor, Duration after) {
    return Stamp.now(actor, OPENED.plus(after));
  }
}

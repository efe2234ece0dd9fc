package kentongan.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import kentongan.asset.AssetId;
import kentongan.detection.Detection.Change;
import kentongan.event.Event;
import kentongan.office.OfficeId;
import kentongan.rule.RuleSet;
import org.junit.jupiter.api.Test;

class DetectorTest {
  private static final String DOWN =
      """
      title: Situs terganggu
      id: down
      correlation:
        type: event_count
        rules: [failed]
        group-by: [kentongan.asset]
        timespan: 60s
        condition: {gte: 2}
      kentongan:
        playbook: situs-terganggu
        recovers: {event.outcome: success}
      ---
      title: Gagal
      id: failed
      logsource: {category: test}
      detection:
        a: {event.outcome: failure}
        condition: a
      """;

  private static final String SILENT =
      """
      title: Agen diam
      id: silent
      correlation:
        type: event_count
        rules: [beat]
        group-by: [agent.id]
        timespan: 30s
        condition: {lt: 1}
      ---
      title: Detak
      id: beat
      logsource: {category: test}
      detection:
        a: {beat: 1}
        condition: a
      """;

  private static final String FAILURE =
      "\"kentongan.asset\":\"site\",\"event.outcome\":\"failure\"";
  private static final String SUCCESS =
      "\"kentongan.asset\":\"site\",\"event.outcome\":\"success\"";

  @Test
  void a_trouble_begins_once_and_ends_once() {
    var detector = Rules.detector(Rules.read(DOWN));

    assertThat(detector.on(Rules.event(1, 0, 1, FAILURE), 1)).isEmpty();
    var began = detector.on(Rules.event(2, 2, 3, FAILURE), 2);
    assertThat(detector.on(Rules.event(3, 4, 5, FAILURE), 3)).isEmpty();
    var ended = detector.on(Rules.event(4, 6, 7, SUCCESS), 4);
    assertThat(detector.on(Rules.event(5, 8, 9, SUCCESS), 5)).isEmpty();

    assertThat(began)
        .singleElement()
        .satisfies(d -> {
          assertThat(d.change()).isEqualTo(Change.BEGAN);
          assertThat(d.factAt()).isEqualTo(Rules.START.plusSeconds(2));
          assertThat(d.acceptedAt()).isEqualTo(Rules.START.plusSeconds(3));
          assertThat(d.late()).isFalse();
          assertThat(d.office()).isEqualTo(Rules.BADUNG);
          assertThat(d.dedupeKey()).isEqualTo("site");
          assertThat(d.events()).hasSize(2);
          assertThat(d.group()).containsExactly(Map.entry("kentongan.asset", "site"));
          assertThat(d.summary()).isEqualTo("Situs terganggu: site (2 kejadian)");
        });
    assertThat(ended)
        .singleElement()
        .satisfies(d -> {
          assertThat(d.change()).isEqualTo(Change.ENDED);
          assertThat(d.troubleKey()).isEqualTo(began.getFirst().troubleKey());
          assertThat(d.id()).isNotEqualTo(began.getFirst().id());
        });
  }

  @Test
  void a_trouble_that_lasts_is_told_again_after_a_while() {
    var detector = Rules.detector(Rules.read(DOWN));
    int told = 0;

    for (int second = 0; second <= 620; second += 10) {
      told += detector.on(Rules.event(second + 1, second, second, FAILURE), second + 1).size();
    }

    assertThat(told).isEqualTo(3); // at 10 s, 310 s and 610 s
  }

  @Test
  void an_old_success_that_arrives_late_ends_nothing() {
    var detector = Rules.detector(Rules.read(DOWN));
    detector.on(Rules.event(1, 10, 10, FAILURE), 1);
    detector.on(Rules.event(2, 12, 12, FAILURE), 2);

    assertThat(detector.on(Rules.event("b", 1, 5, 14, SUCCESS), 3)).isEmpty();
    assertThat(detector.on(Rules.event("b", 2, 13, 15, SUCCESS), 4)).hasSize(1);
  }

  @Test
  void a_late_fact_is_matched_and_marked() {
    var detector = Rules.detector(Rules.read(DOWN));
    detector.on(Rules.event(1, 0, 3600, FAILURE), 1);

    var late = detector.on(Rules.event(2, 2, 3600, FAILURE), 2);

    assertThat(late).singleElement().satisfies(d -> assertThat(d.late()).isTrue());
  }

  @Test
  void an_event_from_the_future_happened_when_it_came() {
    var detector = Rules.detector(Rules.read(DOWN));
    detector.on(Rules.event(1, 90_000, 1, FAILURE), 1);

    var began = detector.on(Rules.event(2, 2, 3, FAILURE), 2);

    assertThat(began).hasSize(1);
  }

  @Test
  void the_owner_of_a_known_asset_is_the_office_and_unknown_assets_are_no_assets() {
    var owner = new OfficeId("35.04");
    var register =
        new Inventory() {
          @Override
          public Optional<OfficeId> ownerOf(AssetId asset) {
            return asset.name().equals("site") ? Optional.of(owner) : Optional.empty();
          }

          @Override
          public Map<String, Known> known(String field) {
            return Map.of();
          }
        };
    var detector =
        new Detector(
            Rules.of("a: {x: 1}\ncondition: a"),
            Rules.MAPPING,
            register,
            Detector.Policy.DEFAULT,
            "");

    var known = detector.on(Rules.event(1, 0, 0, "\"x\":1,\"kentongan.asset\":\"site\""), 1);
    var unknown = detector.on(Rules.event(2, 0, 0, "\"x\":1,\"kentongan.asset\":\"other\""), 1);

    assertThat(known.getFirst().office()).isEqualTo(owner);
    assertThat(known.getFirst().asset()).contains(new AssetId("site"));
    assertThat(unknown.getFirst().office()).isEqualTo(Rules.BADUNG);
    assertThat(unknown.getFirst().asset()).isEmpty();
  }

  @Test
  void what_an_agent_claims_of_its_office_and_identity_is_not_believed() {
    var detector = Rules.detector(Rules.of("a: {kentongan.office: '00'}\ncondition: a"));

    assertThat(detector.on(Rules.event(1, 0, 0, "\"kentongan\":{\"office\":\"00\"}"), 1)).isEmpty();
  }

  @Test
  void an_agent_is_silent_once_and_even_an_old_heartbeat_shows_that_it_is_back() {
    var detector = Rules.detector(Rules.read(SILENT));
    detector.tick(Rules.START);
    detector.on(Rules.event(1, 0, 0, "\"beat\":1"), 1);

    assertThat(detector.tick(Rules.START.plusSeconds(30))).isEmpty();
    var began = detector.tick(Rules.START.plusSeconds(31));
    assertThat(detector.tick(Rules.START.plusSeconds(90))).isEmpty();
    var ended = detector.on(Rules.event(2, 10, 120, "\"beat\":1"), 2);

    assertThat(began)
        .singleElement()
        .satisfies(d -> {
          assertThat(d.change()).isEqualTo(Change.BEGAN);
          assertThat(d.factAt()).isEqualTo(Rules.START);
          assertThat(d.dedupeKey()).isEqualTo("a");
        });
    assertThat(ended)
        .singleElement()
        .satisfies(d -> {
          assertThat(d.change()).isEqualTo(Change.ENDED);
          assertThat(d.factAt()).isEqualTo(Rules.START.plusSeconds(120));
          assertThat(d.office()).isEqualTo(Rules.BADUNG);
        });
  }

  @Test
  void an_enrolled_agent_that_never_spoke_is_silent_too() {
    var register = enrolled();
    var detector =
        new Detector(Rules.read(SILENT), Rules.MAPPING, register, Detector.Policy.DEFAULT, "");

    assertThat(detector.tick(Rules.START)).isEmpty();
    assertThat(detector.tick(Rules.START.plusSeconds(31)))
        .singleElement()
        .satisfies(d -> assertThat(d.office()).isEqualTo(new OfficeId("35.04")));
  }

  @Test
  void a_collector_that_was_down_calls_nobody_silent_before_it_listened() {
    var rules = Rules.read(SILENT);
    var before = Rules.detector(rules);
    before.tick(Rules.START);
    before.on(Rules.event(1, 0, 0, "\"beat\":1"), 1);

    var after =
        new Detector(
            rules, Rules.MAPPING, Inventory.EMPTY, Detector.Policy.DEFAULT, before.memory());
    var restart = Rules.START.plusSeconds(7200);

    assertThat(after.tick(restart)).isEmpty();
    assertThat(after.tick(restart.plusSeconds(30))).isEmpty();
    assertThat(after.tick(restart.plusSeconds(31))).hasSize(1);
  }

  @Test
  void a_silence_is_not_told_again_after_a_restart_and_still_ends() {
    var rules = Rules.read(SILENT);
    var before = Rules.detector(rules);
    before.tick(Rules.START);
    before.on(Rules.event(1, 0, 0, "\"beat\":1"), 1);
    assertThat(before.tick(Rules.START.plusSeconds(31))).hasSize(1);

    var after =
        new Detector(
            rules, Rules.MAPPING, Inventory.EMPTY, Detector.Policy.DEFAULT, before.memory());
    after.tick(Rules.START.plusSeconds(40));

    assertThat(after.tick(Rules.START.plusSeconds(400))).isEmpty();
    assertThat(after.on(Rules.event(2, 5, 410, "\"beat\":1"), 2)).hasSize(1);
  }

  /// Killed at any event and started again from what was stored, a detector says the same.
  @Test
  void a_restart_neither_loses_nor_doubles_a_detection() {
    var rules = rules();
    var events = traffic(3000, new Random(7));
    var whole = run(rules, events, -1);
    assertThat(whole).hasSizeGreaterThan(20);

    for (int kill = 50; kill < events.size(); kill += 331) {
      assertThat(run(rules, events, kill)).isEqualTo(whole);
    }
  }

  @Test
  void other_rules_come_into_force_and_windows_of_the_same_ones_stay() {
    var detector = Rules.detector(Rules.read(DOWN));
    detector.on(Rules.event(1, 0, 0, FAILURE), 1);

    detector.use(Rules.read(DOWN), Rules.MAPPING);

    assertThat(detector.on(Rules.event(2, 1, 1, FAILURE), 2)).hasSize(1);
    detector.use(RuleSet.NONE, Rules.MAPPING);
    assertThat(detector.on(Rules.event(3, 700, 700, FAILURE), 3)).isEmpty();
  }

  @Test
  void texts_of_a_detection_are_bounded_and_without_control_characters() {
    var detector =
        Rules.detector(
            Rules.read(
                """
                title: T
                id: t
                logsource: {category: test}
                detection:
                  a: {x|startswith: evil}
                  condition: a
                kentongan: {dedupe: [x]}
                """));
    var long_ = "evil\\u0000\\u001b[31m\\u202e<script>" + "y".repeat(50_000);

    var found = detector.on(Rules.event(1, 0, 0, "\"x\":\"" + long_ + "\""), 1).getFirst();

    assertThat(found.dedupeKey().length()).isLessThan(300);
    assertThat(found.summary().length()).isLessThan(310);
    assertThat(found.summary() + found.explanation() + found.group() + found.dedupeKey())
        .doesNotContainPattern("[\\p{Cntrl}\\u202e]");
    assertThat(found.explanation().getFirst().field()).isEqualTo("x");
  }

  private static Inventory enrolled() {
    return new Inventory() {
      @Override
      public Optional<OfficeId> ownerOf(AssetId asset) {
        return Optional.empty();
      }

      @Override
      public Map<String, Known> known(String field) {
        return field.equals("agent.id")
            ? Map.of("b", new Known(new OfficeId("35.04"), Instant.EPOCH))
            : Map.of();
      }
    };
  }

  private static RuleSet rules() {
    return Rules.read(
        DOWN
            + """
            ---
            title: Chain
            id: chain
            correlation:
              type: temporal_ordered
              rules: [many, ok]
              group-by: [kentongan.asset]
              timespan: 90s
            ---
            title: Many
            id: many
            correlation:
              type: value_count
              rules: [failed]
              group-by: [kentongan.asset]
              timespan: 45s
              condition: {field: ip, gte: 3}
            ---
            title: Ok
            id: ok
            logsource: {category: test}
            detection:
              a: {event.outcome: success}
              condition: a
            """);
  }

  private static List<Event> traffic(int count, Random random) {
    var events = new ArrayList<Event>();
    for (int i = 1; i <= count; i++) {
      var fields =
          "\"kentongan.asset\":\"s%d\",\"ip\":\"192.0.2.%d\",\"event.outcome\":\"%s\""
              .formatted(
                  random.nextInt(12),
                  random.nextInt(20),
                  random.nextInt(3) == 0 ? "success" : "failure");
      long happened = i * 4L - random.nextInt(60);
      events.add(Rules.event(i, happened, i * 4L, fields));
    }
    return events;
  }

  /// @param kill after this event the detector is thrown away; -1 for never
  private static List<Detection> run(RuleSet rules, List<Event> events, int kill) {
    var found = new ArrayList<Detection>();
    var detector = Rules.detector(rules);
    for (int i = 0; i < events.size(); i++) {
      found.addAll(detector.on(events.get(i), i + 1));
      if (i == kill) {
        long from = detector.neededFrom();
        var next =
            new Detector(
                rules, Rules.MAPPING, Inventory.EMPTY, Detector.Policy.DEFAULT, detector.memory());
        for (long position = from; position <= i + 1; position++) {
          next.replay(events.get((int) position - 1), position);
        }
        detector = next;
      }
    }
    return found;
  }
}

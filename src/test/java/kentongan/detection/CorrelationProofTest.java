package kentongan.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import kentongan.detection.NaiveWindows.Match;
import kentongan.event.Event;
import kentongan.rule.Correlation;
import kentongan.rule.EventRule;
import kentongan.rule.Rule;
import kentongan.rule.RuleSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Correlations over documents, from the log to the detection.
class CorrelationProofTest {
  private static final long LATENESS = Detector.Policy.DEFAULT.lateness().toSeconds();

  /// Events of one incident, shuffled within the allowed lateness: what holds when all is known is
  /// found, at its time; with conditions that more matches only make truer, nothing else is.
  @ParameterizedTest
  @EnumSource(Correlation.Kind.class)
  void shuffled_events_fire_at_the_times_at_which_sorted_ones_do(Correlation.Kind kind) {
    var random = new Random(7 * kind.word().hashCode());
    for (int round = 0; round < 80; round++) {
      boolean monotone = isMonotone(kind) && random.nextInt(3) > 0;
      var rules = Rules.read(RandomCorrelations.yaml(kind, random, monotone));
      var events = events(40, random, true);
      var rule = rules.correlations().getFirst();
      if (rule.isAbsence()) {
        continue; // judged by what arrives, not by when it happened
      }

      var whole = NaiveWindows.whole(rule, matches(rule, events));
      var fired = fired(rules, events);
      var told = told(rules, events);

      if (monotone) {
        assertThat(fired).as("%s", rule).isEqualTo(whole);
        assertThat(told).as("%s", rule).isEqualTo(groups(whole));
      } else {
        assertThat(fired).as("%s", rule).containsAll(whole);
        assertThat(told).as("%s", rule).containsAll(groups(whole));
      }
    }
  }

  /// Killed anywhere, again and again, with chains, late events and rules of every kind.
  @ParameterizedTest
  @EnumSource(Correlation.Kind.class)
  void restarts_neither_lose_nor_double_a_detection(Correlation.Kind kind) {
    var random = new Random(13 * kind.word().hashCode());
    int found = 0;
    for (int round = 0; round < 30; round++) {
      var text = RandomCorrelations.yaml(kind, random, false) + chain(random);
      var rules = Rules.read(text);
      var events = events(150, random, false);

      var whole = run(rules, events, Set.of());
      var kills = new HashSet<Integer>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        kills.add(random.nextInt(events.size()));
      }

      assertThat(run(rules, events, kills)).as("%s%n%s", text, kills).isEqualTo(whole);
      found += whole.size();
    }
    assertThat(found).isGreaterThan(30);
  }

  @Test
  void a_restart_needs_no_more_of_the_log_than_the_windows_reach_back() {
    var rules =
        Rules.read(RandomCorrelations.yaml(Correlation.Kind.EVENT_COUNT, new Random(1), true));
    var span = rules.correlations().getFirst().timespan();
    var detector = Rules.detector(rules);
    long keep =
        span.plus(Detector.Policy.DEFAULT.lateness()).plus(Duration.ofMinutes(5)).toSeconds();
    for (int i = 1; i < 5000; i++) {
      detector.on(Rules.event(i, i, i, "\"parts\":[\"p0\"],\"g\":\"a\""), i);
    }

    assertThat(detector.neededFrom()).isBetween(4999 - keep - 70, 4999 - keep);
  }

  @Test
  void a_chained_rule_takes_its_group_from_the_event_that_made_it_fire() {
    var rules =
        Rules.read(
            """
            title: Failures, then a success of the same user
            id: chain
            correlation:
              type: temporal_ordered
              rules: [many, ok]
              group-by: [user]
              timespan: 1m
            ---
            title: Many
            id: many
            correlation:
              type: event_count
              rules: [failed]
              group-by: [host]
              timespan: 1m
              condition: {gte: 2}
            ---
            title: Failed
            id: failed
            logsource: {category: test}
            detection: {a: {outcome: failure}, condition: a}
            ---
            title: Ok
            id: ok
            logsource: {category: test}
            detection: {a: {outcome: success}, condition: a}
            """);
    var detector = Rules.detector(rules);
    detector.on(
        Rules.event(1, 0, 0, "\"outcome\":\"failure\",\"host\":\"h\",\"user\":\"siti\""), 1);
    detector.on(
        Rules.event(2, 1, 1, "\"outcome\":\"failure\",\"host\":\"h\",\"user\":\"budi\""), 2);

    var other = detector.on(Rules.event(3, 2, 2, "\"outcome\":\"success\",\"user\":\"siti\""), 3);
    var same = detector.on(Rules.event(4, 3, 3, "\"outcome\":\"success\",\"user\":\"budi\""), 4);

    assertThat(other).isEmpty();
    assertThat(same)
        .singleElement()
        .satisfies(found -> {
          assertThat(found.group()).containsEntry("user", "budi");
          assertThat(found.events()).hasSize(3);
        });
  }

  @Test
  void one_event_is_counted_once_however_many_of_the_rules_it_matches() {
    var rules =
        Rules.read(
            """
            title: Two
            id: two
            correlation:
              type: event_count
              rules: [a, b]
              group-by: [g]
              timespan: 1m
              condition: {gte: 2}
            ---
            title: A
            id: a
            logsource: {category: test}
            detection: {a: {x: 1}, condition: a}
            ---
            title: B
            id: b
            logsource: {category: test}
            detection: {a: {y: 1}, condition: a}
            """);
    var detector = Rules.detector(rules);

    assertThat(detector.on(Rules.event(1, 0, 0, "\"x\":1,\"y\":1,\"g\":\"a\""), 1)).isEmpty();
    assertThat(detector.on(Rules.event(2, 1, 1, "\"y\":1,\"g\":\"a\""), 2)).hasSize(1);
  }

  @Test
  void values_of_a_chained_rule_are_those_of_its_groups() {
    var rules =
        Rules.read(
            """
            title: One address fails on several hosts
            id: spread
            correlation:
              type: value_count
              rules: [many]
              group-by: [ip]
              timespan: 1m
              condition: {field: host, gte: 2}
            ---
            title: Many
            id: many
            correlation:
              type: event_count
              rules: [failed]
              group-by: [host, ip]
              timespan: 1m
              condition: {gte: 2}
            ---
            title: Failed
            id: failed
            logsource: {category: test}
            detection: {a: {outcome: failure}, condition: a}
            """);
    var detector = Rules.detector(rules);
    var found = new ArrayList<Detection>();
    for (int i = 0; i < 4; i++) {
      var fields = "\"outcome\":\"failure\",\"host\":\"h%d\",\"ip\":\"192.0.2.1\"".formatted(i / 2);
      found.addAll(detector.on(Rules.event(i + 1, i, i, fields), i + 1));
    }

    assertThat(found)
        .singleElement()
        .satisfies(d -> assertThat(d.group()).containsEntry("ip", "192.0.2.1"));
  }

  @Test
  void a_match_without_a_group_value_or_number_is_in_no_group_and_an_array_gives_its_first() {
    var rules =
        Rules.read(
            """
            title: Sum
            id: sum
            correlation:
              type: value_sum
              rules: [any]
              group-by: [g]
              timespan: 1m
              condition: {field: v, gte: 10}
            ---
            title: Any
            id: any
            logsource: {category: test}
            detection: {a: {v|exists: true}, condition: a}
            """);

    var none =
        List.of("\"g\":null,\"v\":99", "\"v\":99", "\"g\":\"\",\"v\":99", "\"g\":[],\"v\":99");
    for (var fields : none) {
      assertThat(Rules.detector(rules).on(Rules.event(1, 0, 0, fields), 1)).as(fields).isEmpty();
    }
    var unread = List.of("\"v\":\"many\"", "\"v\":null", "\"v\":1e999", "\"v\":{\"a\":99}");
    for (var fields : unread) {
      var event = Rules.event(1, 0, 0, "\"g\":\"a\"," + fields);
      assertThat(Rules.detector(rules).on(event, 1)).as(fields).isEmpty();
    }
    var found =
        List.of(
            "\"g\":[null,\"a\",\"b\"],\"v\":\"10\"",
            "\"g\":\"a\",\"v\":[10.0,1]",
            "\"g\":7,\"v\":1e1");
    for (var fields : found) {
      assertThat(Rules.detector(rules).on(Rules.event(1, 0, 0, fields), 1)).as(fields).hasSize(1);
    }
  }

  private static String chain(Random random) {
    return """
    ---
    title: Chain
    id: chain
    correlation:
      type: %s
      rules: [c, p0]
      group-by: [%s]
      timespan: %ds
      condition: %s
      generate: true
    """
        .formatted(
            random.nextBoolean() ? "temporal" : "temporal_ordered",
            random.nextBoolean() ? "g" : "h",
            1 + random.nextInt(400),
            random.nextBoolean() ? "{gte: 2}" : "c and p0");
  }

  private static boolean isMonotone(Correlation.Kind kind) {
    return switch (kind) {
      case EVENT_COUNT, VALUE_COUNT, VALUE_SUM, TEMPORAL, TEMPORAL_ORDERED -> true;
      case VALUE_AVG, VALUE_MEDIAN, VALUE_PERCENTILE -> false;
    };
  }

  /// @param isShort whether all comes within half a minute; else within the hour, some of it late
  private static List<Event> events(int count, Random random, boolean isShort) {
    var order = new ArrayList<Integer>();
    for (int i = 0; i < count; i++) {
      order.add(i);
    }
    if (isShort) {
      Collections.shuffle(order, random);
    }
    var events = new ArrayList<Event>();
    long accepted = LATENESS;
    for (int i = 0; i < count; i++) {
      accepted += isShort ? 0 : random.nextInt(5) * random.nextInt(8);
      long happened = isShort ? order.get(i) : accepted - random.nextInt(20);
      if (!isShort && random.nextInt(10) == 0) {
        happened = accepted - random.nextInt(600) + 200;
      }
      var fields =
          "\"parts\":[%s],\"g\":\"%s\",\"h\":\"%s\",\"v\":%d"
              .formatted(parts(random), random.nextInt(2), random.nextInt(2), random.nextInt(6));
      events.add(Rules.event(i + 1, happened, accepted, fields));
    }
    return events;
  }

  private static String parts(Random random) {
    var parts = new ArrayList<String>();
    for (int part = 0; part < 4; part++) {
      if (random.nextInt(3) == 0) {
        parts.add("\"p" + part + "\"");
      }
    }
    return String.join(",", parts);
  }

  /// What the naive windows are given, read off the documents by other means than the engine's.
  private static List<Match> matches(Correlation rule, List<Event> events) {
    var matches = new ArrayList<Match>();
    for (var event : events) {
      var text = new String(event.json(), java.nio.charset.StandardCharsets.UTF_8);
      long time = java.time.Instant.parse(text.substring(15, text.indexOf('"', 15))).toEpochMilli();
      for (int part = 0; part < rule.rules().size(); part++) {
        if (text.contains("\"" + rule.rules().get(part) + "\"")) {
          matches.add(
              new Match(
                  matches.size(),
                  text.replaceAll(".*\"g\":\"(.)\".*", "$1"),
                  time,
                  event.acceptedAt().toEpochMilli(),
                  event.id().sequence(),
                  part,
                  text.replaceAll(".*\"v\":(.).*", "$1")));
        }
      }
    }
    return matches;
  }

  private static Set<String> groups(Set<String> firings) {
    var groups = new TreeSet<String>();
    firings.forEach(firing -> groups.add(firing.substring(0, 1)));
    return groups;
  }

  private static Set<String> told(RuleSet rules, List<Event> events) {
    var told = new TreeSet<String>();
    for (var detection : run(rules, events, Set.of())) {
      told.add(detection.group().get("g"));
    }
    return told;
  }

  /// Every firing, before troubles are made of them.
  private static Set<String> fired(RuleSet rules, List<Event> events) {
    var engine = new Engine(rules, Rules.MAPPING, LATENESS * 1000, true);
    var fired = new TreeSet<String>();
    var listener =
        new Engine.Listener() {
          @Override
          public void matched(EventRule rule, int number, List<String> dedupe) {}

          @Override
          public void fired(Firing firing) {
            fired.add(firing.group().getFirst() + " " + firing.time());
          }

          @Override
          public void heard(Correlation rule, List<String> group) {}

          @Override
          public void recovered(Rule rule, int number, List<String> dedupe) {}
        };
    for (var event : events) {
      assertThat(engine.read(event)).isTrue();
      engine.judge(
          engine.route(),
          engine.time(),
          event.acceptedAt().toEpochMilli(),
          1,
          event.id(),
          listener);
    }
    return fired;
  }

  /// @param kills after these events the detector is thrown away
  private static List<Detection> run(RuleSet rules, List<Event> events, Set<Integer> kills) {
    var found = new ArrayList<Detection>();
    var detector = Rules.detector(rules);
    for (int i = 0; i < events.size(); i++) {
      found.addAll(detector.on(events.get(i), i + 1));
      if (kills.contains(i)) {
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

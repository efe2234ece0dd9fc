package kentongan.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import kentongan.detection.NaiveWindows.Match;
import kentongan.rule.Correlation;
import kentongan.rule.RuleSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WindowTest {
  @Test
  void a_span_ends_with_its_last_match_and_begins_just_after_its_length_before() {
    var window = new Windows(rule("event_count", "{gte: 2}"));

    assertThat(put(window, 0, 0)).isEmpty();
    assertThat(put(window, 10_000, 0)).as("exactly ten seconds later is outside").isEmpty();
    assertThat(put(window, 19_999, 0)).containsExactly(19_999L);
  }

  @Test
  void a_match_that_comes_late_completes_the_span_it_belongs_to() {
    var window = new Windows(rule("event_count", "{gte: 3}"));
    put(window, 1000, 0);
    put(window, 3000, 0);
    put(window, 60_000, 0);

    assertThat(put(window, 2000, 0)).containsExactly(3000L);
  }

  @Test
  void a_match_that_comes_late_completes_every_span_it_was_missing_from_once() {
    var window = new Windows(rule("event_count", "{gte: 3}"));
    put(window, 1000, 0);
    put(window, 3000, 0);
    put(window, 11_500, 0);

    assertThat(put(window, 2000, 0)).containsExactly(3000L, 11_500L);
    assertThat(put(window, 2500, 0)).as("told before, but for its own").containsExactly(2500L);
  }

  @Test
  void a_sequence_needs_its_order_and_two_events() {
    var window = new Windows(rule("temporal_ordered", ""));
    assertThat(window.put("g", 2000, 0, 1, "b", "")).isEmpty();
    assertThat(window.put("g", 3000, 0, 0, "a", "")).isEmpty();
    assertThat(window.put("g", 3000, 0, 1, "a", "")).isEmpty();
    assertThat(window.put("g", 4000, 0, 1, "c", "")).containsExactly(4000L);
  }

  @Test
  void a_percentile_lies_between_the_two_nearest_ranks_in_proportion() {
    double[] sorted = {10, 20, 30, 40};

    assertThat(Ranked.of(sorted, 4, 0)).isEqualTo(10);
    assertThat(Ranked.of(sorted, 4, 50)).isEqualTo(25);
    assertThat(Ranked.of(sorted, 4, 90)).isEqualTo(37);
    assertThat(Ranked.of(sorted, 4, 100)).isEqualTo(40);
    assertThat(Ranked.of(sorted, 1, 75)).isEqualTo(10);
  }

  @Test
  void without_a_percentile_the_share_of_the_newest_value_counts_whatever_the_text() {
    var window = new Windows(rule("value_percentile", "{field: image, lte: 10}"));
    for (int i = 0; i < 9; i++) {
      assertThat(window.put("g", i, 0, 0, i, "cmd.exe")).isEmpty();
    }

    assertThat(window.put("g", 10, 0, 0, 10, "mimikatz.exe")).as("1 of 10").containsExactly(10L);
    assertThat(window.put("g", 11, 0, 0, 11, "mimikatz.exe")).as("2 of 11").isEmpty();
  }

  @Test
  void a_rule_that_must_not_match_is_looked_for_in_the_span_so_far() {
    var window = new Windows(rule("temporal", "x and not y"));

    assertThat(put(window, 0, 0)).containsExactly(0L);
    assertThat(put(window, 1000, 1)).isEmpty();
    assertThat(put(window, 5000, 0)).as("y was four seconds ago").isEmpty();
    assertThat(put(window, 11_000, 0)).as("y was ten seconds ago").containsExactly(11_000L);
  }

  @Test
  void sums_do_not_drift() {
    var window = new Windows(rule("value_sum", "{field: v, gt: 0.35}"));
    window.put("g", 0, 0, 0, 0, "1e300");
    for (int i = 1; i < 100_000; i++) {
      long time = 20_000L + i * 4000L;
      assertThat(window.put("g", time, 0, 0, i, "0.1")).as("three are 0.3").isEmpty();
    }
  }

  @Test
  void what_is_too_much_for_one_group_is_forgotten_oldest_first_and_counted() {
    var window = new Windows(rule("event_count", "{gte: 4}"), 0, new Bounds(10, 3, 100));

    for (int i = 0; i < 10; i++) {
      assertThat(put(window, i, 0)).isEmpty();
    }

    assertThat(window.correlator().overflow()).isEqualTo(7);
    assertThat(window.put("other", 11, 11, 0, 11, "")).isEmpty();
    assertThat(window.correlator().groups()).isEqualTo(2);
  }

  @Test
  void groups_and_matches_are_bounded_and_the_greediest_rule_forgets_first() {
    var allowance = new Allowance(new Bounds(50, 10, 60));
    var greedy = new Correlator(rule("event_count", "{gte: 4}"), 0, allowance);
    var modest = new Correlator(rule("event_count", "{gte: 2}"), 0, allowance);
    var key = new KeyText();
    var value = new Measure.Value();
    key.add("own");
    modest.add(0, key, value, 0, 0, 1, "a");

    for (int i = 0; i < 1000; i++) {
      key.clear();
      key.add("g" + i);
      greedy.add(0, key, value, i, 0, 1, i);
    }
    key.clear();
    key.add("own");

    assertThat(greedy.groups()).isEqualTo(50);
    assertThat(greedy.overflow()).isEqualTo(950);
    assertThat(modest.add(0, key, value, 1, 0, 1, "b")).hasSize(1);
    assertThat(modest.overflow()).isZero();
  }

  @Test
  void long_values_are_kept_short_and_still_told_apart() {
    var key = new KeyText();
    key.add("é€" + "x".repeat(100_000));
    var other = new KeyText();
    other.add("é€" + "x".repeat(100_001));

    assertThat(key.length()).isLessThan(1100);
    assertThat(key.bytes()).isNotEqualTo(other.bytes());
    assertThat(KeyText.values(java.util.Arrays.copyOf(key.bytes(), key.length())).getFirst())
        .startsWith("é€xxx");
  }

  /// Every arrival, in any order, with matches that are forgotten meanwhile: the same firings as
  /// those of windows that are computed anew each time.
  @ParameterizedTest
  @EnumSource(Correlation.Kind.class)
  void every_arrival_fires_what_naive_windows_fire(Correlation.Kind kind) {
    var random = new Random(kind.word().hashCode());
    int rounds = kind == Correlation.Kind.TEMPORAL_ORDERED ? 60 : 160;
    for (int round = 0; round < rounds; round++) {
      var rule = RandomCorrelations.correlation(kind, random, false);
      for (int stream = 0; stream < 80; stream++) {
        long lateness = random.nextInt(20) * 1000L;
        int size = stream == 0 ? 40 : 10;
        var windows = new Windows(rule, lateness, Bounds.DEFAULT);
        var naive = new NaiveWindows(rule, lateness);
        var matches = matches(rule, size, random, 1);
        for (var match : matches) {
          var fired = windows.put(match);
          var expected = naive.put(match);
          if (!fired.equals(expected)) {
            assertThat(fired).as("%s%n%s", rule, match).isEqualTo(expected);
          }
        }
      }
    }
  }

  /// Whatever the order of arrival: what holds when everything is known was told, at its time. When
  /// more matches cannot make it hold less, nothing else was told.
  @ParameterizedTest
  @EnumSource(Correlation.Kind.class)
  void the_order_of_arrival_does_not_matter_in_the_end(Correlation.Kind kind) {
    var random = new Random(31 + kind.word().hashCode());
    for (int round = 0; round < 150; round++) {
      boolean monotone = random.nextBoolean() && isMonotone(kind);
      var rule = RandomCorrelations.correlation(kind, random, monotone);
      for (int stream = 0; stream < 40; stream++) {
        var matches = matches(rule, 16, random, monotone ? 0 : 1);
        if (kind == Correlation.Kind.TEMPORAL_ORDERED) {
          matches.replaceAll(WindowTest::atItsOwnTime);
        } else if (kind != Correlation.Kind.TEMPORAL) {
          matches.replaceAll(WindowTest::ofItsOwnEvent); // those of one event come together
        }
        Collections.shuffle(matches, random);
        var windows = new Windows(rule);
        var told = new TreeSet<String>();
        for (var match : matches) {
          windows.put(match).forEach(time -> told.add(match.group() + " " + time));
        }
        var whole = NaiveWindows.whole(rule, matches);
        if (monotone) {
          assertThat(told).as("%s%n%s", rule, matches).isEqualTo(whole);
        } else if (!told.containsAll(whole)) {
          assertThat(told).as("%s%n%s", rule, matches).containsAll(whole);
        }
      }
    }
  }

  private static boolean isMonotone(Correlation.Kind kind) {
    return switch (kind) {
      case EVENT_COUNT, VALUE_COUNT, VALUE_SUM, TEMPORAL, TEMPORAL_ORDERED -> true;
      case VALUE_AVG, VALUE_MEDIAN, VALUE_PERCENTILE -> false;
    };
  }

  private static Match ofItsOwnEvent(Match match) {
    return new Match(
        match.number(),
        match.group(),
        match.time(),
        0,
        match.number(),
        match.part(),
        match.value());
  }

  private static Match atItsOwnTime(Match match) {
    return new Match(
        match.number(),
        match.group(),
        match.time() * 1000 + match.event(),
        0,
        match.event(),
        match.part(),
        match.value());
  }

  /// Matches of two groups, more or less by time, some at the same one, some of the same event.
  private static List<Match> matches(Correlation rule, int count, Random random, int below) {
    var matches = new ArrayList<Match>();
    long event = 0;
    for (int i = 0; i < count; i++) {
      boolean isSameEvent = i > 0 && random.nextInt(5) == 0;
      event += isSameEvent ? 0 : 1;
      var last = isSameEvent ? matches.getLast() : null;
      int part = random.nextInt(rule.rules().size());
      if (last != null && part <= last.part()) {
        event++; // one event comes to each part once, in their order
        last = null;
      }
      matches.add(
          new Match(
              i,
              last == null ? random.nextInt(4) == 0 ? "a" : "b" : last.group(),
              last == null ? i * 500L + random.nextInt(20) * 500L : last.time(),
              i * 500L,
              event,
              part,
              Integer.toString(random.nextInt(6) - below)));
    }
    if (random.nextInt(3) == 0) {
      matches.sort(Comparator.comparingLong(Match::time));
    }
    for (int i = 0; i < count; i++) { // acceptance goes on, whatever comes
      boolean isSame = i > 0 && matches.get(i).event() == matches.get(i - 1).event();
      matches.set(i, matches.get(i).acceptedAt(isSame ? matches.get(i - 1).accepted() : i * 500L));
    }
    return matches;
  }

  private static List<Long> put(Windows window, long time, int part) {
    return window.put("g", time, 0, part, time, "");
  }

  private static Correlation rule(String kind, String condition) {
    RuleSet rules =
        Rules.read(
            """
            title: C
            id: c
            correlation:
              type: %s
              rules: [x, y]
              group-by: [g]
              timespan: 10s
              %s
            ---
            title: X
            id: x
            logsource: {category: test}
            detection: {a: {k: x}, condition: a}
            ---
            title: Y
            id: y
            logsource: {category: test}
            detection: {a: {k: y}, condition: a}
            """
                .formatted(kind, condition.isEmpty() ? "" : "condition: " + condition));
    return rules.correlations().getFirst();
  }
}

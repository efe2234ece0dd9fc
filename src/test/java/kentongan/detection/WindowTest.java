package kentongan.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import kentongan.rule.Correlation;
import kentongan.rule.RuleSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
  @Test
  void a_span_ends_with_its_last_match_and_begins_just_after_its_length_before() {
    var window = new Window(rule("event_count", "{gte: 2}"));

    assertThat(put(window, 0, 0)).isEqualTo(-1);
    assertThat(put(window, 10_000, 0)).as("exactly ten seconds later is outside").isEqualTo(-1);
    assertThat(put(window, 19_999, 0)).isGreaterThanOrEqualTo(0);
  }

  @Test
  void a_match_that_comes_late_completes_the_span_it_belongs_to() {
    var window = new Window(rule("event_count", "{gte: 3}"));
    put(window, 1000, 0);
    put(window, 3000, 0);
    put(window, 60_000, 0);

    int end = put(window, 2000, 0);

    assertThat(end).isGreaterThanOrEqualTo(0);
    assertThat(window.time(end)).isEqualTo(3000);
  }

  @Test
  void a_sequence_needs_its_order_and_two_events() {
    var window = new Window(rule("temporal_ordered", ""));
    assertThat(window.firstSatisfied(window.insert(2000, 0, 1, 1, "b", null))).isEqualTo(-1);
    assertThat(window.firstSatisfied(window.insert(3000, 0, 2, 0, "a", null))).isEqualTo(-1);
    assertThat(window.firstSatisfied(window.insert(3000, 0, 2, 1, "a", null))).isEqualTo(-1);
    assertThat(window.firstSatisfied(window.insert(4000, 0, 3, 1, "c", null))).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event_count",
        "value_count",
        "value_sum",
        "value_avg",
        "value_median",
        "temporal",
        "temporal_ordered"
      })
  void any_order_of_arrival_finds_what_a_naive_count_over_the_sorted_matches_finds(String kind) {
    var random = new Random(kind.hashCode());
    for (int round = 0; round < 300; round++) {
      var condition =
          switch (kind) {
            case "event_count" -> "{gte: 4}";
            case "value_count" -> "{field: v, gte: 3}";
            case "value_sum" -> "{field: v, gt: 9}";
            case "value_avg", "value_median" -> "{field: v, gte: 4}";
            default -> "";
          };
      var rule = rule(kind, condition);
      var matches = new ArrayList<Match>();
      for (int i = 0; i < 30; i++) {
        matches.add(new Match(random.nextInt(90) * 1000L, i, random.nextInt(2), random.nextInt(6)));
      }
      assertThat(streamed(rule, matches)).as(kind + " " + matches).isEqualTo(naive(rule, matches));
    }
  }

  /// Whether it fired at least once, computed match by match in the order of arrival.
  private static boolean streamed(Correlation rule, List<Match> matches) {
    var window = new Window(rule);
    boolean fired = false;
    for (var match : matches) {
      Object value = value(rule, match);
      int at = window.insert(match.time(), 0, match.number(), match.part(), match.number(), value);
      fired |= window.firstSatisfied(at) >= 0;
    }
    return fired;
  }

  /// Whether after some arrival there is a span ending at a match, that holds the arrived one, and
  /// satisfies the rule: all of it computed anew.
  private static boolean naive(Correlation rule, List<Match> matches) {
    for (int arrived = 0; arrived < matches.size(); arrived++) {
      var sorted = new ArrayList<>(matches.subList(0, arrived + 1));
      sorted.sort(Comparator.comparingLong(Match::time).thenComparingInt(Match::number));
      int at = sorted.indexOf(matches.get(arrived));
      for (int end = at; end < sorted.size(); end++) {
        long to = sorted.get(end).time();
        if (to - sorted.get(at).time() >= 10_000) {
          break;
        }
        var span = sorted.subList(0, end + 1).stream().filter(m -> m.time() > to - 10_000).toList();
        if (holds(rule, span)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean holds(Correlation rule, List<Match> span) {
    var values = span.stream().mapToDouble(Match::value).sorted().toArray();
    double sum = span.stream().mapToDouble(Match::value).sum();
    double measure =
        switch (rule.kind()) {
          case EVENT_COUNT -> span.size();
          case VALUE_COUNT -> span.stream().map(Match::value).distinct().count();
          case VALUE_SUM -> sum;
          case VALUE_AVG -> sum / span.size();
          case VALUE_MEDIAN, VALUE_PERCENTILE ->
              (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
          case TEMPORAL -> span.stream().map(Match::part).distinct().count();
          case TEMPORAL_ORDERED -> ordered(span);
        };
    return rule.condition().holds(measure);
  }

  private static int ordered(List<Match> span) {
    int first = span.stream().map(Match::part).toList().indexOf(0);
    if (first < 0) {
      return 0;
    }
    return span.subList(first, span.size()).stream().anyMatch(m -> m.part() == 1) ? 2 : 1;
  }

  private static Object value(Correlation rule, Match match) {
    return switch (rule.kind()) {
      case VALUE_COUNT -> Integer.toString(match.value());
      default -> (Object) (double) match.value();
    };
  }

  private static int put(Window window, long time, int part) {
    return window.firstSatisfied(window.insert(time, 0, 1, part, time, null));
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

  private record Match(long time, int number, int part, int value) {}
}

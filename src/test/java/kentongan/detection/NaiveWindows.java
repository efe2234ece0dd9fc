package kentongan.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kentongan.rule.Combination;
import kentongan.rule.Correlation;

/// What correlations mean, written down as plainly as possible and computed anew for every
/// question: sorted matches, a loop over the ends of spans, a loop over each span.
final class NaiveWindows {
  private final Correlation rule;
  private final long span;
  private final long keep;
  private List<Match> arrived = new ArrayList<>();

  NaiveWindows(Correlation rule, long lateness) {
    this.rule = rule;
    this.span = rule.timespan().toMillis();
    this.keep = span + lateness;
  }

  /// The times of the spans that hold now and did not before this match came, oldest first.
  List<Long> put(Match match) {
    arrived.removeIf(old -> old.accepted() < match.accepted() - keep);
    var before = ends(group(arrived, match.group()));
    arrived.add(match);
    var after = ends(group(arrived, match.group()));
    var times = new ArrayList<Long>();
    after.forEach((end, time) -> {
      if (!before.containsKey(end)) {
        times.add(time);
      }
    });
    times.sort(null);
    return times;
  }

  /// The times at which it holds when everything is known, by group.
  static Set<String> whole(Correlation rule, List<Match> matches) {
    var times = new TreeSet<String>();
    var naive = new NaiveWindows(rule, 0);
    for (var group : matches.stream().map(Match::group).distinct().toList()) {
      for (long time : naive.ends(naive.group(matches, group)).values()) {
        times.add(group + " " + time);
      }
    }
    return times;
  }

  private List<Match> group(List<Match> matches, String group) {
    var mine = new ArrayList<Match>();
    for (var match : matches) {
      boolean isCounted =
          !rule.kind().isTemporal() && mine.stream().anyMatch(m -> m.event() == match.event());
      if (match.group().equals(group) && !isCounted) {
        mine.add(match);
      }
    }
    mine.sort((a, b) -> Long.compare(a.time(), b.time())); // stable: else as they arrived
    return mine;
  }

  private Map<Integer, Long> ends(List<Match> sorted) {
    var ends = new HashMap<Integer, Long>();
    for (int end = 0; end < sorted.size(); end++) {
      int low = end;
      while (low > 0 && sorted.get(low - 1).time() > sorted.get(end).time() - span) {
        low--;
      }
      if (holds(sorted.subList(low, end + 1))) {
        ends.put(sorted.get(end).number(), sorted.get(end).time());
      }
    }
    return ends;
  }

  private boolean holds(List<Match> spanned) {
    var stated = rule.condition().combination();
    if (stated.isPresent()) {
      return rule.kind() == Correlation.Kind.TEMPORAL
          ? stated.get().combination().holds(seen(spanned)::contains)
          : inOrder(stated.get().combination(), spanned);
    }
    return rule.condition().holds(measure(spanned));
  }

  private double measure(List<Match> spanned) {
    int n = spanned.size();
    return switch (rule.kind()) {
      case EVENT_COUNT -> n;
      case VALUE_COUNT -> {
        var different = new HashSet<String>();
        spanned.forEach(match -> different.add(match.value()));
        yield different.size();
      }
      case VALUE_SUM -> sum(spanned);
      case VALUE_AVG -> sum(spanned) / n;
      case VALUE_MEDIAN -> percentile(spanned, 50);
      case VALUE_PERCENTILE -> {
        if (rule.condition().percentile().isPresent()) {
          yield percentile(spanned, rule.condition().percentile().getAsDouble());
        }
        var newest = spanned.getLast().value();
        yield 100.0 * spanned.stream().filter(m -> m.value().equals(newest)).count() / n;
      }
      case TEMPORAL -> seen(spanned).size();
      case TEMPORAL_ORDERED -> {
        var all = new ArrayList<Integer>();
        for (int part = 0; part < rule.rules().size(); part++) {
          all.add(part);
        }
        yield reached(all, spanned);
      }
    };
  }

  private static double sum(List<Match> spanned) {
    double sum = 0;
    for (var match : spanned) {
      sum += Double.parseDouble(match.value());
    }
    return sum;
  }

  private static double percentile(List<Match> spanned, double percentile) {
    double[] sorted = new double[spanned.size()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = Double.parseDouble(spanned.get(i).value());
    }
    Arrays.sort(sorted);
    double rank = percentile * (sorted.length - 1) / 100;
    int below = (int) Math.floor(rank);
    int above = (int) Math.ceil(rank);
    return sorted[below] + (sorted[above] - sorted[below]) * (rank - below);
  }

  private static Set<Integer> seen(List<Match> spanned) {
    var seen = new HashSet<Integer>();
    spanned.forEach(match -> seen.add(match.part()));
    return seen;
  }

  /// Tries every choice of rules that might have been seen in order.
  private boolean inOrder(Combination combination, List<Match> spanned) {
    var seen = seen(spanned);
    int parts = rule.rules().size();
    for (int choice = 0; choice < 1 << parts; choice++) {
      if (Integer.bitCount(choice) > spanned.size()) {
        continue;
      }
      var chosen = new ArrayList<Integer>();
      for (int part = 0; part < parts; part++) {
        if ((choice & 1 << part) != 0) {
          chosen.add(part);
        }
      }
      if (reached(chosen, spanned) == chosen.size() && holds(combination, chosen, seen, false)) {
        return true;
      }
    }
    return false;
  }

  /// A rule that has to be seen is one of the chosen; one that must not be is seen nowhere.
  private static boolean holds(
      Combination combination, List<Integer> chosen, Set<Integer> seen, boolean negated) {
    return switch (combination) {
      case Combination.Seen(var part) -> negated ? !seen.contains(part) : chosen.contains(part);
      case Combination.Not(var part) -> holds(part, chosen, seen, !negated);
      case Combination.AllOf(var parts) ->
          negated
              ? parts.stream().anyMatch(part -> holds(part, chosen, seen, true))
              : parts.stream().allMatch(part -> holds(part, chosen, seen, false));
      case Combination.AnyOf(var parts) ->
          negated
              ? parts.stream().allMatch(part -> holds(part, chosen, seen, true))
              : parts.stream().anyMatch(part -> holds(part, chosen, seen, false));
    };
  }

  private static int reached(List<Integer> wanted, List<Match> spanned) {
    int next = 0;
    long last = -1;
    for (var match : spanned) {
      if (next < wanted.size() && match.part() == wanted.get(next) && match.event() != last) {
        last = match.event();
        next++;
      }
    }
    return next;
  }

  /// A match.
  ///
  /// @param number its own, no other has it
  /// @param event the event it is of; two parts may match the same one
  record Match(
      int number, String group, long time, long accepted, long event, int part, String value) {
    Match acceptedAt(long other) {
      return new Match(number, group, time, other, event, part, value);
    }
  }
}

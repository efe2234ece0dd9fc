package kentongan.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import kentongan.rule.Combination;
import kentongan.rule.Correlation;
import org.jspecify.annotations.Nullable;

/// How many of the rules have matched one after the other, from the first of the list on; with a
/// condition in words, 1 when one of its ways was seen in order and 0 when none.
///
/// For every step of every way the latest time is kept at which a sequence up to it began: it lies
/// within the span or not. So a match costs as much as there are steps, not as the span is long.
/// One event does not serve two steps, so what it brings counts from the next event on.
final class Sequence extends Measure {
  private static final int MOST_WAYS = 64;
  private static final long NEVER = Long.MIN_VALUE;

  private final Matches matches;
  private final int parts;
  private final boolean inWords;
  private final List<Way> ways = new ArrayList<>();
  private final int steps;
  private int[] seenTimes;
  private long[] began;
  private long[] fresh;
  private @Nullable Object[] last = new Object[16];

  Sequence(Correlation rule, Matches matches) {
    this.matches = matches;
    this.parts = rule.rules().size();
    var stated = rule.condition().combination();
    this.inWords = stated.isPresent();
    int from = 0;
    for (var way : stated.map(Sequence::ways).orElse(List.of(inList(parts)))) {
      int[] inOrder = way.seen().stream().mapToInt(Integer::intValue).toArray();
      int[] unseen = way.unseen().stream().mapToInt(Integer::intValue).toArray();
      ways.add(new Way(inOrder, unseen, from));
      from += inOrder.length;
    }
    this.steps = from;
    this.seenTimes = new int[16 * parts];
    this.began = new long[16 * steps];
    this.fresh = new long[16 * steps];
  }

  private static List<Combination.Way> ways(Correlation.Stated stated) {
    return Combination.ways(stated.combination(), MOST_WAYS);
  }

  private static Combination.Way inList(int parts) {
    return new Combination.Way(IntStream.range(0, parts).boxed().toList(), List.of());
  }

  @Override
  boolean isOrdered() {
    return true;
  }

  @Override
  void open(int group, int most) {
    super.open(group, most);
    if (most > last.length) {
      seenTimes = Arrays.copyOf(seenTimes, most * parts);
      began = Arrays.copyOf(began, most * steps);
      fresh = Arrays.copyOf(fresh, most * steps);
      last = Arrays.copyOf(last, most);
    }
    reset(group);
  }

  @Override
  void close(int group) {
    last[group] = null;
  }

  @Override
  void reset(int group) {
    super.reset(group);
    Arrays.fill(seenTimes, group * parts, (group + 1) * parts, 0);
    Arrays.fill(began, group * steps, (group + 1) * steps, NEVER);
    Arrays.fill(fresh, group * steps, (group + 1) * steps, NEVER);
    last[group] = null;
  }

  @Override
  void add(int group, int match) {
    int part = matches.part(match);
    seenTimes[group * parts + part]++;
    var event = event(matches.ref(match));
    if (!event.equals(last[group])) {
      settle(group);
      last[group] = event;
    }
    for (int w = 0; w < ways.size(); w++) {
      var way = ways.get(w);
      for (int i = 0; i < way.inOrder.length; i++) {
        if (way.inOrder[i] == part) {
          int at = group * steps + way.from + i;
          fresh[at] = Math.max(fresh[at], i == 0 ? matches.time(match) : began[at - 1]);
        }
      }
    }
  }

  private void settle(int group) {
    for (int at = group * steps; at < (group + 1) * steps; at++) {
      began[at] = Math.max(began[at], fresh[at]);
      fresh[at] = NEVER;
    }
  }

  /// The event that made a match; of a chained rule's, the last one.
  private static Object event(Object ref) {
    return ref instanceof Firing inner ? inner.last() : ref;
  }

  @Override
  void remove(int group, int match) {
    seenTimes[group * parts + matches.part(match)]--;
  }

  @Override
  double value(int group, int end, long after) {
    if (!inWords) {
      return reached(group, ways.getFirst(), after);
    }
    for (int w = 0; w < ways.size(); w++) {
      var way = ways.get(w);
      if (isClear(group, way) && reached(group, way, after) == way.inOrder.length) {
        return 1;
      }
    }
    return 0;
  }

  private boolean isClear(int group, Way way) {
    for (int part : way.unseen) {
      if (seenTimes[group * parts + part] > 0) {
        return false;
      }
    }
    return true;
  }

  private int reached(int group, Way way, long after) {
    int reached = 0;
    while (reached < way.inOrder.length) {
      int at = group * steps + way.from + reached;
      if (Math.max(began[at], fresh[at]) <= after) {
        return reached;
      }
      reached++;
    }
    return reached;
  }

  /// One way the condition can hold.
  ///
  /// @param inOrder the rules that have to match, one after the other
  /// @param unseen the rules that must not
  /// @param from where its steps begin
  @SuppressWarnings("ArrayRecordComponent") // made once, compared by nobody
  private record Way(int[] inOrder, int[] unseen, int from) {}
}

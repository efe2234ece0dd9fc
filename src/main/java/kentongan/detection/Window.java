package kentongan.detection;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import kentongan.rule.Correlation;
import org.jspecify.annotations.Nullable;

/// The matches of one group, by the time they happened, and what is computed over those within a
/// time span that ends at one of them. Matches may come in any order.
final class Window {
  /// More than this are not kept for one group; the oldest go, and are counted.
  static final int MOST = 10_000;

  private final Correlation rule;
  private final long span;
  private int size;
  private long[] times = new long[4];
  private long[] accepted = new long[4];
  private long[] positions = new long[4];
  private int[] parts = new int[4];
  private Object[] refs = new Object[4];
  private @Nullable Object[] values = new Object[4];

  private int low;
  private int high;
  private double sum;
  private final int[] partCounts;
  private final Map<Object, Integer> valueCounts = new HashMap<>();

  Window(Correlation rule) {
    this.rule = rule;
    this.span = rule.timespan().toMillis();
    this.partCounts = new int[rule.rules().size()];
  }

  /// Forgets matches accepted before an instant, from the oldest on.
  void forgetBefore(long instant) {
    int drop = 0;
    while (drop < size && accepted[drop] < instant) {
      drop++;
    }
    drop(drop);
  }

  /// Puts a match where it belongs.
  ///
  /// @return its index
  int insert(
      long time, long acceptedAt, long position, int part, Object ref, @Nullable Object value) {
    int at = size;
    while (at > 0 && times[at - 1] > time) {
      at--;
    }
    open(at);
    times[at] = time;
    accepted[at] = acceptedAt;
    positions[at] = position;
    parts[at] = part;
    refs[at] = ref;
    values[at] = value;
    return at;
  }

  /// Whether more is kept than may be; then the oldest is dropped.
  boolean shrink() {
    if (size <= MOST) {
      return false;
    }
    drop(size - MOST);
    return true;
  }

  /// The first span that holds the match at this index, ends at it or later, and satisfies the
  /// rule.
  ///
  /// @return the index of its last match; -1 when there is none
  int firstSatisfied(int at) {
    if (at == size - 1 && high == at) {
      extend();
      return isSatisfied() ? at : -1;
    }
    rewind(at);
    int found = -1;
    while (high < size && (high <= at || times[high] < times[at] + span)) {
      extend();
      if (found < 0 && high > at && isSatisfied()) {
        found = high - 1;
      }
    }
    while (high < size) {
      extend();
    }
    return found;
  }

  /// What is computed over the span that ends at the newest match.
  double measureNow() {
    return measure();
  }

  /// What is computed over the span that ends at an index.
  double measure(int at) {
    rewind(at);
    while (high <= at) {
      extend();
    }
    double measure = measure();
    while (high < size) {
      extend();
    }
    return measure;
  }

  /// The indices of the span that ends here begin with this one.
  int begin(int at) {
    int from = at;
    while (from > 0 && times[from - 1] > times[at] - span) {
      from--;
    }
    return from;
  }

  long time(int at) {
    return times[at];
  }

  Object ref(int at) {
    return refs[at];
  }

  int size() {
    return size;
  }

  /// The lowest log position between two indices, both inclusive.
  long lowestPosition(int from, int to) {
    long lowest = Long.MAX_VALUE;
    for (int i = from; i <= to; i++) {
      lowest = Math.min(lowest, positions[i]);
    }
    return lowest;
  }

  private boolean isSatisfied() {
    return rule.condition().holds(measure());
  }

  private double measure() {
    return switch (rule.kind()) {
      case EVENT_COUNT -> high - low;
      case VALUE_COUNT -> valueCounts.size();
      case VALUE_SUM -> sum;
      case VALUE_AVG -> high == low ? Double.NaN : sum / (high - low);
      case VALUE_MEDIAN, VALUE_PERCENTILE -> median();
      case TEMPORAL -> Arrays.stream(partCounts).filter(count -> count > 0).count();
      case TEMPORAL_ORDERED -> inOrder();
    };
  }

  /// How many of the parts were seen one after the other; one event does not serve two of them.
  private int inOrder() {
    int next = 0;
    Object last = null;
    for (int i = low; i < high && next < partCounts.length; i++) {
      if (parts[i] == next && !refs[i].equals(last)) {
        last = refs[i];
        next++;
      }
    }
    return next;
  }

  private double median() {
    var sorted = new double[high - low];
    for (int i = low; i < high; i++) {
      sorted[i - low] = number(values[i]);
    }
    Arrays.sort(sorted);
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  /// Takes the next match into the span, and lets go of those that are too old for it.
  private void extend() {
    count(high, 1);
    high++;
    long oldest = times[high - 1] - span;
    while (times[low] <= oldest) {
      count(low, -1);
      low++;
    }
  }

  private void count(int at, int by) {
    partCounts[parts[at]] += by;
    var value = values[at];
    if (value instanceof Double number) {
      sum += by * number;
    } else if (value != null) {
      valueCounts.merge(value, by, (a, b) -> a + b == 0 ? null : a + b);
    }
  }

  /// Starts a span again, so that the next extensions end at this index.
  private void rewind(int at) {
    Arrays.fill(partCounts, 0);
    valueCounts.clear();
    sum = 0;
    low = begin(at);
    high = low;
  }

  private void open(int at) {
    if (size == times.length) {
      int larger = size * 2;
      times = Arrays.copyOf(times, larger);
      accepted = Arrays.copyOf(accepted, larger);
      positions = Arrays.copyOf(positions, larger);
      parts = Arrays.copyOf(parts, larger);
      refs = Arrays.copyOf(refs, larger);
      values = Arrays.copyOf(values, larger);
    }
    if (at < size) {
      move(at, at + 1, size - at);
    }
    size++;
  }

  private void drop(int count) {
    if (count == 0) {
      return;
    }
    move(count, 0, size - count);
    size -= count;
    Arrays.fill(refs, size, size + count, null);
    Arrays.fill(values, size, size + count, null);
    Arrays.fill(partCounts, 0);
    valueCounts.clear();
    sum = 0;
    low = Math.max(0, low - count);
    high = Math.max(0, high - count);
    for (int i = low; i < high; i++) {
      count(i, 1);
    }
  }

  private void move(int from, int to, int count) {
    System.arraycopy(times, from, times, to, count);
    System.arraycopy(accepted, from, accepted, to, count);
    System.arraycopy(positions, from, positions, to, count);
    System.arraycopy(parts, from, parts, to, count);
    System.arraycopy(refs, from, refs, to, count);
    System.arraycopy(values, from, values, to, count);
  }

  private static double number(@Nullable Object value) {
    return value instanceof Double number ? number : Double.NaN;
  }

  /// The distinct events from an index up to another, at most so many of the newest.
  SequencedSet<Object> refs(int from, int to, int most) {
    var found = new LinkedHashSet<Object>();
    for (int i = Math.max(from, to - most + 1); i <= to; i++) {
      if (refs[i] instanceof Firing inner) {
        found.addAll(inner.refs());
      } else {
        found.add(refs[i]);
      }
    }
    while (found.size() > most) {
      found.removeFirst();
    }
    return found;
  }
}

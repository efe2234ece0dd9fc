package kentongan.detection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kentongan.rule.Correlation;
import org.jspecify.annotations.Nullable;

/// One correlation: its windows, one a group. A window is kept for the rule's time span and the
/// allowed lateness after its last match was accepted, and no more than [#MOST_GROUPS] of them.
final class Correlator {
  static final int MOST_GROUPS = 200_000;

  private final Correlation rule;
  private final long keep;
  private final Map<List<String>, Slot> windows = new LinkedHashMap<>(16, 0.75f, true);
  private long overflow;

  Correlator(Correlation rule, long lateness) {
    this.rule = rule;
    this.keep = rule.timespan().toMillis() + lateness;
  }

  Correlation rule() {
    return rule;
  }

  /// How many matches were forgotten before their time, because there were too many.
  long overflow() {
    return overflow;
  }

  /// Takes a match of one of the rule's parts.
  ///
  /// @return what it makes the rule say; null for nothing
  @Nullable Firing add(
      int part,
      List<String> group,
      long time,
      long accepted,
      long position,
      Object ref,
      @Nullable Object value) {
    forget(accepted);
    var slot = windows.computeIfAbsent(group, g -> new Slot(new Window(rule)));
    var window = slot.window;
    slot.accepted = accepted;
    window.forgetBefore(accepted - keep);
    if (window.size() == Window.MOST && window.time(0) >= time) {
      overflow++;
      return null;
    }
    int at = window.insert(time, accepted, position, part, ref, value);
    if (window.shrink()) {
      overflow++;
      at--;
    }
    int end = window.firstSatisfied(at);
    return end < 0 ? null : firing(window, group, end);
  }

  /// The lowest log position that still matters; the given one when none does.
  long neededFrom(long otherwise) {
    long lowest = otherwise;
    for (var slot : windows.values()) {
      lowest = Math.min(lowest, slot.window.lowestPosition(0, slot.window.size() - 1));
    }
    return lowest;
  }

  /// The oldest groups stand first, since the map is in the order of use.
  void forget(long accepted) {
    var slots = windows.entrySet().iterator();
    while (slots.hasNext()) {
      var slot = slots.next().getValue();
      boolean isOld = slot.accepted < accepted - keep;
      if (!isOld && windows.size() <= MOST_GROUPS) {
        return;
      }
      if (!isOld) {
        overflow += slot.window.size();
      }
      slots.remove();
    }
  }

  private Firing firing(Window window, List<String> group, int end) {
    int begin = window.begin(end);
    boolean isLast = end == window.size() - 1;
    double measure = isLast ? window.measureNow() : window.measure(end);
    return new Firing(
        rule,
        group,
        window.time(end),
        window.lowestPosition(begin, end),
        new ArrayList<>(window.refs(begin, end, Detection.MOST_EVENTS)),
        measure);
  }

  /// A window and when its group last had a match.
  private static final class Slot {
    private final Window window;
    private long accepted;

    Slot(Window window) {
      this.window = window;
    }
  }
}

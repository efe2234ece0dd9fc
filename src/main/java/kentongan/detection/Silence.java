package kentongan.detection;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kentongan.office.OfficeId;
import kentongan.rule.Correlation;
import org.jspecify.annotations.Nullable;

/// Who is heard too seldom, for one absence rule. Judged by when signs of life arrived, not by when
/// they happened: what an agent had queued while its line was cut shows that it is back.
final class Silence {
  private static final int MOST_GROUPS = 100_000;

  private final Correlation rule;
  private final int needed;
  private final Map<List<String>, Heard> heard = new LinkedHashMap<>();
  private @Nullable Instant watchingSince;
  private long overflow;

  Silence(Correlation rule) {
    this.rule = rule;
    int count = 1;
    while (count < 1000 && rule.condition().holds(count)) {
      count++;
    }
    this.needed = count;
  }

  Correlation rule() {
    return rule;
  }

  /// How many signs of life were not remembered, because there were too many groups.
  long overflow() {
    return overflow;
  }

  /// A sign of life.
  void heard(List<String> group, Instant accepted, long happened, OfficeId office) {
    if (heard.size() >= MOST_GROUPS && !heard.containsKey(group)) {
      overflow++;
      return;
    }
    var one = heard.computeIfAbsent(group, g -> new Heard(office, accepted));
    one.office = office;
    one.happened = happened;
    one.arrivals.addLast(accepted);
    if (one.arrivals.size() > needed) {
      one.arrivals.removeFirst();
    }
  }

  /// Whether a group is heard often enough again.
  boolean isBack(List<String> group, Instant now) {
    var one = heard.get(group);
    return one != null
        && one.arrivals.size() >= needed
        && now.isBefore(one.arrivals.getFirst().plus(rule.timespan()));
  }

  /// Who is silent now. Nobody is before a whole time span was watched: a collector that was down
  /// heard nobody, and that is not their silence.
  List<Silent> silent(Instant now, Map<String, Inventory.Known> known) {
    if (watchingSince == null) {
      watchingSince = now;
    }
    known.forEach((key, who) ->
        heard.computeIfAbsent(List.of(key), g -> new Heard(who.office(), who.since())));
    var silent = new ArrayList<Silent>();
    for (var entry : heard.entrySet()) {
      var group = entry.getKey();
      var one = entry.getValue();
      boolean isWanted = known.isEmpty() || known.containsKey(group.getFirst());
      var last = one.enough(needed);
      var from = last.isAfter(watchingSince) ? last : watchingSince;
      if (isWanted && now.isAfter(from.plus(rule.timespan()))) {
        silent.add(new Silent(group, one.office, one.last(), one.happened));
      }
    }
    return silent;
  }

  Map<List<String>, Heard> all() {
    return heard;
  }

  /// Puts back what was remembered.
  void remember(List<String> group, OfficeId office, List<Instant> arrivals, long happened) {
    if (arrivals.isEmpty()) {
      return;
    }
    var one = new Heard(office, arrivals.getFirst());
    one.arrivals.clear();
    one.arrivals.addAll(arrivals);
    one.happened = happened;
    heard.put(group, one);
  }

  /// Somebody who is silent.
  ///
  /// @param since when it was last heard, or is known since
  /// @param happened the time of the last sign of life itself; 0 when there was none
  record Silent(List<String> group, OfficeId office, Instant since, long happened) {}

  /// When somebody was heard, the last few times.
  static final class Heard {
    private final Instant known;
    private final ArrayDeque<Instant> arrivals = new ArrayDeque<>();
    private OfficeId office;
    private long happened;

    Heard(OfficeId office, Instant known) {
      this.office = office;
      this.known = known;
    }

    private Instant enough(int needed) {
      return arrivals.size() >= needed ? arrivals.getFirst() : known;
    }

    private Instant last() {
      return Optional.ofNullable(arrivals.peekLast()).orElse(known);
    }

    OfficeId office() {
      return office;
    }

    long happened() {
      return happened;
    }

    List<Instant> arrivals() {
      return List.copyOf(arrivals);
    }
  }
}

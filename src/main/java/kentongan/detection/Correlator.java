package kentongan.detection;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.IntConsumer;
import kentongan.rule.Correlation;

/// One correlation: its groups and their matches. A match is kept for the rule's time span and the
/// allowed lateness after it was accepted, unless there are too many. What it says follows from the
/// matches it keeps alone, so that it says the same after a restart.
final class Correlator {
  /// A match of a chained rule brings up to fifty events along.
  private static final int WEIGHT_OF_CHAINED = 16;

  private final Correlation rule;
  private final long keep;
  private final Keys groups = new Keys();
  private final Matches matches = new Matches();
  private final Measure measure;
  private final Spans spans;
  private final Trail trail = new Trail();
  private final List<Firing> fired = new ArrayList<>();
  private final IntConsumer onFired = this::fire;
  private Allowance allowance;
  private int weight;
  private long overflow;

  /// @param lateness how long after its time span a match may still be needed, in milliseconds
  Correlator(Correlation rule, long lateness, Allowance allowance) {
    this.rule = rule;
    this.keep = rule.timespan().toMillis() + lateness;
    this.measure = Measure.of(rule, matches);
    this.spans = new Spans(rule, matches, measure);
    this.allowance = allowance;
    trail.depth(keep);
    allowance.join(this);
  }

  Correlation rule() {
    return rule;
  }

  /// How long a match is kept after it was accepted, in milliseconds.
  long keep() {
    return keep;
  }

  /// How many groups are remembered.
  int groups() {
    return groups.size();
  }

  /// How many matches were forgotten before their time, because there were too many.
  long overflow() {
    return overflow;
  }

  /// What it holds of the allowance.
  int weight() {
    return weight;
  }

  void join(Allowance other) {
    allowance = other;
    other.join(this);
  }

  /// Correlations that stand on this one need its matches for so much longer after a restart.
  void neededFor(long milliseconds) {
    trail.depth(keep + milliseconds);
  }

  /// Takes a match of one of the rule's parts.
  ///
  /// @param ref what stands for its event; of a chained rule, its firing
  /// @return what it makes the rule say, by time; valid until the next match
  List<Firing> add(
      int part,
      KeyText group,
      Measure.Value value,
      long time,
      long accepted,
      long position,
      Object ref) {
    fired.clear();
    forget(accepted);
    trail.note(accepted, position);
    allowance.makeRoom();
    int known = groups.find(group.bytes(), group.length());
    if (known != Keys.NONE && !rule.kind().isTemporal() && matches.has(ref, known)) {
      return fired; // one event is counted once, however many of the rules it matches
    }
    int number = group(group, known, time);
    if (number == Keys.NONE) {
      overflow++;
      return fired;
    }
    value.of(number);
    int match = matches.add(time, accepted, part, number, ref);
    hold(weightOf(ref));
    measure.keep(match, value);
    spans.put(number, match, onFired);
    return fired;
  }

  /// The lowest log position that still matters; the given one when none does.
  long neededFrom(long accepted, long otherwise) {
    return trail.from(accepted, otherwise);
  }

  /// Forgets what was accepted too long ago.
  void forget(long accepted) {
    int oldest = matches.oldest();
    while (oldest != Matches.NONE && matches.accepted(oldest) < accepted - keep) {
      drop(oldest);
      oldest = matches.oldest();
    }
  }

  /// Forgets the match that arrived first, before its time.
  void forgetOldest() {
    overflow++;
    drop(matches.oldest());
  }

  /// The values of a group.
  List<String> group(int number) {
    return KeyText.values(groups.key(number));
  }

  /// The distinct events of the span that ends here, at most so many of the newest.
  List<Object> refs(int group, int end) {
    int from = end;
    int low = spans.lowest(group, end);
    for (int i = 1; i < Detection.MOST_EVENTS && from != low; i++) {
      from = matches.before(from);
    }
    var found = new LinkedHashSet<Object>();
    for (int at = from; at != Matches.NONE; at = at == end ? Matches.NONE : matches.after(at)) {
      if (matches.ref(at) instanceof Firing inner) {
        found.addAll(inner.refs());
      } else {
        found.add(matches.ref(at));
      }
    }
    while (found.size() > Detection.MOST_EVENTS) {
      found.removeFirst();
    }
    return List.copyOf(found);
  }

  private void fire(int end) {
    int group = matches.group(end);
    fired.add(new Firing(this, group, end, matches.time(end), spans.value(group, end)));
  }

  /// The number of a match's group, with room for it; none when it is too old for a full one.
  private int group(KeyText key, int known, long time) {
    int number = known;
    if (number == Keys.NONE) {
      while (groups.size() >= allowance.bounds().groups()) {
        forgetOldest();
      }
      number = groups.add(key.bytes(), key.length());
      spans.open(number, groups.mostNumbers());
    } else if (spans.size(number) >= allowance.bounds().inGroup()) {
      if (time < matches.time(spans.head(number))) {
        return Keys.NONE;
      }
      overflow++;
      drop(spans.head(number));
    }
    return number;
  }

  private void drop(int match) {
    int group = matches.group(match);
    hold(-weightOf(matches.ref(match)));
    if (spans.remove(group, match)) {
      measure.close(group);
      groups.remove(group);
    }
    measure.forget(match);
    matches.remove(match);
  }

  private void hold(int more) {
    weight += more;
    allowance.hold(more);
  }

  private static int weightOf(Object ref) {
    return ref instanceof Firing ? WEIGHT_OF_CHAINED : 1;
  }
}

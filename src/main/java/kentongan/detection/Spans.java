package kentongan.detection;

import java.util.Arrays;
import java.util.function.IntConsumer;
import kentongan.rule.Correlation;

/// The chains of one correlation's groups, by time, and in each the span that ends at its last
/// match. Matches may come in any order.
///
/// Of the same instant, what arrived first stands first. A span that ends at a match holds this one
/// and those before it in the chain that happened less than the rule's time span earlier.
final class Spans {
  private static final int NONE = Matches.NONE;

  private final Correlation.Condition condition;
  private final boolean inWords;
  private final long span;
  private final Matches matches;
  private final Measure measure;
  private int[] heads = new int[16];
  private int[] tails = new int[16];

  /// The first match of the span; [#NONE] when the span is empty.
  private int[] lows = new int[16];

  private int[] sizes = new int[16];

  /// Ends of spans that held before a late match came, newest first.
  private boolean[] held = new boolean[16];

  Spans(Correlation rule, Matches matches, Measure measure) {
    this.condition = rule.condition();
    this.inWords = condition.combination().isPresent();
    this.span = rule.timespan().toMillis();
    this.matches = matches;
    this.measure = measure;
  }

  void open(int group, int most) {
    if (most > heads.length) {
      heads = Arrays.copyOf(heads, most);
      tails = Arrays.copyOf(tails, most);
      lows = Arrays.copyOf(lows, most);
      sizes = Arrays.copyOf(sizes, most);
    }
    heads[group] = NONE;
    tails[group] = NONE;
    lows[group] = NONE;
    sizes[group] = 0;
    measure.open(group, most);
  }

  int size(int group) {
    return sizes[group];
  }

  /// The match of a group that happened first.
  int head(int group) {
    return heads[group];
  }

  /// What is computed over the span whose last match is asked about; valid while `fired` is told.
  double value(int group, int end) {
    return measure.value(group, end, matches.time(end) - span);
  }

  /// Puts a match into its group.
  ///
  /// @param fired is told the last match of each span that satisfies the rule now, because of this
  ///   match
  void put(int group, int match, IntConsumer fired) {
    sizes[group]++;
    int tail = tails[group];
    if (tail == NONE || matches.time(tail) <= matches.time(match)) {
      link(group, match, tail, NONE);
      advance(group, match);
      if (holds(group, match)) {
        fired.accept(match);
      }
    } else if (measure.isOrdered()) {
      putLateInOrder(group, match, fired);
    } else {
      putLate(group, match, fired);
    }
  }

  /// Takes a match out of its group.
  ///
  /// @return whether the group is empty now
  boolean remove(int group, int match) {
    boolean isLast = match == tails[group];
    boolean isInSpan = matches.time(match) > matches.time(tails[group]) - span;
    if (isInSpan && measure.isOrdered()) {
      unlink(group, match);
      rebuild(group, lowest(group, tails[group]));
    } else if (isLast) {
      retreat(group, match);
      unlink(group, match);
    } else {
      if (isInSpan) {
        measure.leave(group, match);
      }
      if (lows[group] == match) {
        lows[group] = matches.after(match);
      }
      unlink(group, match);
    }
    sizes[group]--;
    return sizes[group] == 0;
  }

  /// The first match of the span that ends here.
  int lowest(int group, int end) {
    if (end == NONE) {
      return NONE;
    }
    int low = end;
    long after = matches.time(end) - span;
    while (matches.before(low) != NONE && matches.time(matches.before(low)) > after) {
      low = matches.before(low);
    }
    return low;
  }

  /// Goes back to where the match belongs, puts it in, and comes forward again. On the way back it
  /// looks which spans held without it.
  private void putLate(int group, int match, IntConsumer fired) {
    long time = matches.time(match);
    int end = tails[group];
    int passed = 0;
    while (end != NONE && matches.time(end) > time) {
      note(passed++, isWithin(end, time) && holds(group, end));
      retreat(group, end);
      end = matches.before(end);
    }
    link(group, match, end, end == NONE ? heads[group] : matches.after(end));
    advance(group, match);
    if (holds(group, match)) {
      fired.accept(match);
    }
    for (int next = matches.after(match); next != NONE; next = matches.after(next)) {
      advance(group, next);
      if (!held[--passed] && isWithin(next, time) && holds(group, next)) {
        fired.accept(next);
      }
    }
  }

  /// The same where the order counts, and nothing can be taken back: twice from the first match
  /// that may be in a span with it.
  private void putLateInOrder(int group, int match, IntConsumer fired) {
    long time = matches.time(match);
    int end = tails[group];
    int passed = 0;
    while (end != NONE && matches.time(end) > time) {
      end = matches.before(end);
      passed++;
    }
    int next = end == NONE ? heads[group] : matches.after(end);
    int left = passed;
    begin(group, from(next, time));
    for (int at = lows[group]; at != NONE; at = matches.after(at)) {
      advance(group, at);
      if (matches.time(at) > time) {
        note(--left, isWithin(at, time) && holds(group, at));
      }
    }
    link(group, match, end, next);
    begin(group, from(match, time));
    note(passed, false);
    left = passed + 1;
    for (int at = lows[group]; at != NONE; at = matches.after(at)) {
      advance(group, at);
      boolean isAffected = at == match || left <= passed;
      if (isAffected && !held[--left] && isWithin(at, time) && holds(group, at)) {
        fired.accept(at);
      }
    }
  }

  /// The first match of the chain that may be in a span with one of this time.
  private int from(int at, long time) {
    int from = at;
    while (matches.before(from) != NONE && matches.time(matches.before(from)) > time - span) {
      from = matches.before(from);
    }
    return from;
  }

  private boolean isWithin(int end, long time) {
    return matches.time(end) - span < time;
  }

  private void note(int at, boolean held) {
    if (at >= this.held.length) {
      this.held = Arrays.copyOf(this.held, at * 2);
    }
    this.held[at] = held;
  }

  private boolean holds(int group, int end) {
    double value = value(group, end);
    return inWords ? value > 0 : condition.holds(value);
  }

  /// Takes the next match of the chain into the span, and lets go of what is too old for it.
  private void advance(int group, int match) {
    if (lows[group] == NONE) {
      lows[group] = match;
    }
    measure.enter(group, match);
    long after = matches.time(match) - span;
    int low = lows[group];
    while (matches.time(low) <= after) {
      measure.leave(group, low);
      low = matches.after(low);
    }
    lows[group] = low;
  }

  /// Ends the span one match earlier, and lets come back what this one had pushed out.
  private void retreat(int group, int match) {
    measure.leave(group, match);
    int end = matches.before(match);
    if (end == NONE) {
      lows[group] = NONE;
      return;
    }
    int low = lows[group] == match ? end : lows[group];
    if (lows[group] == match) {
      measure.enter(group, end);
    }
    long after = matches.time(end) - span;
    while (matches.before(low) != NONE && matches.time(matches.before(low)) > after) {
      low = matches.before(low);
      measure.enter(group, low);
    }
    lows[group] = low;
  }

  private void begin(int group, int low) {
    measure.reset(group);
    lows[group] = low;
  }

  private void rebuild(int group, int low) {
    begin(group, low);
    for (int at = low; at != NONE; at = matches.after(at)) {
      advance(group, at);
    }
  }

  private void link(int group, int match, int before, int after) {
    matches.link(match, before, after);
    if (before == NONE) {
      heads[group] = match;
    }
    if (after == NONE) {
      tails[group] = match;
    }
  }

  private void unlink(int group, int match) {
    if (heads[group] == match) {
      heads[group] = matches.after(match);
    }
    if (tails[group] == match) {
      tails[group] = matches.before(match);
    }
    matches.unlink(match);
  }
}

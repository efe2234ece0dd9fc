package kentongan.web;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Growing pauses after wrong passwords, for a name and for an address: five tries are free, then
/// two seconds, four, eight, up to five minutes. A pause ends by itself; nobody is locked out for
/// good, since that would let a stranger lock out the whole staff.
///
/// Kept in memory and bounded: the one not heard of for longest is forgotten first.
public final class Patience {
  private static final int FREE_TRIES = 5;
  private static final int MOST_KEPT = 10_000;
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration FORGIVEN_AFTER = Duration.ofHours(1);

  private final Map<String, Tries> tries =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
          return size() > MOST_KEPT;
        }
      };

  private record Tries(int wrong, Instant last) {
    Instant pauseEnds() {
      if (wrong < FREE_TRIES) {
        return last;
      }
      var pause = Duration.ofSeconds(1L << Math.min(wrong - FREE_TRIES + 1, 10));
      return last.plus(pause.compareTo(LONGEST) < 0 ? pause : LONGEST);
    }
  }

  /// How long this one must still wait; zero when it may try now.
  public synchronized Duration pause(String who, Instant now) {
    var known = tries.get(who);
    return known == null || !known.pauseEnds().isAfter(now)
        ? Duration.ZERO
        : Duration.between(now, known.pauseEnds());
  }

  /// A wrong password.
  public synchronized void wrong(String who, Instant now) {
    var known = tries.get(who);
    var before =
        known == null || known.last().plus(FORGIVEN_AFTER).isBefore(now) ? 0 : known.wrong();
    tries.put(who, new Tries(before + 1, now));
  }

  /// The right password: all is forgotten.
  public synchronized void right(String who) {
    tries.remove(who);
  }
}

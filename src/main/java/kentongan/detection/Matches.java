package kentongan.detection;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The matches that one correlation remembers: numbers stand for them, columns hold what is known
/// of them. Each stands in two chains: those of its group by time, and all in the order of arrival.
final class Matches {
  static final int NONE = -1;

  private long[] times = new long[16];
  private long[] accepted = new long[16];
  private @Nullable Object[] refs = new Object[16];
  private short[] parts = new short[16];
  private int[] groups = new int[16];
  private int[] before = new int[16];
  private int[] after = new int[16];
  private int[] older = new int[16];
  private int[] newer = new int[16];
  private int oldest = NONE;
  private int newest = NONE;
  private int free = NONE;
  private int used;
  private int size;

  int size() {
    return size;
  }

  /// The number that is given next may be up to this one.
  int mostNumbers() {
    return times.length;
  }

  /// Remembers a match, as the newest that arrived.
  int add(long time, long acceptedAt, int part, int group, Object ref) {
    int match = free;
    if (match == NONE) {
      match = used++;
      if (match == times.length) {
        grow();
      }
    } else {
      free = after[match];
    }
    times[match] = time;
    accepted[match] = acceptedAt;
    parts[match] = (short) part;
    groups[match] = group;
    refs[match] = ref;
    older[match] = newest;
    newer[match] = NONE;
    if (newest == NONE) {
      oldest = match;
    } else {
      newer[newest] = match;
    }
    newest = match;
    size++;
    return match;
  }

  /// Forgets a match; it has to be out of its group.
  void remove(int match) {
    if (older[match] == NONE) {
      oldest = newer[match];
    } else {
      newer[older[match]] = newer[match];
    }
    if (newer[match] == NONE) {
      newest = older[match];
    } else {
      older[newer[match]] = older[match];
    }
    refs[match] = null;
    after[match] = free;
    free = match;
    size--;
  }

  /// Which arrived first of all; [#NONE] when there is none.
  int oldest() {
    return oldest;
  }

  /// Whether an event has brought this group a match already. Its matches arrive one after another.
  boolean has(Object ref, int group) {
    for (int match = newest; match != NONE && ref.equals(refs[match]); match = older[match]) {
      if (groups[match] == group) {
        return true;
      }
    }
    return false;
  }

  long time(int match) {
    return times[match];
  }

  long accepted(int match) {
    return accepted[match];
  }

  int part(int match) {
    return parts[match];
  }

  int group(int match) {
    return groups[match];
  }

  Object ref(int match) {
    var ref = refs[match];
    if (ref == null) {
      throw new IllegalStateException("match " + match + " is forgotten");
    }
    return ref;
  }

  /// The one before it in its group; [#NONE] for the first.
  int before(int match) {
    return before[match];
  }

  /// The one after it in its group; [#NONE] for the last.
  int after(int match) {
    return after[match];
  }

  /// Puts a match into the chain of its group.
  void link(int match, int previous, int next) {
    before[match] = previous;
    after[match] = next;
    if (previous != NONE) {
      after[previous] = match;
    }
    if (next != NONE) {
      before[next] = match;
    }
  }

  /// Takes a match out of the chain of its group.
  void unlink(int match) {
    if (before[match] != NONE) {
      after[before[match]] = after[match];
    }
    if (after[match] != NONE) {
      before[after[match]] = before[match];
    }
  }

  private void grow() {
    int larger = times.length + Math.max(16, times.length / 2);
    times = Arrays.copyOf(times, larger);
    accepted = Arrays.copyOf(accepted, larger);
    refs = Arrays.copyOf(refs, larger);
    parts = Arrays.copyOf(parts, larger);
    groups = Arrays.copyOf(groups, larger);
    before = Arrays.copyOf(before, larger);
    after = Arrays.copyOf(after, larger);
    older = Arrays.copyOf(older, larger);
    newer = Arrays.copyOf(newer, larger);
  }
}

package kentongan.detection;

/// Which log positions of the recent past brought matches, coarsely: 256 steps over a time.
final class Trail {
  private static final int STEPS = 256;

  private final long[] since = new long[STEPS + 4];
  private final long[] positions = new long[STEPS + 4];
  private long depth;
  private long step = 1;
  private int first;
  private int size;

  /// How far back it has to reach, in milliseconds.
  void depth(long depth) {
    if (size > 0) { // one entry for all: too low is allowed, too high is not
      since[first] = since[index(size - 1)];
      size = 1;
    }
    this.depth = depth;
    this.step = depth / STEPS + 1;
  }

  /// A match was brought.
  void note(long accepted, long position) {
    if (size > 0 && accepted < since[index(size - 1)] + step) {
      return;
    }
    forget(accepted);
    since[index(size)] = accepted;
    positions[index(size)] = position;
    size++;
  }

  /// The lowest position that still matters; the given one when none does.
  long from(long accepted, long otherwise) {
    forget(accepted);
    return size == 0 ? otherwise : Math.min(otherwise, positions[first]);
  }

  /// An entry stands for one step, so it goes when all of that is old.
  private void forget(long accepted) {
    while (size > 0 && since[first] + step <= accepted - depth) {
      first = index(1);
      size--;
    }
  }

  private int index(int at) {
    int index = first + at;
    return index < since.length ? index : index - since.length;
  }
}

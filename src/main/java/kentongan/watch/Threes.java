package kentongan.watch;

/// The words of a text in threes, as a sample of bounded size: when a text is long, only threes
/// whose hash ends in so many zeros are kept, so that any two samples can be compared.
final class Threes {
  static final Threes NONE = new Threes(new long[0], 0);
  private static final int MOST = 2048;

  private final long[] set;
  private final int zeros;

  private Threes(long[] set, int zeros) {
    this.set = set;
    this.zeros = zeros;
  }

  static Threes of(long[] words, int size) {
    if (size == 0) {
      return NONE;
    }
    var count = Math.max(1, size - 2);
    var zeros = 0;
    while (count >> zeros > MOST / 2) {
      zeros++;
    }
    var table = new long[2 * MOST];
    var kept = 0;
    for (var i = 0; i < count && kept < MOST; i++) {
      var hash = mixed(words[i], i + 1 < size ? words[i + 1] : 0, i + 2 < size ? words[i + 2] : 0);
      if ((hash & ((1L << zeros) - 1)) == 0 && put(table, hash | 1L << 63)) {
        kept++;
      }
    }
    return new Threes(compact(table, kept), zeros);
  }

  private static long[] compact(long[] table, int kept) {
    var set = new long[kept];
    var n = 0;
    for (var each : table) {
      if (each != 0) {
        set[n++] = each;
      }
    }
    java.util.Arrays.sort(set);
    return set;
  }

  /// How alike, 0 to 1.
  double like(Threes other) {
    if (set.length == 0 && other.set.length == 0) {
      return 1;
    }
    var mask = (1L << Math.max(zeros, other.zeros)) - 1;
    int a = 0;
    int b = 0;
    int common = 0;
    int all = 0;
    while (a < set.length || b < other.set.length) {
      var mine = a < set.length ? set[a] : Long.MAX_VALUE;
      var theirs = b < other.set.length ? other.set[b] : Long.MAX_VALUE;
      var least = Math.min(mine, theirs);
      if ((least & mask) == 0) {
        all++;
        common += mine == theirs ? 1 : 0;
      }
      a += mine == least ? 1 : 0;
      b += theirs == least ? 1 : 0;
    }
    return all == 0 ? 0 : (double) common / all;
  }

  private static boolean put(long[] table, long hash) {
    var at = (int) (hash >>> 20) & (table.length - 1);
    while (table[at] != 0) {
      if (table[at] == hash) {
        return false;
      }
      at = (at + 1) & (table.length - 1);
    }
    table[at] = hash;
    return true;
  }

  private static long mixed(long a, long b, long c) {
    var hash = ((a * 31 + b) * 31 + c) * 0x9e3779b97f4a7c15L;
    hash ^= hash >>> 32;
    hash *= 0xd6e8feb86659fd93L;
    return hash ^ (hash >>> 29);
  }
}

package kentongan.detection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Many pieces of text looked for at once in another: one pass over it, whatever their number.
///
/// Of a piece of seven characters or more, four grams of four characters that follow each other are
/// kept, so that in the text only every fourth place is looked at. Of shorter ones one gram of up
/// to three characters is kept, and each place is looked at. Grams that few other pieces have are
/// preferred: what begins like a path is in all of them.
///
/// Immutable; any number of threads.
final class Grams {
  private static final int LONG = 4;
  private static final int SHORT = 3;
  private static final int STRIDE = 4;
  private static final int STRIDDEN = LONG + STRIDE - 1;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  /// So many times as many bits as places in the table, as a power of two.
  private static final int SPARE = 3;

  private final Table stridden;

  /// By the length of the gram.
  private final Table[] stepped;

  /// The two characters at the end of each gram in [#stepped].
  private final long[] pairs = new long[1 << 8];

  private final int shortest;

  private Grams(Table stridden, Table[] stepped) {
    this.stridden = stridden;
    this.stepped = stepped;
    int least = SHORT + 1;
    for (int size = SHORT; size > 0; size--) {
      least = stepped[size].isEmpty() ? least : size;
    }
    this.shortest = least;
  }

  /// @param pieces folded, none of them empty, each with what it stands for
  static Grams of(List<Piece> pieces) {
    var shared = new HashMap<Long, Integer>();
    for (var piece : pieces) {
      var text = piece.text();
      int size = text.length() < STRIDDEN ? Math.min(SHORT, text.length()) : LONG;
      for (int at = 0; at + size <= text.length(); at++) {
        shared.merge(mixed(text, at, size), 1, Integer::sum);
      }
    }
    var stridden = new HashMap<Long, List<Place>>();
    var stepped = new ArrayList<Map<Long, List<Place>>>();
    var shorts = new HashSet<String>();
    for (int size = 0; size <= SHORT; size++) {
      stepped.add(new HashMap<>());
    }
    for (var piece : pieces) {
      var text = piece.text();
      boolean isStridden = text.length() >= STRIDDEN;
      int size = isStridden ? LONG : Math.min(SHORT, text.length());
      int grams = isStridden ? STRIDE : 1;
      int from = rarest(text, size, grams, shared);
      if (!isStridden) {
        shorts.add(text.substring(from, from + size));
      }
      for (int at = from; at < from + grams; at++) {
        (isStridden ? stridden : stepped.get(size))
            .computeIfAbsent(mixed(text, at, size), g -> new ArrayList<>(1))
            .add(new Place(text.toCharArray(), at, piece.target()));
      }
    }
    var grams =
        new Grams(new Table(stridden), stepped.stream().map(Table::new).toArray(Table[]::new));
    shorts.forEach(grams::pair);
    return grams;
  }

  /// Tells the targets of all pieces that stand in a text; the same one perhaps more than once.
  void find(char[] text, int length, Found found) {
    if (!stridden.isEmpty()) {
      stride(text, length, found);
    }
    if (shortest <= SHORT) {
      step(text, length, found);
    }
  }

  private void stride(char[] text, int length, Found found) {
    for (int at = 0; at <= length - LONG; at += STRIDE) {
      long gram =
          (long) text[at] << 48
              | (long) text[at + 1] << 32
              | (long) text[at + 2] << 16
              | text[at + 3];
      if (stridden.has(gram)) {
        tell(stridden.places(gram), text, at, length, found);
      }
    }
  }

  /// Most places are ruled out by the two characters that end there.
  private void step(char[] text, int length, Found found) {
    char before = 0;
    for (int at = 0; at < length; at++) {
      char here = text[at];
      int pair = pair(before, here);
      before = here;
      if ((pairs[pair >> 6] >>> pair & 1) != 0) {
        stepped(text, at, length, found);
      }
    }
  }

  private void stepped(char[] text, int at, int length, Found found) {
    long gram = 0;
    for (int size = 1; size <= Math.min(SHORT, at + 1); size++) {
      gram |= (long) text[at + 1 - size] << 16 * (size - 1);
      if (size >= shortest && stepped[size].has(gram)) {
        tell(stepped[size].places(gram), text, at + 1 - size, length, found);
      }
    }
  }

  /// Of characters beyond ASCII only a part is heeded: that lets too much through, never too
  /// little.
  private static int pair(char first, char second) {
    return (first & 127) << 7 | second & 127;
  }

  private void pair(String gram) {
    char last = gram.charAt(gram.length() - 1);
    for (int first = 0; first < 128; first++) {
      int pair = pair(gram.length() == 1 ? (char) first : gram.charAt(gram.length() - 2), last);
      pairs[pair >> 6] |= 1L << pair;
    }
  }

  private static void tell(Place[] places, char[] text, int at, int length, Found found) {
    for (var place : places) {
      int start = at - place.at();
      if (start >= 0
          && start + place.piece().length <= length
          && isAt(place.piece(), text, start)) {
        found.found(place.target());
      }
    }
  }

  private static boolean isAt(char[] piece, char[] text, int at) {
    for (int i = 0; i < piece.length; i++) {
      if (piece[i] != text[at + i]) {
        return false;
      }
    }
    return true;
  }

  /// Where so many grams begin that the fewest pieces have.
  private static int rarest(String text, int size, int grams, Map<Long, Integer> shared) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int from = 0; from + grams + size - 1 <= text.length(); from++) {
      int count = 0;
      for (int at = from; at < from + grams; at++) {
        count += shared.getOrDefault(mixed(text, at, size), 0);
      }
      if (count < least) {
        least = count;
        best = from;
      }
    }
    return best;
  }

  /// The gram so that maps spread it well.
  private static long mixed(String text, int at, int size) {
    return gram(text, at, size) * MIX;
  }

  private static long gram(String text, int at, int size) {
    long gram = 0;
    for (int i = at; i < at + size; i++) {
      gram = gram << 16 | text.charAt(i);
    }
    return gram;
  }

  /// Hears what was found.
  interface Found {
    void found(int target);
  }

  /// A text to look for.
  ///
  /// @param target what is told when it stands there
  record Piece(String text, int target) {}

  /// @param at where its gram begins
  @SuppressWarnings("ArrayRecordComponent") // read an event at a time, compared by nobody
  private record Place(char[] piece, int at, int target) {}

  /// Grams of one length: a bit each to say no at once, then an open hash table.
  private static final class Table {
    private static final Place[] NOWHERE = {};

    private final long[] bits;
    private final int shift;

    /// Mixed.
    private final long[] grams;

    private final Place[][] places;
    private final int mask;
    private final boolean isEmpty;

    Table(Map<Long, List<Place>> byGram) {
      int size = Integer.highestOneBit(Math.max(8, byGram.size() * 4));
      this.grams = new long[size];
      this.places = new Place[size][];
      this.mask = size - 1;
      this.isEmpty = byGram.isEmpty();
      int width = Integer.numberOfTrailingZeros(size) + SPARE;
      this.bits = new long[1 << width - 6];
      this.shift = Long.SIZE - width;
      byGram.forEach((mixed, list) -> {
        int at = slot(mixed);
        while (places[at] != null) {
          at = at + 1 & mask;
        }
        grams[at] = mixed;
        places[at] = list.toArray(Place[]::new);
        int bit = bit(mixed);
        bits[bit >> 6] |= 1L << bit;
      });
    }

    boolean isEmpty() {
      return isEmpty;
    }

    boolean has(long gram) {
      int bit = bit(gram * MIX);
      return (bits[bit >> 6] >>> bit & 1) != 0;
    }

    Place[] places(long gram) {
      long mixed = gram * MIX;
      for (int at = slot(mixed); places[at] != null; at = at + 1 & mask) {
        if (grams[at] == mixed) {
          return places[at];
        }
      }
      return NOWHERE;
    }

    private int slot(long mixed) {
      return (int) (mixed >>> 32) & mask;
    }

    private int bit(long mixed) {
      return (int) (mixed >>> shift);
    }
  }
}

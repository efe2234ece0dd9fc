package kentongan.detection;

import java.util.ArrayList;
import java.util.List;

/// Several texts looked for at once anywhere in another: one pass over it, whatever their number.
/// Each text is found by its first two characters.
final class Pieces {
  private static final int BUCKETS = 1024;

  private final char[][][] buckets = new char[BUCKETS][][];

  /// @param pieces folded, each of at least two characters
  Pieces(List<char[]> pieces) {
    var lists = new ArrayList<List<char[]>>();
    for (int i = 0; i < BUCKETS; i++) {
      lists.add(new ArrayList<>(0));
    }
    for (var piece : pieces) {
      lists.get(bucket(piece[0], piece[1])).add(piece);
    }
    for (int i = 0; i < BUCKETS; i++) {
      buckets[i] = lists.get(i).toArray(char[][]::new);
    }
  }

  boolean isIn(char[] text, int start, int length) {
    int end = start + length;
    for (int at = start; at < end - 1; at++) {
      var candidates = buckets[bucket(text[at], text[at + 1])];
      if (candidates.length > 0 && isAt(candidates, text, at, end)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(char[][] candidates, char[] text, int at, int end) {
    for (var candidate : candidates) {
      if (at + candidate.length <= end && isAt(candidate, text, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(char[] candidate, char[] text, int at) {
    for (int i = 0; i < candidate.length; i++) {
      if (candidate[i] != text[at + i]) {
        return false;
      }
    }
    return true;
  }

  private static int bucket(char first, char second) {
    return (first * 31 + second) & (BUCKETS - 1);
  }
}

package kentongan.detection;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Says quickly, of the bytes of a JSON document, that none of some texts stands in any of its
/// values. It may say yes too often, and never no when one stands there.
///
/// Of each text the longest part is looked for that JSON writes as it is. A document that writes
/// such characters in other ways (`\u0041`), or holds others that fold to them, is a yes.
///
/// Immutable; any number of threads.
final class RawScan {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH = 0x8080808080808080L;
  private static final long ONES = 0x0101010101010101L;
  private static final long BACKSLASHES = ONES * '\\';
  private static final long LETTERS_U = ONES * 'u';
  private static final int LOWER = 0x20202020;
  private static final int GRAM = 4;
  private static final int BITS = 15;

  /// With texts of this length every fourth place is looked at.
  private static final int STRIDE = 4;

  private final long[] bits = new long[1 << BITS - 6];

  /// The parts that a hash of four bytes may belong to, with where those stand in them.
  private final Map<Integer, List<Place>> places = new HashMap<>();

  private final int stride;
  private final boolean isAlways;

  /// @param texts in lower case; none at all, or one without a usable part, is always a yes
  RawScan(List<String> texts) {
    var parts = texts.stream().map(RawScan::usable).distinct().toList();
    int shortest = parts.stream().mapToInt(part -> part.length).min().orElse(0);
    this.isAlways = shortest < GRAM;
    this.stride = shortest >= GRAM + STRIDE - 1 ? STRIDE : 1;
    if (!isAlways) {
      parts.forEach(this::add);
    }
  }

  private void add(byte[] part) {
    for (int at = 0; at < stride; at++) {
      int hash = hash((int) INT.get(part, at));
      bits[hash >> 6] |= 1L << hash;
      places.computeIfAbsent(hash, h -> new ArrayList<>(1)).add(new Place(part, at));
    }
  }

  /// The longest part that is written as it is, never the half of an escape.
  private static byte[] usable(String text) {
    var best = "";
    int from = 0;
    for (int at = 0; at <= text.length(); at++) {
      if (at == text.length() || !isPlain(text.charAt(at))) {
        best = at - from > best.length() ? text.substring(from, at) : best;
        from = at + 1;
      }
    }
    return best.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1);
  }

  /// What nobody has a reason to escape. Some escape what may end a script.
  private static boolean isPlain(char c) {
    return c >= ' ' && c < 127 && "\"\\/<>&'".indexOf(c) < 0;
  }

  boolean mayFind(byte[] json, int offset, int length) {
    if (isAlways) {
      return true;
    }
    int end = offset + length;
    int at = offset;
    if (stride == STRIDE) {
      for (; at + Long.BYTES < end; at += Long.BYTES) {
        long eight = (long) LONG.get(json, at);
        if (mayBegin((int) eight, json, at, offset, end)
            || mayBegin((int) (eight >>> 32), json, at + GRAM, offset, end)
            || isSuspicious(eight, (long) LONG.get(json, at + 1))
                && isWrittenOtherwise(json, at, at + Long.BYTES, offset, end)) {
          return true;
        }
      }
    }
    return rest(json, at, offset, end) || isWrittenOtherwise(json, at, end, offset, end);
  }

  private boolean rest(byte[] json, int from, int offset, int end) {
    for (int at = from; at <= end - GRAM; at += stride) {
      if (mayBegin((int) INT.get(json, at), json, at, offset, end)) {
        return true;
      }
    }
    return false;
  }

  private boolean mayBegin(int gram, byte[] json, int at, int offset, int end) {
    int hash = hash(gram);
    return (bits[hash >> 6] >>> hash & 1) != 0 && isThere(hash, json, at, offset, end);
  }

  /// Whether one of eight bytes is beyond ASCII, or a backslash before a `u`.
  ///
  /// @param next the same, one byte further
  private static boolean isSuspicious(long eight, long next) {
    long other = eight ^ BACKSLASHES | next ^ LETTERS_U;
    return ((other - ONES & ~other | eight) & HIGH) != 0;
  }

  private boolean isThere(int hash, byte[] json, int at, int offset, int end) {
    for (var place : places.getOrDefault(hash, List.of())) {
      int start = at - place.at();
      var part = place.part();
      if (start >= offset && start + part.length <= end && isAt(part, json, start)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(byte[] part, byte[] json, int at) {
    for (int i = 0; i < part.length; i++) {
      int c = json[at + i];
      if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != part[i]) {
        return false;
      }
    }
    return true;
  }

  /// Whether a plain character is written as `\u0041`, or one is there that folds to a plain one.
  private static boolean isWrittenOtherwise(byte[] json, int from, int to, int offset, int end) {
    for (int at = from; at < to; at++) {
      if (json[at] < 0 && foldsToPlain(json, at, end)
          || json[at] == '\\' && isEscape(json, at, offset, end)) {
        return true;
      }
    }
    return false;
  }

  /// The dotless and the dotted I, the long s, and the sign for Kelvin.
  private static boolean foldsToPlain(byte[] json, int at, int end) {
    int first = json[at] & 0xFF;
    int second = at + 1 < end ? json[at + 1] & 0xFF : 0;
    int third = at + 2 < end ? json[at + 2] & 0xFF : 0;
    return first == 0xC4 && (second == 0xB0 || second == 0xB1)
        || first == 0xC5 && second == 0xBF
        || first == 0xE2 && second == 0x84 && third == 0xAA;
  }

  /// A backslash that is not itself escaped, `u`, and the number of such a character.
  private static boolean isEscape(byte[] json, int at, int offset, int end) {
    if (at + 5 >= end || json[at + 1] != 'u') {
      return false;
    }
    int before = at;
    while (before > offset && json[before - 1] == '\\') {
      before--;
    }
    int code = 0;
    for (int i = at + 2; i < at + 6; i++) {
      code = code << 4 | Math.max(0, Character.digit(json[i], 16));
    }
    return (at - before) % 2 == 0
        && (isPlain((char) code) || code > 127 && Fold.other((char) code) < 128);
  }

  private static int hash(int gram) {
    return (gram | LOWER) * 0x9E3779B1 >>> 32 - BITS;
  }

  /// @param at where its four bytes stand
  @SuppressWarnings("ArrayRecordComponent") // read an event at a time, compared by nobody
  private record Place(byte[] part, int at) {}
}

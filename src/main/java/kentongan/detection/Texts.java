package kentongan.detection;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The texts of a document's values. Of real events' texts most came before: what was found out
/// about those is found again by one look.
///
/// Bounded: [#PLACES] texts of at most [#LONGEST] characters; a newcomer takes the place of the one
/// that was not asked for last. Texts of slots that hardly ever come again, and long ones, live
/// only until the next document. Nothing is allocated for a text that is known, and little for
/// others.
///
/// For one thread at a time.
final class Texts {
  static final int LONGEST = 512;

  private static final int PLACES = 1 << 15;
  private static final int USUALLY_PASSING = 4096;
  private static final int TRIAL = 4096;
  private static final int REST = 1 << 15;

  private final Paths paths;
  private final @Nullable Text[] places = new Text[PLACES];
  private final int[] tries;
  private final int[] hits;
  private final int[] rests;
  private Text[] passing = new Text[16];
  private int passed;
  private int document;
  private char[] decoded = new char[512];

  Texts(Paths paths) {
    int slots = paths.size();
    this.paths = paths;
    this.tries = new int[slots];
    this.hits = new int[slots];
    this.rests = new int[slots];
  }

  /// Begins with another document: texts that live only for one are forgotten.
  void next() {
    passed = 0;
    document++;
    if (passing.length > USUALLY_PASSING) {
      passing = Arrays.copyOf(passing, USUALLY_PASSING);
    }
  }

  /// The text of a value of a slot.
  Text of(int slot, char[] from, int start, int length) {
    if (length > LONGEST || isResting(slot)) {
      return passing(slot, from, start, length);
    }
    int hash = hash(slot, from, start, length);
    int place = (hash ^ hash >>> 15) & (PLACES - 2);
    var first = places[place];
    if (first != null && first.is(slot, hash, from, start, length)) {
      hits[slot]++;
      first.seen(document);
      return first;
    }
    var second = places[place + 1];
    if (second != null && second.is(slot, hash, from, start, length)) {
      hits[slot]++;
      places[place] = second; // the one asked for last stands first
      places[place + 1] = first;
      second.seen(document);
      return second;
    }
    places[place + 1] = first;
    // A text that this very document holds stays as it is.
    var newcomer = second == null || second.seen() == document ? new Text() : second;
    places[place] = newcomer;
    newcomer.become(slot, hash, from, start, length);
    newcomer.seen(document);
    decode(newcomer, false);
    return newcomer;
  }

  /// The text of a value that nobody remembers.
  Text passing(int slot, char[] from, int start, int length) {
    var text = passing();
    text.become(slot, 0, from, start, length);
    decode(text, true);
    return text;
  }

  /// Attackers encode once to pass the browser, and once more to pass a filter.
  private void decode(Text text, boolean isPassing) {
    if (!paths.isDecoded(text.slot())) {
      return;
    }
    var last = text;
    for (int round = 0; round < 2; round++) {
      if (decoded.length < last.length()) {
        decoded = new char[last.length()];
      }
      int size = UrlText.decode(last.raw(), 0, last.length(), decoded, 0);
      if (size < 0) {
        return;
      }
      var next = isPassing ? passing() : new Text();
      next.become(text.slot(), 0, decoded, 0, size);
      last.decoded(next);
      last = next;
    }
  }

  private Text passing() {
    if (passed == passing.length) {
      passing = Arrays.copyOf(passing, passed * 2);
    }
    var text = passing[passed];
    if (text == null || text.raw().length > 1 << 16) {
      text = new Text();
      passing[passed] = text;
    }
    passed++;
    return text;
  }

  private static int hash(int slot, char[] from, int start, int length) {
    int even = slot;
    int odd = length;
    int at = start;
    for (int end = start + length - 1; at < end; at += 2) {
      even = even * 0x2c1b3c6d + from[at];
      odd = odd * 0x297a2d39 + from[at + 1];
    }
    if (at < start + length) {
      even = even * 0x2c1b3c6d + from[at];
    }
    int hash = even * 31 + odd;
    hash ^= hash >>> 16;
    return hash * 0x7feb352d;
  }

  private boolean isResting(int slot) {
    if (rests[slot] > 0) {
      rests[slot]--;
      return true;
    }
    if (++tries[slot] == TRIAL) {
      rests[slot] = hits[slot] < TRIAL / 8 ? REST : 0;
      tries[slot] = 0;
      hits[slot] = 0;
    }
    return false;
  }
}

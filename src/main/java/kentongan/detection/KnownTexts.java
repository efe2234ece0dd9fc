package kentongan.detection;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Answers that were given before about the same text: paths, browsers and addresses come again and
/// again, and a long list of patterns need not be tried on each once more.
///
/// Bounded: [#PLACES] texts of at most [#LONGEST] characters. A newcomer takes the place of the
/// text before it, and the answers about that one are forgotten with it. A slot whose texts hardly
/// ever come again is left alone for a while, since remembering costs as well.
///
/// For one thread at a time.
final class KnownTexts {
  static final int LONGEST = 512;

  private static final int PLACES = 1024;
  private static final int TRIAL = 4096;
  private static final int REST = 1 << 16;

  private final char[] @Nullable [] texts = new char[PLACES][];
  private final int[] versions = new int[PLACES];

  /// By predicate, then by place: twice the text's version, and 1 more for yes.
  private final int[] @Nullable [] answers;

  private final int[] tries;
  private final int[] hits;
  private final int[] rests;

  KnownTexts(int slots, int predicates) {
    this.answers = new int[predicates][];
    this.tries = new int[slots];
    this.hits = new int[slots];
    this.rests = new int[slots];
  }

  /// Where a text is known from now on; -1 when it is not worth it.
  int place(int slot, char[] from, int start, int length) {
    if (length > LONGEST || isResting(slot)) {
      return -1;
    }
    int hash = length;
    for (int i = start; i < start + length; i++) {
      hash = 31 * hash + from[i];
    }
    int place = (hash ^ (hash >>> 15)) & (PLACES - 1);
    var known = texts[place];
    if (known != null && Arrays.equals(known, 0, known.length, from, start, start + length)) {
      hits[slot]++;
    } else {
      texts[place] = Arrays.copyOfRange(from, start, start + length);
      versions[place]++;
    }
    return place;
  }

  private boolean isResting(int slot) {
    if (rests[slot] > 0) {
      rests[slot]--;
      return true;
    }
    if (++tries[slot] == TRIAL) {
      rests[slot] = hits[slot] < TRIAL / 4 ? REST : 0;
      tries[slot] = 0;
      hits[slot] = 0;
    }
    return false;
  }

  /// What a predicate answered about the text at a place: 0 nothing yet, 1 no, 2 yes.
  int answer(int predicate, int place) {
    var given = answers[predicate];
    if (given == null || given[place] >> 1 != versions[place]) {
      return 0;
    }
    return 1 + (given[place] & 1);
  }

  /// Remembers an answer.
  void answer(int predicate, int place, boolean yes) {
    var given = answers[predicate];
    if (given == null) {
      given = new int[PLACES];
      answers[predicate] = given;
    }
    given[place] = (versions[place] << 1) | (yes ? 1 : 0);
  }
}

package kentongan.detection;

import java.util.Arrays;
import java.util.List;

/// A set of texts to be asked with a part of an array, without making a text of it. Each has a
/// number, from 1.
final class Words {
  private final char[][] table;
  private final int[] numbers;
  private final int mask;

  Words(List<char[]> words) {
    int size = Integer.highestOneBit(Math.max(4, words.size() * 4));
    this.table = new char[size][];
    this.numbers = new int[size];
    this.mask = size - 1;
    for (int i = 0; i < words.size(); i++) {
      put(words.get(i), i + 1);
    }
  }

  private void put(char[] word, int number) {
    int at = hash(word, 0, word.length) & mask;
    while (table[at] != null) {
      if (Arrays.equals(table[at], word)) {
        return;
      }
      at = at + 1 & mask;
    }
    table[at] = word;
    numbers[at] = number;
  }

  /// The number of a text; 0 when it is not in the set.
  int find(char[] text, int start, int length) {
    int at = hash(text, start, length) & mask;
    while (table[at] != null) {
      if (Arrays.equals(table[at], 0, table[at].length, text, start, start + length)) {
        return numbers[at];
      }
      at = at + 1 & mask;
    }
    return 0;
  }

  private static int hash(char[] text, int start, int length) {
    int hash = length;
    for (int i = start; i < start + length; i++) {
      hash = 31 * hash + text[i];
    }
    return hash ^ hash >>> 15;
  }
}

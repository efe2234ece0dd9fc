package kentongan.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The values of a group, one after the other as bytes; made anew for each match, in place.
///
/// A character below 128 is one byte, any other three; 0xFF ends a value. A value longer than 1,000
/// characters keeps so many, and is told apart by a hash of the whole.
final class KeyText {
  private static final int LONGEST = 1000;
  private static final byte END = (byte) 0xFF;

  private final char[] chars = new char[LONGEST + 40];
  private byte[] bytes = new byte[128];
  private int length;

  void clear() {
    length = 0;
  }

  /// Keeps room for a number in front.
  void clearForNumber() {
    length = 4;
  }

  /// Puts a number in front, as of the group that a value belongs to.
  void number(int number) {
    bytes[0] = (byte) (number >>> 24);
    bytes[1] = (byte) (number >>> 16);
    bytes[2] = (byte) (number >>> 8);
    bytes[3] = (byte) number;
  }

  /// Adds the first value of a slot that has a text.
  ///
  /// @return false when there is none, or an empty one
  boolean add(Facts facts, int slot) {
    for (int value = slot < 0 ? 0 : facts.first(slot); value != 0; value = facts.next(value)) {
      if (facts.hasText(value)) {
        var text = facts.text(value);
        if (text.length() > LONGEST) {
          add(text.toString());
        } else {
          add(text.raw(), 0, text.length());
        }
        return text.length() > 0;
      }
    }
    return false;
  }

  void add(String text) {
    var cut = cut(text);
    cut.getChars(0, cut.length(), chars, 0);
    add(chars, 0, cut.length());
  }

  private void add(char[] text, int at, int size) {
    reserve(size * 3 + 1);
    for (int i = at; i < at + size; i++) {
      char c = text[i];
      if (c < 128) {
        bytes[length++] = (byte) c;
      } else {
        bytes[length++] = (byte) (0xE0 | c >>> 12);
        bytes[length++] = (byte) (0x80 | c >>> 6 & 0x3F);
        bytes[length++] = (byte) (0x80 | c & 0x3F);
      }
    }
    bytes[length++] = END;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /// A text as it stands in keys.
  static String cut(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST) + "#" + DetectionId.of(text).value();
  }

  /// The values of a key.
  static List<String> values(byte[] key) {
    var values = new ArrayList<String>();
    var text = new StringBuilder();
    for (int i = 0; i < key.length; i++) {
      if (key[i] == END) {
        values.add(text.toString());
        text.setLength(0);
      } else if (key[i] >= 0) {
        text.append((char) key[i]);
      } else {
        text.append((char) ((key[i] & 0x0F) << 12 | (key[i + 1] & 0x3F) << 6 | key[i + 2] & 0x3F));
        i += 2;
      }
    }
    return values;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}

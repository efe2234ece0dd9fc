package kentongan.watch;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Makes words equal that people read as equal: `ＳＬＯＴ`, `ѕlоt` with Cyrillic letters, `sl0t`,
/// `s.l.o.t` and `s l o t` all become one word. One pass, character by character; nothing is made
/// of an ordinary text but the words themselves.
final class Folding {
  private static final Map<Character, Character> LOOK_ALIKE =
      pairs(
          "аαɑᴀ:a вβʙ:b сϲᴄ:c ԁđᴅ:d еёεᴇ:e ꜰƒ:f ɡɢ:g һʜ:h іїιıɪ:i јᴊ:j кκᴋ:k ӏłʟ:l мᴍ:m ոηɴ:n"
              + " оοσøᴏ:o рρᴘ:p ʀ:r ѕꜱ:s тτᴛ:t υᴜ:u νᴠ:v ԝωᴡ:w хχ:x уγʏ:y ᴢ:z ß:s");
  private static final int SHORTEST_SPELLED = 3;
  private static final int LONGEST_WORD = 64;

  private final Sink sink;
  private final char[] word = new char[LONGEST_WORD];
  private final char[] spelled = new char[LONGEST_WORD];
  private int length;
  private int singles;

  /// ASCII letters and digits in lower case; 0 for what ends a word.
  private static final char[] PLAIN = plain();

  /// Takes one word after the other.
  interface Sink {
    /// @param letters the word's; valid during the call only
    void word(char[] letters, int length);

    /// A letter of a script that may set no spaces.
    default void other() {}
  }

  private Folding(Sink sink) {
    this.sink = sink;
  }

  /// Gives the words of a text in order: letters and digits, in lower case, look-alikes folded,
  /// spelled words put together.
  static void fold(CharSequence text, Sink sink) {
    var letters = text.toString().toCharArray();
    var folding = new Folding(sink);
    folding.all(letters);
    folding.end();
    folding.endSpelled();
  }

  private void all(char[] text) {
    for (var i = 0; i < text.length; i++) {
      var c = text[i];
      var plain = c < 0x80 ? PLAIN[c] : 0;
      if (plain != 0) {
        if (length < LONGEST_WORD) {
          word[length++] = plain;
        }
      } else if (c == ' ') {
        end();
      } else {
        odd(c, i + 1 < text.length ? text[i + 1] : ' ');
      }
    }
  }

  private static char[] plain() {
    var table = new char[0x80];
    for (char c = 0; c < 0x80; c++) {
      table[c] = Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : 0;
    }
    return table;
  }

  /// The words of a short text.
  static List<String> words(CharSequence text) {
    var words = new ArrayList<String>();
    fold(text, (letters, length) -> words.add(new String(letters, 0, length)));
    return words;
  }

  /// A letter as it counts when digits are read as letters; `i`, `l` and `1` are one.
  static char canon(char c) {
    return switch (c) {
      case '0' -> 'o';
      case '1', 'l' -> 'i';
      case '3' -> 'e';
      case '4' -> 'a';
      case '5' -> 's';
      case '7' -> 't';
      case '8' -> 'b';
      default -> c;
    };
  }

  private void odd(char c, char next) {
    if (c >= 0x80) {
      other(c, next);
    } else if ((c == '@' || c == '$') && length > 0 && Character.isLetter(next)) {
      put(c == '@' ? 'a' : 's');
    } else {
      end();
    }
  }

  private void other(char c, char next) {
    if (c >= 0x0400) {
      sink.other();
    }
    if (Character.isHighSurrogate(c) && Character.isLowSurrogate(next)) {
      // 𝐬𝐥𝐨𝐭: letters of mathematics.
      decomposed(new String(new char[] {c, next}));
    } else if (Character.isLowSurrogate(c)) {
      return;
    } else if (Character.isLetterOrDigit(c) || (c >= 0x2460 && c <= 0x24ff)) {
      var like = LOOK_ALIKE.get(Character.toLowerCase(c));
      if (like != null) {
        put(like);
      } else if (c < 0x0250 || (c >= 0x1e00 && c <= 0x24ff) || c >= 0xff00) {
        decomposed(String.valueOf(c));
      } else {
        put(Character.toLowerCase(c));
      }
    } else if (!isUnseen(c)) {
      end();
    }
  }

  private void decomposed(String letter) {
    var parts = Normalizer.normalize(letter, Normalizer.Form.NFKD);
    for (var i = 0; i < parts.length(); i++) {
      var c = Character.toLowerCase(parts.charAt(i));
      if (Character.isLetterOrDigit(c)) {
        put(LOOK_ALIKE.getOrDefault(c, c));
      }
    }
  }

  private void put(char c) {
    if (length < LONGEST_WORD) {
      word[length++] = c;
    }
  }

  private void end() {
    if (length == 0) {
      return;
    }
    if (length == 1) {
      if (singles == LONGEST_WORD) {
        endSpelled();
      }
      spelled[singles++] = word[0];
    } else {
      endSpelled();
      sink.word(word, length);
    }
    length = 0;
  }

  /// Runs of single letters become one word.
  private void endSpelled() {
    if (singles >= SHORTEST_SPELLED) {
      sink.word(spelled, singles);
    } else {
      for (var i = 0; i < singles; i++) {
        sink.word(new char[] {spelled[i]}, 1);
      }
    }
    singles = 0;
  }

  /// Marks that are not seen: combining accents, soft hyphens, zero-width characters.
  private static boolean isUnseen(char c) {
    var type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.FORMAT;
  }

  private static Map<Character, Character> pairs(String text) {
    var pairs = new java.util.HashMap<Character, Character>();
    for (var group : text.split(" ")) {
      for (var i = 0; i < group.length() - 2; i++) {
        pairs.put(group.charAt(i), group.charAt(group.length() - 1));
      }
    }
    return Map.copyOf(pairs);
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}

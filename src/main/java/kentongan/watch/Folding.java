package kentongan.watch;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Makes words equal that people read as equal: `ＳＬＯＴ`, `ѕlоt` with Cyrillic letters, `sl0t`,
/// `s.l.o.t` and `s l o t` all become `slot`.
final class Folding {
  private static final Map<Character, String> LOOK_ALIKE =
      Map.ofEntries(
          Map.entry('а', "a"),
          Map.entry('α', "a"),
          Map.entry('ɑ', "a"),
          Map.entry('в', "b"),
          Map.entry('β', "b"),
          Map.entry('с', "c"),
          Map.entry('ϲ', "c"),
          Map.entry('ԁ', "d"),
          Map.entry('đ', "d"),
          Map.entry('е', "e"),
          Map.entry('ё', "e"),
          Map.entry('ε', "e"),
          Map.entry('ɡ', "g"),
          Map.entry('һ', "h"),
          Map.entry('і', "i"),
          Map.entry('ї', "i"),
          Map.entry('ι', "i"),
          Map.entry('ı', "i"),
          Map.entry('ј', "j"),
          Map.entry('к', "k"),
          Map.entry('κ', "k"),
          Map.entry('ӏ', "l"),
          Map.entry('ł', "l"),
          Map.entry('м', "m"),
          Map.entry('ո', "n"),
          Map.entry('η', "n"),
          Map.entry('о', "o"),
          Map.entry('ο', "o"),
          Map.entry('σ', "o"),
          Map.entry('ø', "o"),
          Map.entry('р', "p"),
          Map.entry('ρ', "p"),
          Map.entry('ѕ', "s"),
          Map.entry('т', "t"),
          Map.entry('τ', "t"),
          Map.entry('υ', "u"),
          Map.entry('ν', "v"),
          Map.entry('ԝ', "w"),
          Map.entry('ω', "w"),
          Map.entry('х', "x"),
          Map.entry('χ', "x"),
          Map.entry('у', "y"),
          Map.entry('γ', "y"),
          Map.entry('ß', "ss"));
  private static final String DIGITS = "0134578";
  private static final String AS_LETTERS = "oieastb";
  private static final int SHORTEST_SPELLED = 3;

  private Folding() {}

  /// The words of a text in order: letters and digits, in lower case, look-alikes folded, spelled
  /// words put together.
  static List<String> words(String text) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    var folded = isPlain(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKD);
    for (var i = 0; i < folded.length(); i++) {
      var c = folded.charAt(i);
      if (c < 0x80) {
        ascii(c, word, words);
      } else if (Character.isLetterOrDigit(c)) {
        var lower = Character.toLowerCase(c);
        word.append(LOOK_ALIKE.getOrDefault(lower, String.valueOf(lower)));
      } else if (!isJoiner(c)) {
        end(word, words);
      }
    }
    end(word, words);
    return together(words);
  }

  /// A word with its digits read as letters, `g4c0r` as `gacor`; the word itself when it has none.
  static String unleeted(String word) {
    if (!hasDigit(word)) {
      return word;
    }
    var changed = new StringBuilder(word.length());
    var letters = 0;
    var digits = 0;
    for (var i = 0; i < word.length(); i++) {
      var c = word.charAt(i);
      var at = DIGITS.indexOf(c);
      digits += at >= 0 ? 1 : 0;
      letters += Character.isLetter(c) ? 1 : 0;
      changed.append(at >= 0 ? AS_LETTERS.charAt(at) : c);
    }
    return digits > 0 && letters > 0 ? changed.toString() : word;
  }

  private static boolean hasDigit(String word) {
    for (var i = 0; i < word.length(); i++) {
      if (word.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
  }

  private static void ascii(char c, StringBuilder word, List<String> words) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      word.append(c);
    } else if (c >= 'A' && c <= 'Z') {
      word.append((char) (c + 32));
    } else if (c == '@' && !word.isEmpty()) {
      word.append('a');
    } else if (c == '$' && !word.isEmpty()) {
      word.append('s');
    } else {
      end(word, words);
    }
  }

  private static void end(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  /// Runs of single letters become one word.
  private static List<String> together(List<String> words) {
    var result = new ArrayList<String>(words.size());
    for (var i = 0; i < words.size(); ) {
      var end = i;
      while (end < words.size() && words.get(end).length() == 1) {
        end++;
      }
      if (end - i >= SHORTEST_SPELLED) {
        result.add(String.join("", words.subList(i, end)));
        i = end;
      } else {
        result.add(words.get(i));
        i++;
      }
    }
    return result;
  }

  /// Marks that are not seen: combining accents, soft hyphens, zero-width characters.
  private static boolean isJoiner(char c) {
    var type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.FORMAT;
  }

  private static boolean isPlain(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}

package kentongan.detection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;

/// Texts for rules and events, out of one small vocabulary, so that they meet often; with all that
/// has ever been mistaken for something else.
final class RandomTexts {
  private static final List<String> ATOMS =
      List.of(
          "a",
          "b",
          "ab",
          "ba",
          "abc",
          "A",
          "aB",
          "cmd",
          "CMD.EXE",
          ".exe",
          "evil",
          "EVIL",
          "\\",
          "\\\\",
          "*",
          "?",
          "\\*",
          "\\?",
          "/",
          "-f",
          " -enc ",
          "–f",
          "/c ",
          " ",
          "\t",
          "\n",
          "\r",
          "é",
          "É",
          "ß",
          "ẞ",
          "İ",
          "ı",
          "i",
          "I",
          "\u212A",
          "k",
          "Σ",
          "ς",
          "σ",
          "ſ",
          "s",
          "µ",
          "μ",
          "ǅ",
          "ǆ",
          "\u0345",
          "\u1FBE",
          "𐐀",
          "𐐨",
          "😀",
          "\uD83D",
          "\uDE00",
          "\u0000",
          "\u001F",
          "\u0085",
          "\u2028",
          "\uFFFD",
          "\uFEFF",
          "%41",
          "%2541",
          "%c3%a9",
          "%",
          "%zz",
          "%4",
          "+",
          "1",
          "10",
          "010",
          "-5",
          "1e3",
          "9.5",
          "0",
          "true",
          "null",
          "[]",
          "{}",
          "\"",
          "'",
          ":",
          ",",
          "192.0.2.1",
          "192.0.2.255",
          "198.51.100.7",
          "2001:db8::1",
          "::ffff:192.0.2.9",
          "2026-11-21T02:14:07.120Z",
          "2026-11-21 23:59:59",
          "2026-01-01",
          "2024-12-30T00:00:00+07:00",
          "2026-13-01T00:00:00Z",
          "2026",
          "ping",
          "foobar",
          "Zm9vYmFy",
          "aaaaaaaa",
          "aaab");

  private final RandomGenerator random;
  private final List<String> words = new ArrayList<>();

  RandomTexts(RandomGenerator random) {
    this.random = random;
    int size = 3 + random.nextInt(14);
    for (int i = 0; i < size; i++) {
      var word = new StringBuilder();
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        word.append(pick(ATOMS));
      }
      words.add(word.toString());
    }
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  boolean chance(int in) {
    return random.nextInt(in) == 0;
  }

  String word() {
    return chance(4) ? pick(ATOMS) : pick(words);
  }

  /// A text of an event.
  String text() {
    return switch (random.nextInt(16)) {
      case 0 -> "";
      case 1, 2, 3, 4 -> word();
      case 5, 6 -> swapped(word());
      case 7, 8, 9 -> word() + word();
      case 10, 11 -> word() + swapped(word()) + word();
      case 12 -> encoded(word());
      case 13 -> chance(3) ? aLong() : word() + " " + word();
      case 14 -> bytes(word(), random.nextInt(3));
      default -> word() + pick(ATOMS) + word() + pick(ATOMS);
    };
  }

  /// Around the lengths at which something may change.
  private String aLong() {
    int length = pick(List.of(30, 31, 32, 33, 64, 255, 500, 510, 511, 512, 513, 514, 1025, 4100));
    var filler = pick(List.of("x", "ab", "a", "é", "%41", "evi"));
    var text = new StringBuilder(filler.repeat(length / filler.length() + 1));
    text.setLength(length);
    for (int n = random.nextInt(3); n > 0; n--) {
      var word = word();
      int at = pick(List.of(0, text.length() / 2, text.length()));
      text.insert(at, word);
      if (chance(2) && text.length() > length) {
        text.setLength(length);
      }
    }
    return text.toString();
  }

  String swapped(String text) {
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(
          switch (random.nextInt(3)) {
            case 0 -> Character.toUpperCase(c);
            case 1 -> Character.toLowerCase(c);
            default -> c;
          });
    }
    return out.toString();
  }

  private String encoded(String text) {
    var charset = chance(2) ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16LE;
    var around = "xyz".substring(random.nextInt(4)) + text + "uvw".substring(random.nextInt(4));
    return Base64.getEncoder().encodeToString(around.getBytes(charset));
  }

  private static String bytes(String text, int how) {
    var charset =
        switch (how) {
          case 0 -> StandardCharsets.UTF_16LE;
          case 1 -> StandardCharsets.UTF_16BE;
          default -> StandardCharsets.UTF_8;
        };
    return new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
  }
}

package kentongan.detection;

import java.util.Locale;
import java.util.Map;

/// Characters written as in HTML: `&#65;`, `&#x41` and those names that attackers hide markup with.
final class Entities {
  private static final int MOST_DIGITS = 64;
  private static final int LONGEST_NAME = 8;

  private static final Map<String, Character> NAMES =
      Map.ofEntries(
          Map.entry("amp", '&'),
          Map.entry("apos", '\''),
          Map.entry("ast", '*'),
          Map.entry("bsol", '\\'),
          Map.entry("colon", ':'),
          Map.entry("comma", ','),
          Map.entry("commat", '@'),
          Map.entry("dollar", '$'),
          Map.entry("equals", '='),
          Map.entry("excl", '!'),
          Map.entry("grave", '`'),
          Map.entry("gt", '>'),
          Map.entry("lbrace", '{'),
          Map.entry("lbrack", '['),
          Map.entry("lcub", '{'),
          Map.entry("lowbar", '_'),
          Map.entry("lpar", '('),
          Map.entry("lsqb", '['),
          Map.entry("lt", '<'),
          Map.entry("nbsp", ' '),
          Map.entry("newline", '\n'),
          Map.entry("num", '#'),
          Map.entry("percnt", '%'),
          Map.entry("period", '.'),
          Map.entry("plus", '+'),
          Map.entry("quest", '?'),
          Map.entry("quot", '"'),
          Map.entry("rbrace", '}'),
          Map.entry("rbrack", ']'),
          Map.entry("rcub", '}'),
          Map.entry("rpar", ')'),
          Map.entry("rsqb", ']'),
          Map.entry("semi", ';'),
          Map.entry("sol", '/'),
          Map.entry("tab", '\t'),
          Map.entry("verbar", '|'));

  private Entities() {}

  /// What stands at an ampersand.
  ///
  /// @return as [UrlText#found]; 0 when it is an ampersand and nothing else
  static long at(char[] text, int at, int end) {
    if (at + 2 >= end) {
      return 0;
    }
    return text[at + 1] == '#' ? numbered(text, at, end) : named(text, at, end);
  }

  /// With or without the semicolon, as browsers take it.
  private static long numbered(char[] text, int at, int end) {
    boolean isHex = (text[at + 2] | 0x20) == 'x';
    int base = isHex ? 16 : 10;
    int first = at + (isHex ? 3 : 2);
    int i = first;
    int code = 0;
    while (i < end && i - first < MOST_DIGITS && Character.digit(text[i], base) >= 0) {
      code = Math.min(code * base + Character.digit(text[i], base), 0x10FFFF);
      i++;
    }
    if (i == first) {
      return 0;
    }
    boolean isClosed = i < end && text[i] == ';';
    return UrlText.found(code, i - at + (isClosed ? 1 : 0));
  }

  /// Only with the semicolon: `&lt=5` is a parameter.
  private static long named(char[] text, int at, int end) {
    int i = at + 1;
    while (i < end && i - at <= LONGEST_NAME && isLetter(text[i])) {
      i++;
    }
    if (i == at + 1 || i >= end || text[i] != ';') {
      return 0;
    }
    var code = NAMES.get(new String(text, at + 1, i - at - 1).toLowerCase(Locale.ROOT));
    return code == null ? 0 : UrlText.found(code, i - at + 1);
  }

  private static boolean isLetter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }
}

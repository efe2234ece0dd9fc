package kentongan.detection;

/// Encodings undone, as web servers, browsers and parsers of JSON do it, but without complaint:
/// what is malformed stays. Percent signs (`%41`, overlong UTF-8, `%u0041`), `+`, HTML entities
/// (`&#x41;`, `&lt;`) and escapes of scripts (`\u0041`, `\x41`).
final class UrlText {
  private UrlText() {}

  /// Decodes a part of an array into another place, of the same or a larger array that does not
  /// overlap; never longer than what it was.
  ///
  /// @return how many characters; -1 when there is nothing to decode
  static int decode(char[] from, int start, int size, char[] to, int at) {
    int end = start + size;
    if (!isEncoded(from, start, end)) {
      return -1;
    }
    int out = at;
    int i = start;
    while (i < end) {
      char here = from[i];
      long found =
          switch (here) {
            case '%' -> percent(from, i, end);
            case '&' -> Entities.at(from, i, end);
            case '\\' -> escape(from, i, end);
            case '+' -> found(' ', 1);
            default -> 0;
          };
      if (found == 0) {
        to[out++] = here;
        i++;
      } else {
        to[out++] = (char) (found >>> Integer.SIZE);
        i += (int) found;
      }
    }
    return out - at;
  }

  /// A character, and how many characters it was written with.
  static long found(int code, int length) {
    return (long) (code > 0xFFFF ? '\uFFFD' : code) << Integer.SIZE | length;
  }

  /// The number that so many hexadecimal digits write; -1 when they are not there.
  static int hex(char[] text, int at, int count, int end) {
    if (at + count > end) {
      return -1;
    }
    int number = 0;
    for (int i = at; i < at + count; i++) {
      int digit = text[i] < 128 ? Character.digit(text[i], 16) : -1;
      if (digit < 0) {
        return -1;
      }
      number = number << 4 | digit;
    }
    return number;
  }

  private static boolean isEncoded(char[] text, int start, int end) {
    for (int i = start; i < end; i++) {
      switch (text[i]) {
        case '%', '+' -> {
          return true;
        }
        case '&' -> {
          if (Entities.at(text, i, end) != 0) {
            return true;
          }
        }
        case '\\' -> {
          if (escape(text, i, end) != 0) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  private static long percent(char[] text, int at, int end) {
    int octet = octet(text, at, end);
    if (octet < 0) {
      return unicode(text, at, end);
    }
    return octet < 0x80 ? found(octet, 3) : utf8(octet, text, at, end);
  }

  /// Overlong forms too, in which attackers hide a dot or a slash.
  private static long utf8(int octet, char[] text, int at, int end) {
    int more = octet >= 0xF0 ? 3 : octet >= 0xE0 ? 2 : octet >= 0xC0 ? 1 : 0;
    int code = octet & (0x3F >> more);
    int next = at + 3;
    int taken = 0;
    for (int trail = octet(text, next, end);
        taken < more && trail >= 0x80 && trail < 0xC0;
        trail = octet(text, next, end)) {
      code = (code << 6) | (trail & 0x3F);
      next += 3;
      taken++;
    }
    return found(more == 0 || taken < more ? '\uFFFD' : code, next - at);
  }

  /// `\u0041` and `\x41`.
  private static long escape(char[] text, int at, int end) {
    if (at + 1 < end && text[at + 1] == 'x') {
      int code = hex(text, at + 2, 2, end);
      return code < 0 ? 0 : found(code, 4);
    }
    return unicode(text, at, end);
  }

  /// `%u0041` or `\u0041`.
  private static long unicode(char[] text, int at, int end) {
    if (at + 1 >= end || (text[at + 1] | 0x20) != 'u') {
      return 0;
    }
    int code = hex(text, at + 2, 4, end);
    return code < 0 ? 0 : found(code, 6);
  }

  /// The octet of `%41`; -1 when there is none here.
  private static int octet(char[] text, int at, int end) {
    return at < end && text[at] == '%' ? hex(text, at + 1, 2, end) : -1;
  }
}

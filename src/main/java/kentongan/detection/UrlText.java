package kentongan.detection;

/// Percent-encoding undone, as a web server does it, but without complaint: what is malformed
/// stays.
final class UrlText {
  private UrlText() {}

  /// Decodes a part of an array into another place, of the same or a larger array that does not
  /// overlap; never longer than what it was.
  ///
  /// @return how many characters; -1 when there is nothing to decode
  static int decode(char[] from, int start, int size, char[] to, int at) {
    if (!isEncoded(from, start, size)) {
      return -1;
    }
    int out = at;
    int end = start + size;
    int i = start;
    while (i < end) {
      int octet = octet(from, i, end);
      if (octet < 0) {
        to[out++] = from[i] == '+' ? ' ' : from[i];
        i++;
      } else if (octet < 0x80) {
        to[out++] = (char) octet;
        i += 3;
      } else {
        int more = octet >= 0xF0 ? 3 : octet >= 0xE0 ? 2 : octet >= 0xC0 ? 1 : 0;
        int code = octet & (0x3F >> more);
        int next = i + 3;
        int taken = 0;
        for (int trail = octet(from, next, end);
            taken < more && trail >= 0x80 && trail < 0xC0;
            trail = octet(from, next, end)) {
          code = (code << 6) | (trail & 0x3F);
          next += 3;
          taken++;
        }
        if (more == 0 || taken < more || code > 0xFFFF) {
          to[out++] = '\uFFFD';
        } else {
          to[out++] = (char) code;
        }
        i = next;
      }
    }
    return out - at;
  }

  private static boolean isEncoded(char[] text, int start, int size) {
    for (int i = start; i < start + size; i++) {
      if (text[i] == '%' || text[i] == '+') {
        return true;
      }
    }
    return false;
  }

  /// The octet of `%41`; -1 when there is none here.
  private static int octet(char[] text, int at, int end) {
    if (at + 2 >= end || text[at] != '%') {
      return -1;
    }
    int high = Character.digit(text[at + 1], 16);
    int low = Character.digit(text[at + 2], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}

package kentongan.watch;

/// Which scripts a text is written in.
final class Letters {
  private static final int MOST = 20_000;

  private Letters() {}

  /// The share of letters of scripts that are strange here: neither Latin nor Arabic (greetings),
  /// Javanese, Balinese or Sundanese (names of places), 0 to 1.
  static double foreign(CharSequence text) {
    var most = Math.min(text.length(), MOST);
    var foreign = 0;
    var letters = 0;
    for (var i = 0; i < most; i++) {
      var c = text.charAt(i);
      if (c < 0x80) {
        letters += (c | 32) >= 'a' && (c | 32) <= 'z' ? 1 : 0;
      } else if (Character.isLetter(c)) {
        letters++;
        foreign += c >= 0x0400 && !isOurs(c) ? 1 : 0;
      }
    }
    return letters < 8 ? 0 : (double) foreign / letters;
  }

  private static boolean isOurs(char c) {
    return (c >= 0x0600 && c <= 0x06ff)
        || (c >= 0x0750 && c <= 0x077f)
        || (c >= 0x08a0 && c <= 0x08ff)
        || (c >= 0xfb50 && c <= 0xfeff)
        || (c >= 0xa980 && c <= 0xa9df)
        || (c >= 0x1b00 && c <= 0x1bbf)
        || (c >= 0x1e00 && c <= 0x1eff);
  }
}

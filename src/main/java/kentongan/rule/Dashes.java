package kentongan.rule;

import java.util.ArrayList;
import java.util.List;

/// The modifier `windash`: a dash or slash that begins a word may be any of five.
final class Dashes {
  private static final String ALL = "-/–—―";
  private static final int MOST = 4;

  private Dashes() {}

  /// The text with every choice of dashes; empty when there would be more than 625.
  static List<String> permutations(String text) {
    var at = new ArrayList<Integer>();
    for (int i = 0; i < text.length(); i++) {
      if (ALL.indexOf(text.charAt(i)) >= 0 && beginsWord(text, i)) {
        at.add(i);
      }
    }
    if (at.size() > MOST) {
      return List.of();
    }
    var all = List.of(text);
    for (int position : at) {
      var more = new ArrayList<String>();
      for (var one : all) {
        for (int d = 0; d < ALL.length(); d++) {
          more.add(one.substring(0, position) + ALL.charAt(d) + one.substring(position + 1));
        }
      }
      all = more;
    }
    return all;
  }

  private static boolean beginsWord(String text, int at) {
    boolean wordBefore = at > 0 && isWord(text.charAt(at - 1));
    return !wordBefore && at + 1 < text.length() && isWord(text.charAt(at + 1));
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}

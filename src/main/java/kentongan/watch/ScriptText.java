package kentongan.watch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A script read as text, never run: its strings as they would be, joined (`'ht' + 'tps:'`),
/// unescaped (`\x68`, `%68`), taken out of Base64, character codes and reversal; and its code
/// without strings and comments, for looking at how it is nested.
///
/// @param code the script with every string as `""` and no comments; strings are `strings` in order
/// @param strings joined neighbours are one
/// @param disguised what was only there encoded, decoded
record ScriptText(String code, List<Literal> strings, List<String> disguised) {
  private static final int MOST_STRINGS = 2_000;
  private static final int MOST_DISGUISED = 200;
  private static final int MOST_DEPTH = 4;
  private static final Set<String> LOADING =
      Set.of("load", "DOMContentLoaded", "pageshow", "readystatechange", "ready");

  /// A string.
  ///
  /// @param at where it stands in `code`
  record Literal(int at, String text) {}

  static ScriptText of(String script) {
    var reader = new Reader(script);
    reader.read();
    var text = new ScriptText(reader.code.toString(), reader.strings, new ArrayList<>());
    text.disguises();
    return text;
  }

  /// The text that an expression of strings, names of strings and `+` comes to; empty when it holds
  /// anything else, or no name.
  Optional<String> named(int from) {
    var end = from;
    while (end < code.length() && end < from + 200 && ";)}\n".indexOf(code.charAt(end)) < 0) {
      end++;
    }
    var whole = new StringBuilder();
    var at = from;
    var hasName = false;
    for (var part : code.substring(from, end).split("\\+", 20)) {
      var word = part.strip();
      if (word.equals("\"\"")) {
        var start = at + part.indexOf('"');
        strings.stream()
            .filter(s -> s.at() == start)
            .findFirst()
            .ifPresent(s -> whole.append(s.text()));
      } else {
        var value = value(word);
        if (value.isEmpty()) {
          break;
        }
        hasName = true;
        whole.append(value.get());
      }
      at += part.length() + 1;
    }
    return hasName ? Optional.of(whole.toString().strip()) : Optional.empty();
  }

  private Optional<String> value(String name) {
    if (name.isEmpty() || !name.chars().allMatch(Character::isJavaIdentifierPart)) {
      return Optional.empty();
    }
    for (var literal : strings) {
      var before = code.substring(Math.max(0, literal.at() - 60), literal.at()).stripTrailing();
      if (before.endsWith("=")) {
        var left = before.substring(0, before.length() - 1).stripTrailing();
        var isWhole =
            left.length() == name.length()
                || (left.length() > name.length()
                    && !Character.isJavaIdentifierPart(
                        left.charAt(left.length() - name.length() - 1)));
        if (left.endsWith(name) && isWhole) {
          return Optional.of(literal.text());
        }
      }
    }
    return Optional.empty();
  }

  private void disguises() {
    for (var literal : strings) {
      var before = before(literal.at());
      if (before.endsWith("atob(") || before.endsWith("decode(") || before.endsWith("atob(\"\"+")) {
        base64(literal.text(), 0);
      } else if (before.endsWith("unescape(")
          || before.endsWith("URIComponent(")
          || before.endsWith("decodeURI(")) {
        add(percent(literal.text()), 0);
      } else if (isReversed(literal)) {
        add(new StringBuilder(literal.text()).reverse().toString(), 0);
      } else if (literal.text().length() >= 24 && isBase64(literal.text())) {
        // Not beside its atob: in a variable, or behind another name.
        base64(literal.text(), 0);
      }
    }
    codes();
  }

  private String before(int at) {
    return code.substring(Math.max(0, at - 40), at).replace(" ", "");
  }

  private boolean isReversed(Literal literal) {
    var after = code.substring(literal.at(), Math.min(code.length(), literal.at() + 60));
    return after.replace(" ", "").startsWith("\"\".split(\"\").reverse()");
  }

  private void base64(String text, int depth) {
    try {
      var clean = text.replace('-', '+').replace('_', '/').replaceAll("\\s", "");
      var bytes = Base64.getDecoder().decode(clean);
      var decoded = new String(bytes, StandardCharsets.UTF_8);
      if (decoded.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t')) {
        add(decoded.indexOf('%') >= 0 ? percent(decoded) : decoded, depth);
      }
    } catch (IllegalArgumentException _) {
      // something else
    }
  }

  private void add(String text, int depth) {
    if (text.isBlank() || disguised.size() >= MOST_DISGUISED) {
      return;
    }
    disguised.add(text);
    if (depth < MOST_DEPTH && text.length() >= 12 && isBase64(text)) {
      base64(text, depth + 1);
    }
  }

  private static boolean isBase64(String text) {
    if (text.length() > 100_000) {
      return false;
    }
    var mixed = 0;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      var fits = c < 0x80 && (Character.isLetterOrDigit(c) || "+/=-_".indexOf(c) >= 0);
      if (!fits) {
        return false;
      }
      mixed |= Character.isUpperCase(c) ? 1 : Character.isLowerCase(c) ? 2 : 4;
    }
    return mixed == 7 || (mixed >= 3 && text.endsWith("="));
  }

  /// Runs of character codes: `String.fromCharCode(104, 116, …)`, `[104,116,…].map(…)`.
  private void codes() {
    var text = new StringBuilder();
    var number = -1;
    for (var i = 0; i <= code.length(); i++) {
      var c = i < code.length() ? code.charAt(i) : ';';
      if (c >= '0' && c <= '9') {
        number = Math.min(100_000, Math.max(number, 0) * 10 + c - '0');
      } else if (c == ',' && number >= 9 && number < 0x3000) {
        text.append((char) number);
        number = -1;
      } else if (c > ' ' || number < 0) {
        if (c <= ' ') {
          continue;
        }
        if (number >= 9 && number < 0x3000) {
          text.append((char) number);
        }
        if (text.length() >= 6) {
          add(text.toString(), 0);
        }
        text.setLength(0);
        number = -1;
      }
    }
  }

  static String percent(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    var result = new StringBuilder(text.length());
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%' && i + 2 < text.length()) {
        var isWide = text.charAt(i + 1) == 'u' && i + 5 < text.length();
        var hex = isWide ? text.substring(i + 2, i + 6) : text.substring(i + 1, i + 3);
        try {
          result.append((char) Integer.parseInt(hex, 16));
          i += isWide ? 5 : 2;
          continue;
        } catch (NumberFormatException _) {
          // a plain per cent sign
        }
      }
      result.append(text.charAt(i));
    }
    return result.toString();
  }

  /// Splits strings from code.
  private static final class Reader {
    private final String in;
    private final StringBuilder code = new StringBuilder();
    private final List<Literal> strings = new ArrayList<>();
    private int at;

    Reader(String in) {
      this.in = in;
    }

    void read() {
      while (at < in.length()) {
        var c = in.charAt(at);
        if (c == '/' && in.startsWith("//", at)) {
          skipTo("\n");
        } else if (c == '/' && in.startsWith("/*", at)) {
          skipTo("*/");
        } else if (c == '<' && in.startsWith("<!--", at)) {
          at += 4;
        } else if (c == '/' && isPattern()) {
          pattern();
        } else if (c == '\'' || c == '"' || c == '`') {
          string(c);
        } else {
          code.append(c);
          at++;
        }
      }
    }

    private void skipTo(String end) {
      var stop = in.indexOf(end, at + 2);
      at = stop < 0 ? in.length() : stop + end.length();
      code.append(' ');
    }

    /// Whether a slash begins a regular expression.
    private boolean isPattern() {
      var i = code.length() - 1;
      while (i >= 0 && code.charAt(i) <= ' ') {
        i--;
      }
      return i < 0 || "(,=:[!&|?{};".indexOf(code.charAt(i)) >= 0;
    }

    private void pattern() {
      var start = at;
      var inClass = false;
      for (var i = at + 1; i < in.length() && in.charAt(i) != '\n' && i - start < 1_000; i++) {
        var c = in.charAt(i);
        if (c == '\\') {
          i++;
        } else if (c == '[') {
          inClass = true;
        } else if (c == ']') {
          inClass = false;
        } else if (c == '/' && !inClass) {
          // As a word, so that conditions on it can be told.
          code.append(" /").append(in, start + 1, i).append("/ ");
          at = i + 1;
          return;
        }
      }
      code.append('/');
      at++;
    }

    private void string(char quote) {
      var text = new StringBuilder();
      at++;
      while (at < in.length() && in.charAt(at) != quote) {
        if (in.charAt(at) == '\n' && quote != '`') {
          break;
        }
        if (in.charAt(at) == '\\') {
          escape(text);
        } else {
          text.append(in.charAt(at++));
        }
      }
      at++;
      keep(text.toString());
    }

    private void keep(String text) {
      if (isName(text)) {
        // window["location"] is window.location
        code.setCharAt(code.length() - 1, '.');
        code.append(text);
        at++;
        return;
      }
      var isJoined = !strings.isEmpty() && isJoined();
      if (isJoined) {
        var last = strings.removeLast();
        code.setLength(last.at() + 2);
        strings.add(new Literal(last.at(), last.text() + text));
      } else if (LOADING.contains(text)) {
        // Kept as a word: what waits for the page's loading does not wait for a visitor.
        code.append("LOAD");
      } else if (strings.size() < MOST_STRINGS) {
        strings.add(new Literal(code.length(), text));
        code.append("\"\"");
      }
    }

    private boolean isName(String text) {
      var isIndex =
          !code.isEmpty()
              && code.charAt(code.length() - 1) == '['
              && code.length() > 1
              && (Character.isLetterOrDigit(code.charAt(code.length() - 2))
                  || ")]_$".indexOf(code.charAt(code.length() - 2)) >= 0)
              && at < in.length()
              && in.charAt(at) == ']';
      return isIndex
          && !text.isEmpty()
          && text.length() < 40
          && text.chars().allMatch(c -> c < 0x80 && Character.isJavaIdentifierPart(c));
    }

    /// Whether only a `+` stands between the last string and here.
    private boolean isJoined() {
      var from = strings.getLast().at() + 2;
      return from <= code.length() && code.substring(from).strip().equals("+");
    }

    private void escape(StringBuilder text) {
      var c = at + 1 < in.length() ? in.charAt(at + 1) : ' ';
      var digits = c == 'x' ? 2 : c == 'u' ? 4 : 0;
      if (digits > 0 && at + 2 + digits <= in.length()) {
        try {
          text.append((char) Integer.parseInt(in.substring(at + 2, at + 2 + digits), 16));
          at += 2 + digits;
          return;
        } catch (NumberFormatException _) {
          // as it stands
        }
      }
      text.append(c == 'n' ? '\n' : c == 't' ? '\t' : c);
      at += 2;
    }
  }
}

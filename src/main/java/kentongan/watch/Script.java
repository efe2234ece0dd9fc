package kentongan.watch;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a script in a page does, as far as its text tells: whether it leads visitors away, what it
/// writes into the page, what it hides, and whether it hides itself.
///
/// @param hash of its text
/// @param leads where it leads visitors by itself
/// @param written markup that it writes
/// @param hides ids of elements that it makes unseen
/// @param fetches hosts from which it loads more script or frames
/// @param isDisguised its strings are encoded, or it is packed
/// @param said all its strings and what was decoded, for the word lists; cut
record Script(
    long hash,
    Optional<Lead> leads,
    List<String> written,
    Set<String> hides,
    Set<String> fetches,
    boolean isDisguised,
    String said) {
  private static final int MOST_SAID = 50_000;
  private static final int MOST_WRITTEN = 60_000;
  private static final Pattern LEAVES =
      Pattern.compile(
          "(?:^|[^\\w$.-])(?:(?:window|document|self|top|parent|this|globalThis|w|d)\\s*\\.\\s*|window\\s*\\[\\s*\"\"\\s*\\]\\s*\\.?\\s*)*"
              + "(?:location\\s*(?:\\.\\s*href\\s*|\\[\\s*\"\"\\s*\\]\\s*)?=[^=>]|location\\s*\\.\\s*(?:replace|assign)\\s*\\(|location\\s*\\[\\s*\"\"\\s*\\]\\s*\\()"
              + "|\\$\\(\\s*(?:window\\s*\\.\\s*)?location\\s*\\)\\s*\\.\\s*(?:attr|prop)\\s*\\(\\s*\"\"\\s*,"
              + "|(?:^|[^\\w$.])(?:window\\s*\\.\\s*)?open\\s*\\(");
  private static final Pattern HIDES =
      Pattern.compile(
          "getElementById\\(\\s*\"\"\\s*\\)\\s*\\.\\s*style\\s*\\.\\s*(?:display|visibility|position|left|top|opacity)\\s*=\\s*\"\"");

  /// A way out of the page.
  ///
  /// @param host where to; empty when it cannot be read
  /// @param isConditional only for some visitors: by where they come from or what they browse with
  /// @param isDisguised the address is encoded
  /// @param isOnAct only after the visitor has done something, as clicking
  record Lead(Optional<String> host, boolean isConditional, boolean isDisguised, boolean isOnAct) {}

  static Script of(String source) {
    var lower = Folding.lower(source);
    var isTelling =
        lower.contains("location")
            || lower.contains("open(")
            || lower.contains("document.write")
            || lower.contains("innerhtml")
            || lower.contains("atob")
            || lower.contains("fromcharcode")
            || lower.contains("unescape")
            || lower.contains("eval(")
            || lower.contains("\\x")
            || lower.contains("createelement")
            || lower.contains(".style")
            || lower.contains("insertadjacenthtml")
            || lower.contains(".append")
            || lower.contains(".hide(");
    return isTelling ? read(source, lower) : plain(source);
  }

  private static Script plain(String source) {
    var said = source.length() > MOST_SAID ? source.substring(0, MOST_SAID) : source;
    return new Script(hash(source), Optional.empty(), List.of(), Set.of(), Set.of(), false, said);
  }

  private static Script read(String source, String lower) {
    var text = ScriptText.of(source);
    var hidesItself = isPacked(lower) || escapes(source) > 30 || !text.disguised().isEmpty();
    // What was encoded may be script itself: one look inside.
    var inner = new ArrayList<ScriptText>();
    for (var decoded : text.disguised()) {
      if (decoded.length() > 20 && (decoded.contains("location") || decoded.contains("write("))) {
        inner.add(ScriptText.of(decoded));
      }
    }
    var leads = lead(text, lower, false);
    for (var script : inner) {
      leads = leads.isPresent() ? leads : lead(script, lower + " " + script.code(), true);
    }
    var written = new ArrayList<>(written(text, lower));
    inner.forEach(script -> written.addAll(markup(script)));
    return new Script(
        hash(source),
        leads,
        written,
        hidden(text),
        fetches(text, lower),
        hidesItself,
        said(source, text));
  }

  private static Optional<Lead> lead(ScriptText text, String lower, boolean isInner) {
    var isConditional =
        lower.contains("referrer") || lower.contains("useragent") || lower.contains("googlebot");
    var places = LEAVES.matcher(text.code());
    Optional<Lead> found = Optional.empty();
    while (places.find()) {
      var isOnAct = !isInner && Nesting.isOnAct(text.code(), places.start() + 1);
      if (places.group().contains("open") && !isHere(text, places.end())) {
        continue;
      }
      var near = near(text, places.end());
      var isDisguised = isInner;
      Optional<String> host = near.flatMap(Hosts::of);
      if (host.isEmpty() && near.isPresent()) {
        host = Hosts.of(new StringBuilder(near.get()).reverse().toString());
        isDisguised |= host.isPresent();
      }
      if (host.isEmpty() && near.isEmpty()) {
        host = text.disguised().stream().flatMap(d -> Hosts.of(d).stream()).findFirst();
        isDisguised |= host.isPresent();
      }
      if (host.isEmpty() && near.isEmpty()) {
        host = wholeAddress(text);
      }
      isDisguised |= host.isEmpty() && !text.disguised().isEmpty() && near.isEmpty();
      var lead = new Lead(host, isConditional, isDisguised, isOnAct);
      if ((host.isPresent() || isDisguised) && (found.isEmpty() || found.get().isOnAct())) {
        found = Optional.of(lead);
      }
    }
    return found;
  }

  /// Whether `open(…)` takes this window and no new one.
  private static boolean isHere(ScriptText text, int end) {
    return text.strings().stream()
        .filter(s -> s.at() >= end && s.at() < end + 200)
        .limit(3)
        .anyMatch(s -> Set.of("_self", "_top", "_parent").contains(s.text()));
  }

  /// What a place leads to, when it is put together there of strings and of names of strings.
  private static Optional<String> near(ScriptText text, int end) {
    // The pattern has eaten the first character after a plain `=`.
    var from =
        text.code().charAt(end - 1) == '=' || "(,".indexOf(text.code().charAt(end - 1)) >= 0
            ? end
            : end - 1;
    var named = text.named(from);
    if (named.isPresent()) {
      return named;
    }
    for (var literal : text.strings()) {
      if (literal.at() >= end - 1) {
        var between = text.code().substring(Math.min(end, literal.at()), literal.at());
        return between.isBlank() || between.strip().equals("(")
            ? Optional.of(literal.text().strip())
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// `var u = 'https://…'; location = u`: an address that stands in a string of its own, when the
  /// script is so short that there is nothing else it could be for.
  private static Optional<String> wholeAddress(ScriptText text) {
    if (text.code().length() > 1_500) {
      return Optional.empty();
    }
    return text.strings().stream()
        .map(ScriptText.Literal::text)
        .filter(s -> s.startsWith("http") || s.startsWith("//"))
        .flatMap(s -> Hosts.of(s).stream())
        .findFirst();
  }

  private static List<String> written(ScriptText text, String lower) {
    var writes =
        lower.contains("document.write")
            || lower.contains("innerhtml")
            || lower.contains("insertadjacenthtml")
            || lower.contains(".append")
            || lower.contains("['write");
    return writes ? markup(text) : List.of();
  }

  private static List<String> markup(ScriptText text) {
    var markup = new ArrayList<String>();
    var size = 0;
    for (var literal : text.strings()) {
      size += take(literal.text(), size, markup);
    }
    for (var decoded : text.disguised()) {
      size += take(decoded, size, markup);
    }
    return markup;
  }

  private static int take(String text, int size, List<String> markup) {
    var isMarkup =
        text.contains("<a ")
            || text.contains("<iframe")
            || text.contains("<script")
            || text.contains("<A ")
            || text.contains("<meta")
            || text.contains("<div");
    if (!isMarkup || size + text.length() > MOST_WRITTEN) {
      return 0;
    }
    markup.add(text);
    return text.length();
  }

  private static Set<String> hidden(ScriptText text) {
    var ids = new LinkedHashSet<String>();
    var found = HIDES.matcher(text.code());
    while (found.find()) {
      var strings =
          text.strings().stream()
              .filter(s -> s.at() >= found.start() && s.at() < found.end())
              .map(ScriptText.Literal::text)
              .toList();
      var isHiding =
          strings.size() > 1
              && (strings.get(1).equals("none")
                  || strings.get(1).equals("hidden")
                  || strings.get(1).startsWith("-")
                  || strings.get(1).equals("absolute")
                  || strings.get(1).equals("0"));
      if (isHiding && !Nesting.isOnAct(text.code(), found.start())) {
        ids.add(strings.getFirst());
      }
    }
    return ids;
  }

  private static Set<String> fetches(ScriptText text, String lower) {
    if (!lower.contains("createelement") && !lower.contains("document.write")) {
      return Set.of();
    }
    var hosts = new LinkedHashSet<String>();
    var isLoading = lower.contains(".src") || lower.contains("setattribute");
    if (isLoading && (lower.contains("script") || lower.contains("iframe"))) {
      text.strings().forEach(s -> Hosts.of(s.text()).ifPresent(hosts::add));
      text.disguised().forEach(s -> Hosts.of(s).ifPresent(hosts::add));
    }
    return hosts;
  }

  private static String said(String source, ScriptText text) {
    var said = new StringBuilder();
    for (var literal : text.strings()) {
      said.append(literal.text()).append(' ');
    }
    text.disguised().forEach(d -> said.append(d).append(' '));
    var all = said.isEmpty() ? source : said.toString();
    return all.length() > MOST_SAID ? all.substring(0, MOST_SAID) : all;
  }

  private static boolean isPacked(String lower) {
    return lower.contains("eval(function(p,a,c,k,e")
        || lower.contains("eval(atob(")
        || lower.contains("eval(unescape(")
        || lower.contains("eval(string.fromcharcode")
        || lower.contains("_0x");
  }

  private static int escapes(String source) {
    var n = 0;
    for (var at = source.indexOf("\\x"); at >= 0 && n < 100; at = source.indexOf("\\x", at + 2)) {
      n++;
    }
    return n;
  }

  private static long hash(String source) {
    var hash = 0xcbf29ce484222325L;
    for (var i = 0; i < source.length(); i++) {
      if (source.charAt(i) > ' ') {
        hash = (hash ^ source.charAt(i)) * 0x100000001b3L;
      }
    }
    return hash;
  }

  /// Whether a place in code is reached by the page alone, or only when somebody does something.
  static final class Nesting {
    private static final Pattern FUNCTION =
        Pattern.compile(
            "(?:function\\s*([\\w$]*)\\s*\\([^)]*\\)|([\\w$]*)\\s*=?\\s*(?:\\([^()]*\\)|[\\w$]+)\\s*=>|([\\w$]+)\\s*\\([^()]*\\))\\s*$");

    private Nesting() {}

    static boolean isOnAct(String code, int place) {
      var opens = new ArrayList<Integer>();
      for (var i = 0; i < place; i++) {
        var c = code.charAt(i);
        if (c == '{') {
          opens.add(i);
        } else if (c == '}' && !opens.isEmpty()) {
          opens.removeLast();
        }
      }
      for (var open : opens) {
        if (waits(code, open)) {
          return true;
        }
      }
      return false;
    }

    private static boolean waits(String code, int open) {
      var from = Math.max(0, open - 160);
      var before = code.substring(from, open).strip();
      var found = FUNCTION.matcher(before);
      if (!found.find()) {
        return false;
      }
      if (found.group(3) != null) {
        // if (…), for (…), and so on run at once; a method's name is a function like others.
        var word = found.group(3);
        return !Set.of("if", "for", "while", "switch", "catch", "with", "function").contains(word)
            && !isCalled(code, word);
      }
      var head = before.substring(0, found.start()).strip();
      var name = found.group(1) == null ? "" : found.group(1);
      if (name.isEmpty() && head.endsWith("=")) {
        var assigned = head.substring(0, head.length() - 1).strip();
        if (assigned.endsWith("onload") || assigned.endsWith("onpageshow")) {
          return false;
        }
        name = assigned.substring(lastBoundary(assigned) + 1);
        return assigned.endsWith("onclick") || name.startsWith("on") || !isCalled(code, name);
      }
      if (!name.isEmpty()) {
        return !isCalled(code, name);
      }
      return head.endsWith(",") && waitsFor(code, from + head.length(), head)
          || head.endsWith(".click(")
          || head.endsWith(".submit(")
          || head.endsWith(".change(");
    }

    /// `addEventListener("click", function…`: the strings are not in the code, but their listeners'
    /// names are few; what is not told apart here runs by itself.
    private static boolean waitsFor(String code, int at, String head) {
      return head.endsWith("addEventListener(\"\",")
          || head.endsWith(".on(\"\",")
          || head.endsWith(".on(\"\",\"\",");
    }

    private static int lastBoundary(String text) {
      var at = text.length() - 1;
      while (at >= 0
          && (Character.isLetterOrDigit(text.charAt(at))
              || text.charAt(at) == '_'
              || text.charAt(at) == '$')) {
        at--;
      }
      return at;
    }

    /// Whether a function is called, or handed to a timer or to the page's loading.
    private static boolean isCalled(String code, String name) {
      if (name.isEmpty()) {
        return false;
      }
      var uses = 0;
      for (var at = code.indexOf(name); at >= 0; at = code.indexOf(name, at + name.length())) {
        var isWord =
            (at == 0 || !Character.isLetterOrDigit(code.charAt(at - 1)))
                && (at + name.length() >= code.length()
                    || !Character.isLetterOrDigit(code.charAt(at + name.length())));
        uses += isWord ? 1 : 0;
      }
      return uses > 1;
    }
  }
}

package kentongan.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;

/// What of a page cannot be seen: by attributes, inline style, the rules of its own style sheets,
/// and scripts that hide an element by its id. Bounded: what is beyond is passed over.
final class Style {
  private static final int MOST_SHEET = 300_000;
  private static final int MOST_RULES = 4_000;
  private static final int MOST_KEPT = 400;
  private static final int MOST_ANYWHERE = 40;
  private static final int MOST_INLINE = 2_000;
  private static final Set<String> SIZED =
      Set.of("marquee", "iframe", "font", "table", "div", "embed", "object", "frame");

  private final Map<String, List<Rule>> byKey = new HashMap<>();
  private final List<Rule> anywhere = new ArrayList<>();
  private final Map<String, Declarations> inline = new HashMap<>();
  private final Set<String> hiddenIds = new HashSet<>();
  private int kept;
  private int order;
  private boolean hasRules;

  /// One rule, for one selector.
  private record Rule(Evaluator selector, Declarations says, int rank) {}

  /// Reads one of the page's own style sheets.
  void sheet(String css) {
    var text = css.length() > MOST_SHEET ? css.substring(0, MOST_SHEET) : css;
    rules(uncommented(text), 0);
  }

  /// An element that a script hides.
  void hide(String id) {
    if (hiddenIds.size() < MOST_KEPT) {
      hiddenIds.add(id);
    }
  }

  /// What an element, for itself, is like.
  Declarations of(Element element) {
    var name = element.normalName();
    var own = Declarations.NONE;
    if (element.attributesSize() > 0) {
      var style = element.attr("style");
      own = style.isEmpty() ? own : inline(style);
      own = withAttributes(element, name, own);
    } else if (name.equals("noscript") || name.equals("template")) {
      own = new Declarations(Hiding.FOLDED, false, -1, -1);
    }
    return hasRules ? withRules(element, name, own) : own;
  }

  private Declarations inline(String style) {
    var known = inline.get(style);
    if (known == null) {
      known = Declarations.of(style);
      if (inline.size() < MOST_INLINE) {
        inline.put(style, known);
      }
    }
    return known;
  }

  private Declarations withAttributes(Element element, String name, Declarations own) {
    var hiding = own.hiding();
    if (name.equals("noscript")
        || name.equals("template")
        || name.equals("noframes")
        || element.hasAttr("hidden")
        || (name.equals("dialog") && !element.hasAttr("open"))) {
      hiding = hiding.or(Hiding.FOLDED);
    }
    if (SIZED.contains(name) && (isTiny(element.attr("width")) || isTiny(element.attr("height")))) {
      hiding = hiding.or(Hiding.BURIED);
    }
    if (!hiddenIds.isEmpty() && hiddenIds.contains(element.id())) {
      hiding = hiding.or(Hiding.BURIED);
    }
    var ground = own.ground() != -1 ? own.ground() : Colour.of(lower(element.attr("bgcolor")));
    var letters =
        name.equals("font")
            ? element.attr("color")
            : name.equals("body") ? element.attr("text") : "";
    var colour = own.colour() != -1 ? own.colour() : Colour.of(lower(letters));
    return new Declarations(hiding, own.shows(), colour, ground);
  }

  private static boolean isTiny(String size) {
    return size.equals("0")
        || size.equals("1")
        || size.equals("2")
        || size.equals("0px")
        || size.equals("1px")
        || size.equals("0%");
  }

  private static String lower(String text) {
    return text.isEmpty() ? text : text.toLowerCase(Locale.ROOT);
  }

  private Declarations withRules(Element element, String name, Declarations own) {
    var last = new Last(own);
    last.all(byKey.get(name), element);
    var id = element.id();
    if (!id.isEmpty()) {
      last.all(byKey.get("#" + id), element);
    }
    if (element.hasAttr("class")) {
      for (var one : element.classNames()) {
        last.all(byKey.get("." + one), element);
      }
    }
    last.all(anywhere, element);
    return last.said();
  }

  /// The rules that fit one element, by rank.
  private static final class Last {
    private final Declarations own;
    private Hiding hiding = Hiding.NONE;
    private int hidden = -1;
    private int shown = -1;
    private int colour = -1;
    private int coloured = -1;
    private int ground = -1;
    private int grounded = -1;

    Last(Declarations own) {
      this.own = own;
    }

    void all(@org.jspecify.annotations.Nullable List<Rule> rules, Element element) {
      if (rules == null) {
        return;
      }
      for (var rule : rules) {
        if (element.is(rule.selector())) {
          take(rule.says(), rule.rank());
        }
      }
    }

    private void take(Declarations says, int rank) {
      if (says.hiding() != Hiding.NONE && rank > hidden) {
        hidden = rank;
        hiding = says.hiding();
      }
      shown = says.shows() && says.hiding() == Hiding.NONE ? Math.max(shown, rank) : shown;
      if (says.colour() != -1 && rank > coloured) {
        coloured = rank;
        colour = says.colour();
      }
      if (says.ground() != -1 && rank > grounded) {
        grounded = rank;
        ground = says.ground();
      }
    }

    Declarations said() {
      var isUndone = shown > hidden || (own.shows() && hiding == Hiding.FOLDED);
      var byRule = isUndone ? Hiding.NONE : hiding;
      return new Declarations(
          own.hiding().or(byRule),
          own.shows(),
          own.colour() != -1 ? own.colour() : colour,
          own.ground() != -1 ? own.ground() : ground);
    }
  }

  private void rules(String text, int depth) {
    var at = 0;
    while (at < text.length() && order < MOST_RULES) {
      var open = text.indexOf('{', at);
      if (open < 0) {
        return;
      }
      var close = blockEnd(text, open);
      var head = text.substring(at, open).strip();
      // An @import or @charset before it ends with a semicolon.
      head = head.substring(head.lastIndexOf(';') + 1).strip();
      var body = text.substring(open + 1, Math.max(open + 1, close - 1));
      order++;
      if (!head.startsWith("@")) {
        rule(head, body);
      } else if (depth < 3 && isForAll(head.toLowerCase(Locale.ROOT))) {
        rules(body, depth + 1);
      }
      at = close;
    }
  }

  /// A rule for print or for narrow screens hides nothing from everybody.
  private static boolean isForAll(String head) {
    if (head.startsWith("@media")) {
      return !head.contains("print")
          && !head.contains("max-")
          && !head.contains("speech")
          && !head.contains("orientation")
          && !head.contains("prefers-")
          && !head.contains("<");
    }
    return head.startsWith("@supports")
        || head.startsWith("@layer")
        || head.startsWith("@container");
  }

  private void rule(String head, String body) {
    var says = Declarations.of(body);
    if (says.hiding() == Hiding.NONE
        && !says.shows()
        && says.colour() == -1
        && says.ground() == -1) {
      return;
    }
    for (var selector : head.split(",", 50)) {
      var one = selector.strip();
      var isMoment =
          one.isEmpty()
              || one.contains("::")
              || one.contains(":hover")
              || one.contains(":focus")
              || one.contains(":before")
              || one.contains(":after")
              || one.contains(":active")
              || one.contains(":visited")
              || one.contains(":target")
              || one.contains(":checked");
      if (isMoment || one.length() > 300) {
        continue;
      }
      // What hides comes first when there are many: colours are only a help.
      if (kept >= MOST_KEPT * (says.hiding() != Hiding.NONE ? 4 : 1)) {
        continue;
      }
      keep(one, says);
    }
  }

  private void keep(String selector, Declarations says) {
    try {
      var rule = new Rule(QueryParser.parse(selector), says, rank(selector));
      var key = key(selector);
      if (!key.isEmpty()) {
        byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(rule);
      } else if (anywhere.size() < MOST_ANYWHERE) {
        anywhere.add(rule);
      }
      kept++;
      hasRules = true;
    } catch (IllegalArgumentException | IllegalStateException _) {
      // a selector that we do not know
    }
  }

  /// Specificity, then order.
  private int rank(String selector) {
    var ids = 0;
    var classes = 0;
    for (var i = 0; i < selector.length(); i++) {
      var c = selector.charAt(i);
      ids += c == '#' ? 1 : 0;
      classes += c == '.' || c == '[' || c == ':' ? 1 : 0;
    }
    return Math.min(ids, 9) * 10_000_000 + Math.min(classes, 99) * 100_000 + order;
  }

  /// What the last part of a selector must have: an id, a class or a name; empty for any.
  private static String key(String selector) {
    var from = selector.length();
    var brackets = 0;
    while (from > 0) {
      var c = selector.charAt(from - 1);
      brackets += c == ']' || c == ')' ? 1 : c == '[' || c == '(' ? -1 : 0;
      if (brackets == 0 && (c == ' ' || c == '>' || c == '+' || c == '~')) {
        break;
      }
      from--;
    }
    var last = selector.substring(from);
    var cut = last.length();
    for (var end : new char[] {'[', ':'}) {
      var at = last.indexOf(end);
      cut = at >= 0 ? Math.min(cut, at) : cut;
    }
    var plain = last.substring(0, cut);
    var hash = plain.lastIndexOf('#');
    var dot = plain.lastIndexOf('.');
    if (hash >= 0) {
      var end = plain.indexOf('.', hash);
      return plain.substring(hash, end < 0 ? plain.length() : end);
    }
    var key = dot >= 0 ? plain.substring(dot) : plain.toLowerCase(Locale.ROOT);
    return key.equals("*") ? "" : key;
  }

  private static String uncommented(String css) {
    if (!css.contains("/*") && !css.contains("<!--")) {
      return css;
    }
    var text = new StringBuilder(css.length());
    var at = 0;
    while (true) {
      var open = css.indexOf("/*", at);
      if (open < 0) {
        return text.append(css, at, css.length()).toString().replace("<!--", "").replace("-->", "");
      }
      text.append(css, at, open);
      var close = css.indexOf("*/", open + 2);
      if (close < 0) {
        return text.toString();
      }
      at = close + 2;
    }
  }

  private static int blockEnd(String text, int open) {
    var depth = 0;
    for (var i = open; i < text.length(); i++) {
      depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
      if (depth == 0) {
        return i + 1;
      }
    }
    return text.length();
  }
}

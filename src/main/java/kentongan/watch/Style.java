package kentongan.watch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// What of a page cannot be seen: by its attributes, its inline style, and the simple rules of its
/// own style sheets. Bounded: long sheets and odd selectors are passed over.
final class Style {
  private static final int MOST_SHEET = 200_000;
  private static final int MOST_RULES = 2_000;
  private static final double FAR = 400;
  private static final double TINY = 2;

  private final Set<String> hidingSelectors = new HashSet<>();

  /// Reads the page's own style sheets.
  void sheet(String css) {
    var text = css.length() > MOST_SHEET ? css.substring(0, MOST_SHEET) : css;
    var at = 0;
    for (var n = 0; n < MOST_RULES; n++) {
      var open = text.indexOf('{', at);
      var close = open < 0 ? -1 : text.indexOf('}', open);
      if (close < 0) {
        return;
      }
      var selector = text.substring(at, open).strip();
      if (selector.startsWith("@")) {
        // A rule for print or for narrow screens hides nothing from everybody.
        at = blockEnd(text, open);
        continue;
      }
      if (isHiding(text.substring(open + 1, close))) {
        selectors(selector);
      }
      at = close + 1;
    }
  }

  /// Why an element, for itself, cannot be seen; null when it can.
  @Nullable String hiding(Element element) {
    var name = element.normalName();
    if (name.equals("noscript")) {
      return "noscript";
    }
    if (element.hasAttr("hidden") || name.equals("template")) {
      return "hidden";
    }
    var style = element.attr("style");
    if (!style.isEmpty() && isHiding(style)) {
      return "style";
    }
    if ((name.equals("marquee")
            || name.equals("iframe")
            || name.equals("font")
            || name.equals("table"))
        && (isTinyAttribute(element, "width") || isTinyAttribute(element, "height"))) {
      return "size";
    }
    return isBySheet(element, name) ? "style" : null;
  }

  /// The colour of text, or of the ground, that an element sets; null when it sets none.
  static @Nullable String colour(Element element, boolean isGround) {
    var style = declarations(element.attr("style"));
    if (isGround) {
      var given =
          style.getOrDefault(
              "background-color", style.getOrDefault("background", element.attr("bgcolor")));
      return normal(given);
    }
    var given =
        style.getOrDefault(
            "color", element.normalName().equals("font") ? element.attr("color") : "");
    return normal(given);
  }

  private boolean isBySheet(Element element, String name) {
    if (hidingSelectors.isEmpty()) {
      return false;
    }
    if (hidingSelectors.contains("#" + element.id())) {
      return true;
    }
    for (var one : element.classNames()) {
      if (hidingSelectors.contains("." + one) || hidingSelectors.contains(name + "." + one)) {
        return true;
      }
    }
    return false;
  }

  private void selectors(String text) {
    for (var selector : text.split(",", 50)) {
      var one = selector.strip();
      if (one.matches("[a-zA-Z0-9]*[.#][A-Za-z0-9_-]{1,80}")) {
        hidingSelectors.add(
            one.startsWith("#") || one.indexOf('#') < 0 ? one : one.substring(one.indexOf('#')));
      }
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

  private static boolean isHiding(String style) {
    var set = declarations(style);
    var position = set.getOrDefault("position", "");
    var isOut = position.equals("absolute") || position.equals("fixed");
    return set.getOrDefault("display", "").equals("none")
        || Set.of("hidden", "collapse").contains(set.getOrDefault("visibility", ""))
        || number(set, "opacity", 1) < 0.05
        || number(set, "font-size", 16) < TINY
        || number(set, "text-indent", 0) < -FAR
        || (isOut && isFarAway(set))
        || number(set, "margin-left", 0) < -FAR
        || number(set, "margin-top", 0) < -FAR
        || isCut(set)
        || set.getOrDefault("clip", "").replace(" ", "").matches("rect\\((0|1)(px)?,.*")
        || set.getOrDefault("clip-path", "").contains("inset(50%")
        || set.getOrDefault("transform", "").replace(" ", "").contains("scale(0)");
  }

  private static boolean isFarAway(Map<String, String> set) {
    for (var side : List.of("left", "top", "right", "bottom")) {
      if (Math.abs(number(set, side, 0)) > FAR && number(set, side, 0) < 0) {
        return true;
      }
    }
    return number(set, "left", 0) > 5000 || number(set, "top", 0) > 50_000;
  }

  private static boolean isCut(Map<String, String> set) {
    var isClipped = !Set.of("", "visible").contains(set.getOrDefault("overflow", ""));
    return isClipped
        && (number(set, "height", 100) < TINY
            || number(set, "width", 100) < TINY
            || number(set, "max-height", 100) < TINY
            || number(set, "max-width", 100) < TINY);
  }

  private static Map<String, String> declarations(String style) {
    if (style.isEmpty()) {
      return Map.of();
    }
    var set = new HashMap<String, String>();
    for (var part : style.split(";", 100)) {
      var colon = part.indexOf(':');
      if (colon > 0) {
        var value = part.substring(colon + 1).toLowerCase(Locale.ROOT).replace("!important", "");
        set.put(part.substring(0, colon).strip().toLowerCase(Locale.ROOT), value.strip());
      }
    }
    return set;
  }

  /// A length in pixels, roughly; other units count as their usual size.
  private static double number(Map<String, String> set, String name, double usual) {
    var text = set.get(name);
    if (text == null) {
      return usual;
    }
    var end = 0;
    while (end < text.length() && "+-.0123456789".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    try {
      var n = Double.parseDouble(text.substring(0, end));
      var unit = text.substring(end).strip();
      if (name.equals("opacity")) {
        return unit.equals("%") ? n / 100 : n;
      }
      return n
          * (unit.startsWith("em") || unit.startsWith("rem")
              ? 16
              : unit.startsWith("%") || unit.startsWith("v") ? 10 : 1);
    } catch (NumberFormatException _) {
      return usual;
    }
  }

  private static boolean isTinyAttribute(Element element, String name) {
    var value = element.attr(name).strip();
    return value.matches("[0-2](px)?");
  }

  private static @Nullable String normal(String colour) {
    var text = colour.strip().toLowerCase(Locale.ROOT);
    if (text.isEmpty()
        || text.contains("url(")
        || text.contains("gradient")
        || text.equals("transparent")
        || text.equals("inherit")) {
      return null;
    }
    if (text.equals("white") || text.equals("black")) {
      return text.equals("white") ? "#ffffff" : "#000000";
    }
    if (text.matches("#[0-9a-f]{3}")) {
      return "#"
          + text.charAt(1)
          + text.charAt(1)
          + text.charAt(2)
          + text.charAt(2)
          + text.charAt(3)
          + text.charAt(3);
    }
    return text.replace(" ", "")
        .replace("rgb(255,255,255)", "#ffffff")
        .replace("rgb(0,0,0)", "#000000");
  }
}

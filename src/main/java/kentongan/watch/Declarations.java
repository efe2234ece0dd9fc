package kentongan.watch;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// What one set of CSS declarations says about being seen.
///
/// @param hiding by these declarations alone
/// @param shows whether they undo what hides: display, visibility, opacity, position
/// @param colour of the letters as `0xRRGGBB`, -1 when it is not set
/// @param ground likewise; -2 when it is set to something that is no colour, as a picture
record Declarations(Hiding hiding, boolean shows, int colour, int ground) {
  static final Declarations NONE = new Declarations(Hiding.NONE, false, -1, -1);
  private static final double FAR = 400;
  private static final double TINY = 2;
  private static final int MOST = 4_000;
  private static final String[] TELLING = {
    "display",
    "visib",
    "opacity",
    "position",
    "font",
    "indent",
    "margin",
    "clip",
    "transform",
    "color",
    "background",
    "height",
    "width",
    "inset",
    "filter",
    "translate",
    "scale"
  };

  static Declarations of(String text) {
    var lower = text.length() > MOST ? text.substring(0, MOST) : text;
    lower = lower.toLowerCase(Locale.ROOT);
    for (var word : TELLING) {
      if (lower.contains(word)) {
        return read(lower);
      }
    }
    return NONE;
  }

  private static Declarations read(String text) {
    var set = new HashMap<String, String>();
    for (var part : text.split(";", 200)) {
      var colon = part.indexOf(':');
      if (colon > 0) {
        set.put(
            part.substring(0, colon).strip(),
            part.substring(colon + 1).replace("!important", "").strip());
      }
    }
    var colour = Colour.of(set.getOrDefault("color", ""));
    var ground =
        Colour.of(set.getOrDefault("background-color", set.getOrDefault("background", "")));
    return new Declarations(hiding(set, colour, ground), shows(set), colour, ground);
  }

  private static Hiding hiding(Map<String, String> set, int colour, int ground) {
    if (isBuried(set) || colour == Colour.CLEAR || (colour >= 0 && Colour.isSame(colour, ground))) {
      return Hiding.BURIED;
    }
    var isFolded =
        value(set, "display").equals("none")
            || value(set, "visibility").equals("hidden")
            || value(set, "visibility").equals("collapse")
            || value(set, "content-visibility").equals("hidden");
    return isFolded ? Hiding.FOLDED : Hiding.NONE;
  }

  private static boolean shows(Map<String, String> set) {
    var display = value(set, "display");
    return (!display.isEmpty() && !display.equals("none"))
        || value(set, "visibility").equals("visible")
        || number(set, "opacity", 0) > 0.5
        || value(set, "position").equals("static");
  }

  private static boolean isBuried(Map<String, String> set) {
    var position = value(set, "position");
    var isOut =
        position.equals("absolute") || position.equals("fixed") || position.equals("relative");
    return number(set, "opacity", 1) < 0.05
        || number(set, "font-size", 16) < TINY
        || value(set, "font").startsWith("0")
        || number(set, "text-indent", 0) < -FAR
        || (isOut && isFarAway(set, position.equals("relative")))
        || number(set, "margin-left", 0) < -FAR
        || number(set, "margin-right", 0) < -FAR && isOut
        || number(set, "margin-top", 0) < -FAR
        || margins(value(set, "margin"))
        || isCut(set)
        || isClipped(value(set, "clip").replace(" ", ""))
        || isClippedAway(value(set, "clip-path").replace(" ", ""))
        || isMoved(value(set, "transform").replace(" ", ""))
        || isMoved("translate(" + value(set, "translate").replace(" ", ",") + ")")
        || value(set, "scale").equals("0")
        || value(set, "filter").replace(" ", "").startsWith("opacity(0")
        || value(set, "-webkit-text-fill-color").equals("transparent");
  }

  private static boolean isFarAway(Map<String, String> set, boolean isRelative) {
    for (var side : new String[] {"left", "top", "right", "bottom", "inset"}) {
      if (number(set, side, 0) < -FAR) {
        return true;
      }
    }
    var far = isRelative ? 50_000 : 3_000;
    return number(set, "left", 0) > far || number(set, "top", 0) > 20_000;
  }

  private static boolean margins(String margin) {
    for (var part : margin.split("\\s+", 5)) {
      if (part.startsWith("-") && number(Map.of("m", part), "m", 0) < -FAR) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCut(Map<String, String> set) {
    var over = set.getOrDefault("overflow", set.getOrDefault("overflow-y", ""));
    if (over.isEmpty() || over.equals("visible") || over.equals("auto") || over.equals("scroll")) {
      return number(set, "width", 100) < TINY
          && number(set, "height", 100) < TINY
          && (value(set, "position").equals("absolute") || !over.isEmpty());
    }
    return number(set, "height", 100) < TINY
        || number(set, "width", 100) < TINY
        || number(set, "max-height", 100) < TINY
        || number(set, "max-width", 100) < TINY;
  }

  private static boolean isClipped(String clip) {
    return clip.startsWith("rect(0") || clip.startsWith("rect(1px");
  }

  private static boolean isClippedAway(String clip) {
    return clip.startsWith("inset(50%")
        || clip.startsWith("inset(100%")
        || clip.startsWith("circle(0");
  }

  private static boolean isMoved(String transform) {
    if (transform.contains("scale(0)") || transform.contains("scale(0,")) {
      return true;
    }
    var at = transform.indexOf("translate");
    var open = at < 0 ? -1 : transform.indexOf('(', at);
    if (open < 0) {
      return false;
    }
    for (var part : transform.substring(open + 1).split("[,)]", 4)) {
      // A percentage is of the element itself: a menu waiting at the edge, not a hiding place.
      if (!part.endsWith("%") && number(Map.of("t", part), "t", 0) < -FAR) {
        return true;
      }
    }
    return false;
  }

  private static String value(Map<String, String> set, String name) {
    return set.getOrDefault(name, "");
  }

  /// A length in pixels, roughly; other units count as their usual size.
  private static double number(Map<String, String> set, String name, double usual) {
    var text = set.get(name);
    if (text == null) {
      return usual;
    }
    text = text.startsWith("calc(") ? text.substring(5).strip() : text;
    var end = 0;
    while (end < text.length() && "+-.0123456789".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    try {
      var n = Double.parseDouble(text.substring(0, end));
      var unit = text.substring(end);
      if (name.equals("opacity")) {
        return unit.startsWith("%") ? n / 100 : n;
      }
      return n * factor(unit);
    } catch (NumberFormatException _) {
      return usual;
    }
  }

  private static double factor(String unit) {
    if (unit.startsWith("em") || unit.startsWith("rem")) {
      return 16;
    }
    return unit.startsWith("%") || unit.startsWith("v") ? 10 : 1;
  }
}

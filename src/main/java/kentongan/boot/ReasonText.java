package kentongan.boot;

import java.util.List;
import java.util.Set;
import kentongan.detection.Reason;
import kentongan.detection.Reason.Node;
import kentongan.rule.Correlation;

/// A reason for people: a line a place of the condition, `+` met, `-` not met.
final class ReasonText {
  private static final int MOST_SHOWN = 5;

  private final StringBuilder text = new StringBuilder();

  private ReasonText() {}

  static String of(Reason reason) {
    var page = new ReasonText();
    page.head(reason);
    page.line(0, "condition: %s", said(reason.condition().isMet(), "met", "not met"));
    page.tree(reason.condition(), 1);
    for (var filtered : reason.filters()) {
      var filter = filtered.filter();
      page.line(
          0,
          "filter '%s' (%s): %s",
          filter.title(),
          filter.description().isEmpty() ? filter.id() : filter.description(),
          said(filtered.condition().isMet(), "lets it through", "LEAVES IT OUT"));
      page.tree(filtered.condition(), 1);
    }
    page.lacking(reason);
    page.line(0, "=> %s%n", said(reason.isMatch(), "it matches", "it does not match"));
    return page.text.toString();
  }

  static String correlation(Correlation rule) {
    var page = new ReasonText();
    page.line(
        0,
        "%s (%s): a correlation, %s within %s",
        rule.about().title(),
        rule.id(),
        rule.kind().word(),
        rule.timespan());
    page.line(0, "One event does not make it fire; the rules it stands on say of this event:%n");
    return page.text.toString();
  }

  private void head(Reason reason) {
    var about = reason.rule().about();
    line(0, "%s (%s), %s", about.title(), about.id(), about.level().word());
    line(
        0,
        "log source: asked for %s; the event is %s: %s",
        reason.rule().source(),
        sources(reason.sources()),
        said(reason.isRouted(), "the rule is asked", "the rule is NOT ASKED"));
    if (!reason.isRouted()) {
      for (var decider : reason.deciders()) {
        line(1, "decided by %s: %s", decider.field(), values(decider.values()));
      }
    }
  }

  private void tree(Node node, int depth) {
    var mark = node.isMet() ? "+ " : "- ";
    switch (node) {
      case Node.AllOf(_, var parts) -> {
        line(depth, "%sall of", mark);
        parts.forEach(part -> tree(part, depth + 1));
      }
      case Node.AnyOf(_, var parts) -> {
        line(depth, "%sany of", mark);
        parts.forEach(part -> tree(part, depth + 1));
      }
      case Node.Not(_, var part) -> {
        line(depth, "%snot", mark);
        tree(part, depth + 1);
      }
      case Node.Item item -> line(depth, "%s%s", mark, item(item));
    }
  }

  private static String item(Node.Item item) {
    var name = item.field().isEmpty() ? "any field" : item.field();
    var path = item.path().equals(item.field()) ? "" : " [" + item.path() + "]";
    return name + path + ": " + shortened(item.expected(), " | ") + found(item);
  }

  private static String found(Node.Item item) {
    if (item.field().isEmpty()) {
      return item.isMet() ? " -- found: " + item.met() : "";
    }
    boolean isDecoded = !item.met().isEmpty() && !item.found().contains(item.met());
    return " -- " + values(item.found()) + (isDecoded ? ", read as: " + item.met() : "");
  }

  private void lacking(Reason reason) {
    var lacks = reason.lacking();
    if (!reason.isRouted()) {
      line(0, "lacking: an event of the rule's log source");
    }
    for (var lack : lacks) {
      line(0, "lacking: %s%s", lack.wanted() ? "" : "not ", item(lack.item()));
    }
  }

  private static String sources(Reason.Sources sources) {
    var text =
        words("category", sources.categories())
            + words("product", sources.products())
            + words("service", sources.services());
    return text.isEmpty() ? "of no log source that the mapping knows" : text.strip();
  }

  private static String words(String what, Set<String> words) {
    return words.isEmpty()
        ? ""
        : " " + what + " " + String.join("/", words.stream().sorted().toList());
  }

  private static String values(List<String> values) {
    return values.isEmpty() ? "missing" : "found: " + shortened(values, ", ");
  }

  private static String shortened(List<String> values, String between) {
    var shown = String.join(between, values.stream().limit(MOST_SHOWN).toList());
    int more = values.size() - MOST_SHOWN;
    return more > 0 ? shown + between + "and " + more + " more" : shown;
  }

  private static String said(boolean is, String yes, String no) {
    return is ? yes : no;
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation is in no library of ours
  private void line(int depth, String form, Object... values) {
    var line = form.formatted(values);
    boolean isLast = line.endsWith("\n");
    text.append("  ".repeat(depth)).append(clean(line.strip())).append(isLast ? "\n\n" : "\n");
  }

  /// Rules and events are hostile to terminals too.
  static String clean(String text) {
    var clean = new StringBuilder();
    text.codePoints()
        .limit(2000)
        .forEach(code -> {
          int type = Character.getType(code);
          boolean isShown =
              type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE;
          clean.appendCodePoint(isShown ? code : 0xfffd);
        });
    return clean.toString();
  }
}

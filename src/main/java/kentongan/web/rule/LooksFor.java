package kentongan.web.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import kentongan.rule.Correlation;
import kentongan.rule.Criterion;
import kentongan.rule.EventRule;
import kentongan.rule.Rule;
import kentongan.rule.Search;
import kentongan.web.Shown;
import kentongan.web.rule.RulePage.Line;

/// What a rule asks for, in lines that people can read. Bounded: a rule may ask for thousands of
/// values.
final class LooksFor {
  private static final int MOST = 60;
  private static final int MOST_VALUES = 12;
  private static final int DEEPEST = 5;
  private static final int LONGEST = 400;

  private final List<Line> lines = new ArrayList<>();

  private LooksFor() {}

  static List<Line> of(Rule rule) {
    var it = new LooksFor();
    switch (rule) {
      case EventRule event -> it.add(0, event.unfiltered());
      case Correlation correlation -> it.correlation(correlation);
    }
    if (it.lines.size() <= MOST) {
      return it.lines;
    }
    var cut = new ArrayList<>(it.lines.subList(0, MOST));
    cut.add(new Line(0, "more", String.valueOf(it.lines.size() - MOST)));
    return cut;
  }

  private void correlation(Correlation rule) {
    var bounds =
        rule.condition().bounds().stream()
            .map(b -> b.comparison().word() + " " + plain(b.value()))
            .collect(Collectors.joining(", "));
    line(0, "count." + rule.kind().word(), bounds);
    line(0, "span", span(rule.timespan().toSeconds()));
    if (!rule.groupBy().isEmpty()) {
      line(0, "group", String.join(", ", rule.groupBy()));
    }
    if (!rule.fields().isEmpty()) {
      line(0, "fields", String.join(", ", rule.fields()));
    }
  }

  private static String span(long seconds) {
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + " d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + " h";
    }
    return seconds % 60 == 0 ? seconds / 60 + " m" : seconds + " s";
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  private void add(int depth, Search search) {
    if (lines.size() > 10 * MOST) {
      return;
    }
    switch (search) {
      case Search.AllOf(var parts) when parts.size() == 1 -> add(depth, parts.getFirst());
      case Search.AnyOf(var parts) when parts.size() == 1 -> add(depth, parts.getFirst());
      case Search.AllOf(var parts) -> {
        line(depth, "all", "");
        parts.forEach(part -> add(depth + 1, part));
      }
      case Search.AnyOf(var parts) -> anyOf(depth, parts);
      case Search.Not(var part) -> {
        line(depth, "not", "");
        add(depth + 1, part);
      }
      case Search.Item(var field, var criterion) ->
          line(depth, "item", field + "  " + words(criterion));
      case Search.Keyword(var criterion) -> line(depth, "keyword", words(criterion));
    }
  }

  /// Alternatives of one field stand on one line.
  private void anyOf(int depth, List<Search> parts) {
    var byField = new LinkedHashMap<String, List<String>>();
    var others = new ArrayList<Search>();
    for (var part : parts) {
      switch (part) {
        case Search.Item(var field, var criterion) ->
            byField.computeIfAbsent(field, _ -> new ArrayList<>()).add(words(criterion));
        default -> others.add(part);
      }
    }
    var isOne = byField.size() + others.size() == 1;
    if (!isOne) {
      line(depth, "any", "");
    }
    var inner = isOne ? depth : depth + 1;
    byField.forEach((field, values) -> line(inner, "item", field + "  " + listed(values)));
    others.forEach(part -> add(inner, part));
  }

  private static String listed(List<String> values) {
    var shown = values.stream().limit(MOST_VALUES).collect(Collectors.joining("  |  "));
    return values.size() > MOST_VALUES
        ? shown + "  |  … (+" + (values.size() - MOST_VALUES) + ")"
        : shown;
  }

  private void line(int depth, String kind, String what) {
    lines.add(new Line(Math.min(depth, DEEPEST), kind, Shown.line(what, LONGEST)));
  }

  private static String words(Criterion criterion) {
    return switch (criterion) {
      case Criterion.Text text -> "= " + text.pattern();
      case Criterion.Regex regex -> "~ /" + regex.pattern().pattern() + "/";
      case Criterion.Numeric number -> number.comparison().word() + " " + plain(number.bound());
      case Criterion.InNetwork(var network) -> "∈ " + network;
      case Criterion.Exists(var wanted) -> wanted ? "∃" : "∄";
      case Criterion.Null() -> "= null";
      case Criterion.Moment moment ->
          "%s %s %s".formatted(moment.part(), moment.comparison().word(), plain(moment.bound()));
      case Criterion.SameAs same -> "= {" + same.field() + "}";
    };
  }
}

package kentongan.rule;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// A filter as it is to be written: these rules shall not tell of events whose fields have just
/// these values. Whoever reads [#yaml()] gets a [Filter] that means this and nothing else, whatever
/// the texts hold: all of them are quoted, wildcards are escaped, and case is heeded, so that as
/// little as possible is left out.
///
/// @param title for people, at most 256 characters
/// @param reason why these events are harmless; becomes the description
/// @param author who says so
/// @param date when
/// @param source the log source of the rules
/// @param rules their ids or names, at least one
/// @param items all of these at once, 1 to 50
public record FilterText(
    String title,
    String reason,
    String author,
    LocalDate date,
    LogSource source,
    List<String> rules,
    List<Item> items) {
  private static final int MOST_ITEMS = 50;

  /// @throws IllegalArgumentException when a text cannot stand in a filter; the message says which
  public FilterText {
    rules = List.copyOf(rules);
    items = List.copyOf(items);
    within("title", title, 1, 256);
    within("reason", reason, 0, 65_535);
    within("author", author, 0, 1000);
    for (var rule : rules) {
      within("rule", rule, 1, 256);
      if (!rule.strip().equals(rule)) {
        throw refused("rule", rule, "a name without blanks around it");
      }
    }
    if (rules.isEmpty() || items.isEmpty() || items.size() > MOST_ITEMS) {
      throw new IllegalArgumentException(
          "filter: %d rules, %d values (expected: at least one rule, 1 to 50 values)"
              .formatted(rules.size(), items.size()));
    }
    if (!title.strip().equals(title)) {
      throw refused("title", title, "a title without blanks around it");
    }
  }

  /// One filter for every log source that a rule's matches come from; a correlation's come from the
  /// rules that it stands on.
  ///
  /// @param rules the set that the rule is of
  public static List<FilterText> of(
      RuleSet rules,
      Rule rule,
      String title,
      String reason,
      String author,
      LocalDate date,
      List<Item> items) {
    var bySource = new LinkedHashMap<LogSource, List<String>>();
    for (var base : rules.bases(rule)) {
      bySource.merge(
          base.source(),
          List.of(base.id()),
          (some, more) -> Stream.of(some, more).flatMap(List::stream).toList());
    }
    return bySource.entrySet().stream()
        .map(
            one -> new FilterText(title, reason, author, date, one.getKey(), one.getValue(), items))
        .toList();
  }

  /// Follows from what is left out of which rules: saying the same again makes no second filter.
  public String id() {
    var text = new StringBuilder("filter");
    rules.forEach(rule -> text.append('\n').append(quoted(rule)));
    items.forEach(
        item -> text.append('\n').append(quoted(item.field())).append(quoted(item.value())));
    return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }

  /// The name for its file, as the specification wants it: `mf_<32 digits>.yml`.
  public String fileName() {
    return "mf_" + id().replace("-", "") + ".yml";
  }

  /// The whole file.
  public String yaml() {
    var yaml = new StringBuilder();
    line(yaml, "title", title);
    line(yaml, "id", id());
    line(yaml, "description", reason);
    line(yaml, "author", author);
    line(yaml, "date", date.toString());
    yaml.append("logsource:\n");
    source.category().ifPresent(word -> line(yaml, "  category", word));
    source.product().ifPresent(word -> line(yaml, "  product", word));
    source.service().ifPresent(word -> line(yaml, "  service", word));
    yaml.append("filter:\n  rules:\n");
    rules.forEach(rule -> yaml.append("    - ").append(quoted(rule)).append('\n'));
    yaml.append("  selection:\n");
    byField()
        .forEach((field, values) -> {
          var key = field + (values.size() == 1 ? "|cased" : "|cased|all");
          var texts = values.stream().map(value -> quoted(TextPattern.escaped(value))).toList();
          yaml.append("    ").append(quoted(key)).append(": ");
          yaml.append(values.size() == 1 ? texts.getFirst() : texts.toString()).append('\n');
        });
    return yaml.append("  condition: not selection\n").toString();
  }

  private Map<String, List<String>> byField() {
    var fields = new LinkedHashMap<String, List<String>>();
    for (var item : items) {
      fields.merge(
          item.field(),
          List.of(item.value()),
          (some, more) -> Stream.of(some, more).flatMap(List::stream).distinct().toList());
    }
    return fields;
  }

  private static void line(StringBuilder yaml, String key, String value) {
    yaml.append(key).append(": ").append(quoted(value)).append('\n');
  }

  /// In double quotes, everything but plain ASCII escaped: on one line, the same for every reader.
  private static String quoted(String text) {
    var quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints()
        .forEach(code -> {
          if (code == '"' || code == '\\') {
            quoted.append('\\').append((char) code);
          } else if (code >= ' ' && code < 0x7f) {
            quoted.append((char) code);
          } else {
            quoted.append(code <= 0xffff ? "\\u%04x".formatted(code) : "\\U%08x".formatted(code));
          }
        });
    return quoted.append('"').toString();
  }

  private static void within(String what, String text, int least, int most) {
    if (text.length() < least || text.length() > most) {
      throw new IllegalArgumentException(
          "filter: a %s of %d characters (expected: %d to %d)"
              .formatted(what, text.length(), least, most));
    }
    if (!isText(text)) {
      throw refused(what, "half a character", "text");
    }
  }

  private static boolean isText(String text) {
    return text.indexOf(TextPattern.ANY) < 0
        && text.codePoints().noneMatch(code -> code >= 0xd800 && code <= 0xdfff);
  }

  private static IllegalArgumentException refused(String what, String given, String expected) {
    return new IllegalArgumentException(
        "filter: %s '%s' (expected: %s)".formatted(what, given, expected));
  }

  /// A field and the value it must have.
  ///
  /// @param field as rules name it, or a path in events with a dot; 1 to 200 characters
  /// @param value the whole of it, at most 10,000 characters
  public record Item(String field, String value) {
    /// @throws IllegalArgumentException when one of them cannot stand in a filter
    public Item {
      within("field", field, 1, 200);
      within("value", value, 0, 10_000);
      if (field.indexOf('|') >= 0 || !field.strip().equals(field)) {
        throw refused("field", field, "a name without '|' and blanks around it");
      }
    }
  }
}

package kentongan.detection;

import com.google.re2j.Pattern;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import kentongan.rule.Comparison;
import kentongan.rule.Criterion;
import kentongan.rule.EventRule;
import kentongan.rule.LogSource;
import kentongan.rule.Rule;
import kentongan.rule.RuleFiles;
import kentongan.rule.Search;
import kentongan.rule.TextPattern;

/// Rules that share fields, values and whole parts, as real sets do: some written as a file and
/// read, some built of parts that no file can hold.
final class RandomRules {
  static final List<String> CATEGORIES = List.of("test", "web", "other");
  private static final List<String> EXPRESSIONS =
      List.of(
          "a.b",
          "(?:cmd|CMD)\\.exe",
          "^a",
          "b$",
          "\\d{2,}",
          "[a-c]+x?",
          "(ab|cd)+e?",
          "a{0,2}b",
          "\\\\",
          "é+",
          "(?i)evil",
          "a|b",
          "x*",
          "[^a]b",
          "\\bab\\b",
          "ab?c",
          "(a|b|)c",
          "a+b*c",
          "foo(bar)?",
          "(?:ab){2}",
          "a{2}b",
          "[.]exe",
          "\\x61",
          "\\Qa.b\\E",
          "\\p{L}",
          "[[:alpha:]]",
          "evil|cmd",
          "^evil$",
          "(?s:a.b)",
          "(?i:EV)il",
          "[kK]ab",
          "a.*b.*c",
          "\\s-",
          "ping|^$",
          "(?:(?:a|ab)(?:c|bcd)?)",
          "[aA][bB]",
          "[-/]f",
          "%[0-9a-f]{2}",
          "\\.\\./",
          "σ|ß",
          "[\\]a]");

  private final RandomGenerator random;
  private final RandomTexts texts;
  private final List<Search> built = new ArrayList<>();
  private final List<String> written = new ArrayList<>();

  RandomRules(RandomGenerator random, RandomTexts texts) {
    this.random = random;
    this.texts = texts;
  }

  /// A rule; empty when what was written is refused.
  Optional<EventRule> rule(int number) {
    var read =
        RuleFiles.read(Path.of("r" + number + ".yml"), yaml(number)).rules().rules().stream()
            .findFirst();
    if (read.isEmpty() || texts.chance(2)) {
      return read.map(EventRule.class::cast);
    }
    Rule rule = read.get();
    return Optional.of(
        new EventRule(rule.about(), source(), search(0), List.of(), List.of(), Optional.empty()));
  }

  private LogSource source() {
    return new LogSource(
        texts.chance(3) ? Optional.empty() : Optional.of(texts.pick(CATEGORIES)),
        texts.chance(4) ? Optional.of("p") : Optional.empty(),
        texts.chance(6) ? Optional.of("s") : Optional.empty());
  }

  // Built.

  private Search search(int level) {
    if (!built.isEmpty() && texts.chance(5)) {
      return texts.pick(built);
    }
    var search =
        switch (random.nextInt(level > 3 ? 8 : 14)) {
          case 8, 9 -> new Search.AllOf(parts(level));
          case 10, 11, 12 -> new Search.AnyOf(parts(level));
          case 13 -> new Search.Not(search(level + 1));
          case 0 -> new Search.Keyword(criterion());
          default -> new Search.Item(texts.pick(RandomEvents.FIELDS), criterion());
        };
    built.add(search);
    return search;
  }

  private List<Search> parts(int level) {
    var parts = new ArrayList<Search>();
    int size = texts.chance(12) ? random.nextInt(30) : random.nextInt(5);
    for (int n = size; n > 0; n--) {
      parts.add(search(size > 5 ? 4 : level + 1));
    }
    return parts;
  }

  private Criterion criterion() {
    return switch (random.nextInt(16)) {
      case 0 -> new Criterion.Null();
      case 1 -> new Criterion.Exists(random.nextBoolean());
      case 2 ->
          new Criterion.SameAs(texts.pick(RandomEvents.FIELDS), place(), random.nextBoolean());
      case 3 -> new Criterion.Numeric(comparison(), bound());
      case 4 ->
          new Criterion.Moment(
              texts.pick(List.of(Criterion.Part.values())),
              comparison(),
              texts.pick(List.of(2.0, 14.0, 21.0, 47.0, 1.0, 11.0, 2026.0, 23.5, 59.0)));
      case 5, 6 -> new Criterion.Regex(regex());
      default -> new Criterion.Text(TextPattern.read(pattern()).at(place()), texts.chance(4));
    };
  }

  private TextPattern.Place place() {
    return texts.pick(List.of(TextPattern.Place.values()));
  }

  private Comparison comparison() {
    return texts.pick(List.of(Comparison.values()));
  }

  private double bound() {
    return texts.pick(List.of(0.0, 1.0, 10.0, -5.0, 9.5, 1000.0, 1.2345678901234567e19, 0.1));
  }

  private Pattern regex() {
    while (true) {
      try {
        return Pattern.compile(expression(), random.nextInt(8));
      } catch (com.google.re2j.PatternSyntaxException e) {
        // another one
      }
    }
  }

  private String expression() {
    var out = new StringBuilder();
    for (int n = random.nextInt(1, 4); n > 0; n--) {
      out.append(texts.chance(2) ? texts.pick(EXPRESSIONS) : Pattern.quote(texts.word()));
    }
    return texts.chance(6) ? "(" + out + ")" + texts.pick(List.of("", "?", "+", "{2}")) : out + "";
  }

  private String pattern() {
    return switch (random.nextInt(10)) {
      case 0 -> "";
      case 1 -> "*" + texts.word() + "*";
      case 2 -> texts.word() + "*" + texts.word();
      case 3 -> texts.word() + "?";
      case 4 -> "*" + texts.word() + "?" + texts.word() + "*";
      case 5 -> texts.word() + "\\*";
      case 6 -> texts.pick(List.of("*", "?", "??", "**", "*?*", "\\\\*", "\\\\\\*"));
      default -> texts.word();
    };
  }

  // Written.

  private String yaml(int number) {
    int count = random.nextInt(1, 5);
    var out =
        new StringBuilder(
            "{\"title\":\"r\",\"id\":\"r%d\",\"logsource\":%s,\"detection\":{"
                .formatted(number, logsource()));
    for (int i = 0; i < count; i++) {
      out.append("\"%s%d\":".formatted(i == 3 ? "_f" : "s", i)).append(named()).append(',');
    }
    return out.append("\"condition\":\"").append(condition(count, 0)).append("\"}}").toString();
  }

  private String logsource() {
    var source = source();
    var words = new ArrayList<String>();
    source.category().ifPresent(word -> words.add("\"category\":\"" + word + '"'));
    source.product().ifPresent(word -> words.add("\"product\":\"" + word + '"'));
    source.service().ifPresent(word -> words.add("\"service\":\"" + word + '"'));
    if (words.isEmpty()) {
      words.add("\"category\":\"test\"");
    }
    return "{" + String.join(",", words) + "}";
  }

  private String named() {
    if (!written.isEmpty() && texts.chance(5)) {
      return texts.pick(written);
    }
    var text =
        switch (random.nextInt(8)) {
          case 0 -> list(this::value);
          case 1 -> list(this::map);
          default -> map();
        };
    written.add(text);
    return text;
  }

  private String map() {
    var items = new ArrayList<String>();
    var keys = new ArrayList<String>();
    for (int n = random.nextInt(1, 4); n > 0; n--) {
      var key = texts.chance(12) ? "" : texts.pick(RandomEvents.FIELDS);
      var item = item(key);
      var whole = item.substring(0, item.indexOf(':', item.lastIndexOf("\":")));
      if (!keys.contains(whole)) {
        keys.add(whole);
        items.add(item);
      }
    }
    return "{" + String.join(",", items) + "}";
  }

  private String item(String field) {
    return switch (random.nextInt(20)) {
      case 0 -> key(field, "|exists") + random.nextBoolean();
      case 1 -> key(field, "|re" + flags()) + some(() -> quoted(expression()));
      case 2 -> key(field, "|" + texts.pick(List.of("lt", "lte", "gt", "gte"))) + number();
      case 3 ->
          key(
                  field,
                  "|"
                      + texts.pick(List.of("minute", "hour", "day", "week", "month", "year"))
                      + texts.pick(List.of("", "|gt", "|lte")))
              + texts.pick(List.of("2", "21", "47", "2026", "0"));
      case 4 ->
          key(field, "|cidr")
              + some(() ->
                  quoted(
                      texts.pick(
                          List.of(
                              "192.0.2.0/24",
                              "192.0.2.1",
                              "2001:db8::/32",
                              "0.0.0.0/0",
                              "198.51.100.0/29",
                              "::/0",
                              "192.0.2.128/25"))));
      case 5 ->
          key(
                  field,
                  "|fieldref"
                      + texts.pick(List.of("", "|startswith", "|endswith", "|contains"))
                      + texts.pick(List.of("", "|neq", "|cased")))
              + quoted(texts.pick(RandomEvents.FIELDS));
      case 6 -> key(field, "|base64offset|contains") + some(() -> quoted(plain()));
      case 7 ->
          key(
                  field,
                  texts.pick(
                      List.of(
                          "|wide|base64offset|contains",
                          "|utf16le|base64",
                          "|base64",
                          "|wide",
                          "|utf16be",
                          "|utf16|contains")))
              + quoted(plain());
      case 8, 9 ->
          key(field, "|windash|contains" + texts.pick(List.of("", "|all")))
              + some(() -> quoted(texts.pick(List.of("-f", " -enc ", "/c ", "a -b"))));
      default ->
          key(
                  field,
                  texts.pick(List.of("", "", "|contains", "|contains", "|startswith", "|endswith"))
                      + texts.pick(List.of("", "", "", "|all", "|cased", "|neq")))
              + some(this::value);
    };
  }

  private static String key(String field, String modifiers) {
    var out = new StringBuilder();
    Tree.quote(out, field + modifiers, new java.util.Random(1), true);
    return out.append(':').toString();
  }

  private String flags() {
    return texts.pick(List.of("", "", "|i", "|m", "|s", "|i|m|s"));
  }

  private String some(java.util.function.Supplier<String> one) {
    return texts.chance(2) ? one.get() : list(one);
  }

  private String list(java.util.function.Supplier<String> one) {
    var items = new ArrayList<String>();
    int size = texts.chance(10) ? random.nextInt(1, 40) : random.nextInt(1, 4);
    for (int n = size; n > 0; n--) {
      items.add(one.get());
    }
    return "[" + String.join(",", items) + "]";
  }

  private String value() {
    return switch (random.nextInt(12)) {
      case 0 -> number();
      case 1 -> texts.pick(List.of("true", "false", "null", "\"\""));
      default -> quoted(pattern());
    };
  }

  private String number() {
    return texts.pick(List.of("0", "1", "10", "-5", "9.5", "1000"));
  }

  private String plain() {
    return texts.word().replaceAll("[*?\\\\]", "x");
  }

  private static String quoted(String text) {
    var out = new StringBuilder();
    Tree.quote(out, text, new java.util.Random(text.hashCode()), true);
    return out.toString();
  }

  private String condition(int count, int level) {
    return switch (random.nextInt(level > 2 ? 3 : 9)) {
      case 3 -> "not " + condition(count, level + 1);
      case 4 -> condition(count, level + 1) + " and " + condition(count, level + 1);
      case 5 -> condition(count, level + 1) + " or " + condition(count, level + 1);
      case 6 -> "(" + condition(count, level + 1) + ")";
      case 7 -> texts.pick(List.of("1 of them", "all of them", "any of s*", "all of s*", "1 of *"));
      default -> {
        int i = random.nextInt(count);
        yield (i == 3 ? "_f" : "s") + i;
      }
    };
  }
}

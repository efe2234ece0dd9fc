package kentongan.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import kentongan.rule.Filter;
import kentongan.rule.FilterText;
import kentongan.rule.FilterText.Item;
import kentongan.rule.LogSource;
import kentongan.rule.RuleSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class FilterTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final LogSource SOURCE =
      new LogSource(Optional.of("test"), Optional.empty(), Optional.empty());
  private static final String RULE =
      """
      title: A rule
      id: r
      logsource: {category: test}
      detection:
        a: {kind: x}
        condition: a
      ---
      """;
  private static final List<String> NASTY =
      List.of(
          "",
          " ",
          "*",
          "?",
          "\\",
          "\\\\",
          "\\*",
          "C:\\Users\\*\\x",
          "C:\\dir\\",
          "a\nb",
          "\r\n---\ntitle: x",
          "'",
          "\"",
          "\": x",
          "# no comment",
          "- list",
          "{a: b}",
          "[a]",
          "&a",
          "*a",
          "!!str x",
          "%name%",
          "null",
          "~",
          "true",
          "0x10",
          "1:30",
          "1e3",
          "\t",
          "\u0000",
          "\u007f\u0085\u2028\u2029",
          "\ufeffx",
          "\ud83d\ude00",
          "é",
          "e\u0301",
          "ǅ",
          "İ",
          "<script>alert(1)</script>",
          "a|b",
          "not selection");

  @Test
  void pysigma_has_it_that_both_conditions_must_hold() {
    var filter =
        """
        title: A filter
        logsource: {category: test}
        filter:
          rules: [r]
          selection: {user|startswith: adm_}
          condition: selection
        """;
    var only = Rules.read(RULE + filter);
    var without = Rules.read(RULE + filter.replace("condition: s", "condition: not s"));

    assertThat(matches(only, "user", "adm_ani")).isTrue();
    assertThat(matches(only, "user", "ani")).isFalse();
    assertThat(matches(without, "user", "adm_ani")).isFalse();
    assertThat(matches(without, "user", "ani")).isTrue();
  }

  @Test
  void a_filter_written_for_a_value_leaves_out_that_value_and_nothing_else() {
    for (var value : NASTY) {
      var rules = filtered(List.of(new Item("user", value)));

      for (var other : NASTY) {
        assertThat(matches(rules, "user", other))
            .as("filter for <%s>, event <%s>", value, other)
            .isEqualTo(!other.equals(value));
      }
    }
  }

  @Test
  void random_values_come_back_as_they_went_in() {
    var random = new Random(20261121);
    for (int round = 0; round < 300; round++) {
      var value = random(random);
      var near = near(value, random);

      var rules = filtered(List.of(new Item("user", value)));

      assertThat(matches(rules, "user", value)).as("<%s>", value).isFalse();
      assertThat(matches(rules, "user", near))
          .as("<%s> near <%s>", near, value)
          .isEqualTo(!near.equals(value));
    }
  }

  @Test
  void all_values_of_a_filter_must_be_there_together() {
    var rules =
        filtered(List.of(new Item("user", "a"), new Item("tags", "x"), new Item("tags", "y")));

    assertThat(matches(rules, Map.of("user", "a", "tags", List.of("y", "z", "x")))).isFalse();
    assertThat(matches(rules, Map.of("user", "a", "tags", List.of("x")))).isTrue();
    assertThat(matches(rules, Map.of("user", "b", "tags", List.of("x", "y")))).isTrue();
    assertThat(matches(rules, Map.of("tags", List.of("x", "y")))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "user|re", " user", "user ", "us\uffffer"})
  void a_field_that_would_mean_something_else_is_refused(String field) {
    assertThatThrownBy(() -> new Item(field, "x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_names_of_fields_are_as_hostile_as_values() {
    for (var name : NASTY) {
      if (!name.isBlank() && name.equals(name.strip()) && name.indexOf('|') < 0) {
        var rules = filtered(List.of(new Item(name, "x")));

        assertThat(matches(rules, name, "x")).as("field <%s>", name).isFalse();
        assertThat(matches(rules, name, "y")).as("field <%s>", name).isTrue();
      }
    }
  }

  @Test
  void half_a_character_and_nothing_to_filter_are_refused() {
    assertThatThrownBy(() -> new Item("user", "\ud83d")).hasMessageContaining("half a character");
    assertThatThrownBy(() -> text(List.of())).hasMessageContaining("0 values");
  }

  @Test
  void title_reason_and_author_come_back_and_saying_it_again_gives_the_same_file() {
    var text = text(List.of(new Item("user", "x")));
    var read = filters(text).getFirst();

    assertThat(read.title()).isEqualTo(text.title());
    assertThat(read.description()).isEqualTo(text.reason());
    assertThat(read.author()).isEqualTo(text.author());
    assertThat(read.date()).isEqualTo("2026-11-21");
    assertThat(read.rules()).containsExactly("r");
    assertThat(read.id()).isEqualTo(text.id());
    assertThat(text.fileName()).matches("mf_[0-9a-f]{32}\\.yml");
    assertThat(text(List.of(new Item("user", "x"))).yaml()).isEqualTo(text.yaml());
    assertThat(text(List.of(new Item("user", "y"))).id()).isNotEqualTo(text.id());
  }

  @Test
  void a_correlation_is_filtered_with_a_file_for_each_log_source_it_stands_on() {
    var rules =
        Rules.read(
            RULE
                + """
                title: Other
                id: s
                logsource: {category: test, product: linux}
                detection: {a: {kind: y}, condition: a}
                ---
                title: Both
                id: c
                correlation: {type: temporal, rules: [r, s], group-by: [user], timespan: 5m}
                """);

    var texts =
        FilterText.of(
            rules,
            rules.find("c").orElseThrow(),
            "Our backup",
            "nightly",
            "Ani",
            LocalDate.of(2026, 11, 21),
            List.of(new Item("user", "x")));

    assertThat(texts).extracting(FilterText::rules).containsExactly(List.of("r"), List.of("s"));
    assertThat(texts).extracting(FilterText::fileName).doesNotHaveDuplicates();
  }

  private static RuleSet filtered(List<Item> items) {
    var rules = Rules.read(RULE + text(items).yaml());
    assertThat(rules.eventRules().getFirst().filters()).hasSize(1);
    return rules;
  }

  private static FilterText text(List<Item> items) {
    return new FilterText(
        "Our \"backup\": #1 \u202e",
        "It\n---\nruns",
        "Ani: {",
        LocalDate.of(2026, 11, 21),
        SOURCE,
        List.of("r"),
        items);
  }

  private static List<Filter> filters(FilterText text) {
    return Rules.read(RULE + text.yaml()).eventRules().getFirst().filters();
  }

  private static boolean matches(RuleSet rules, String field, String value) {
    return matches(rules, Map.of(field, value));
  }

  private static boolean matches(RuleSet rules, Map<String, Object> fields) {
    var event = JSON.createObjectNode();
    event.put("kind", "x");
    fields.forEach(event::putPOJO);
    return Rules.matches(rules, JSON.writeValueAsString(event));
  }

  private static String random(Random random) {
    var text = new StringBuilder();
    int pieces = random.nextInt(8);
    for (int i = 0; i < pieces; i++) {
      text.append(
          random.nextBoolean()
              ? NASTY.get(random.nextInt(NASTY.size()))
              : Character.toString(code(random)));
    }
    return text.toString();
  }

  private static int code(Random random) {
    int code = random.nextInt(0x20000);
    return code >= 0xd800 && code <= 0xdfff || code == 0xffff ? 'a' : code;
  }

  /// The same with a little more, less, or in the other case.
  private static String near(String value, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> value + random(random);
      case 1 -> value.isEmpty() ? "x" : value.substring(0, value.offsetByCodePoints(0, 1));
      case 2 -> value.toUpperCase(Locale.ROOT);
      default -> NASTY.get(random.nextInt(NASTY.size())) + value;
    };
  }
}

package kentongan.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kentongan.rule.Mapping;
import kentongan.rule.RuleFiles;
import kentongan.rule.RuleSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Events and rules of sizes that only somebody who means harm would send: each is judged rightly
/// or refused in words, within a time that is generous for a busy machine.
@Timeout(20)
class HostileSizesTest {
  private static final RuleSet RULES =
      Rules.read(
          """
          title: A value
          id: value
          logsource: {category: test}
          detection: {s: {A: evil}, condition: s}
          ---
          title: A part
          id: part
          logsource: {category: test}
          detection: {s: {A|contains: [evil, wicked, bad], B|contains|all: [x, 'y*z']}, t: {A|endswith: evil}, condition: 1 of *}
          ---
          title: An expression
          id: expression
          logsource: {category: test}
          detection: {s: {A|re: '(a+)+ev.l$'}, condition: s}
          ---
          title: Stars
          id: stars
          logsource: {category: test}
          detection: {s: {A: '*a*b*c*d*e*f*g*evil*'}, condition: s}
          ---
          title: A deep one
          id: deep
          logsource: {category: test}
          detection: {s: {%s: evil}, condition: s}
          ---
          title: Keywords
          id: keywords
          logsource: {category: test}
          detection: {k: [evil, 'wick*ed', 4711], condition: k}
          """
              .formatted(dots(64)));

  @Test
  void sixty_four_levels_are_walked_to_the_end() {
    var nested = "{\"d\":".repeat(63) + "{\"d\":\"evil\"}" + "}".repeat(63);

    assertThat(ids(nested)).containsExactly("deep", "keywords");
  }

  @Test
  void levels_beyond_the_bound_are_refused() {
    var deep = "{\"d\":".repeat(100_000) + "1" + "}".repeat(100_000);

    assertThat(new Scan(RULES, Mapping.IDENTITY, true).envelope(line(deep), true)).isEmpty();
  }

  @Test
  void the_field_among_ten_thousand_others_is_found() {
    var fields =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "\"f%d\":\"v%d\"".formatted(i, i))
            .collect(Collectors.joining(","));

    assertThat(ids("{" + fields + ",\"A\":\"evil\"}")).containsExactly("keywords", "part", "value");
    assertThat(ids("{" + fields + "}")).containsExactly("keywords"); // 4711, in v4711
  }

  @Test
  void a_command_line_of_a_megabyte_is_read_to_its_end() {
    assertThat(ids("{\"A\":\"%sevil\"}".formatted("a".repeat(1 << 20))))
        .containsExactly("expression", "keywords", "part");
    assertThat(ids("{\"A\":\"%sevix\"}".formatted("a".repeat(1 << 20)))).isEmpty();
    assertThat(ids("{\"A\":\"%s\"}".formatted("abcdefg".repeat(150_000)))).isEmpty();
  }

  @Test
  void a_key_of_a_megabyte_is_passed_over_or_refused() {
    var document = "{\"%s\":1,\"A\":\"evil\"}".formatted("k".repeat(1 << 20));

    var found = new Scan(RULES, Mapping.IDENTITY, true).envelope(line(document), true);

    found.ifPresent(matches ->
        assertThat(matches).extracting(match -> match.rule().id()).contains("value", "part"));
  }

  /// Nobody hides behind many values.
  @Test
  void an_array_of_a_hundred_thousand_is_read_to_its_end() {
    var filler = "\"wickex\",".repeat(100_000);

    assertThat(ids("{\"A\":[%s\"evil\"]}".formatted(filler))).contains("keywords", "part", "value");
    assertThat(ids("{\"B\":[%s\"x\"],\"A\":\"evil\"}".formatted(filler)))
        .contains("keywords", "part", "value");
    assertThat(ids("{\"A\":[%s\"x\"]}".formatted(filler))).isEmpty();
  }

  @Test
  void a_condition_of_ten_thousand_branches_is_judged() {
    var searches =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "  s%d: {A: v%d}\n".formatted(i, i))
            .collect(Collectors.joining());
    var condition =
        IntStream.range(0, 10_000).mapToObj(i -> "s" + i).collect(Collectors.joining(" or "));
    var rules = Rules.of(searches.indent(-2) + "condition: " + condition);

    assertThat(ids(rules, "{\"A\":\"v9999\"}")).containsExactly("r");
    assertThat(ids(rules, "{\"A\":\"v10000\"}")).isEmpty();
  }

  @Test
  void brackets_and_words_beyond_the_bounds_are_refused_in_words() {
    var brackets = "(".repeat(20_000) + "s" + ")".repeat(20_000);
    var words = "s" + " or s".repeat(30_000);

    assertThat(faults(brackets)).singleElement().asString().contains("64 brackets");
    assertThat(faults(words)).singleElement().asString().contains("50,000 words");
    assertThat(faults("not ".repeat(40_000) + "s")).isEmpty();
  }

  private static List<String> faults(String condition) {
    var text =
        "title: R\nid: r\nlogsource: {category: test}\ndetection: {s: {A: 1}, condition: '"
            + condition
            + "'}\n";
    return RuleFiles.read(Path.of("a.yml"), text).faults().stream()
        .map(fault -> fault.message())
        .toList();
  }

  private static String dots(int levels) {
    return "d" + ".d".repeat(levels - 1);
  }

  private static TreeSet<String> ids(String document) {
    return ids(RULES, document);
  }

  private static TreeSet<String> ids(RuleSet rules, String document) {
    var scan = new Scan(rules, Mapping.IDENTITY, true);
    Optional<List<Scan.Match>> found = scan.envelope(line(document), false);
    return found.orElseThrow().stream()
        .map(match -> match.rule().id())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static byte[] line(String document) {
    return "{\"n\":1,\"logsource\":{\"category\":\"test\"},\"event\":%s}"
        .formatted(document)
        .getBytes(StandardCharsets.UTF_8);
  }
}

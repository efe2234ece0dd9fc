package kentongan.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFilesTest {
  private static final String HEAD =
      """
      title: A rule
      id: 7d7b9a4e-0a0a-4c3e-8f0e-000000000001
      level: high
      logsource:
        category: webserver
      """;

  @Test
  void a_sound_rule_is_read_with_what_it_says_of_itself() {
    var rule =
        only(
            HEAD
                + """
                author: Somebody
                tags: [attack.t1190, rsit.intrusion-attempts.exploit]
                falsepositives: [Tests]
                detection:
                  a:
                    sc-status: 404
                  condition: a
                kentongan:
                  title_en: In English
                  playbook: situs-diretas
                  dedupe: [c-ip]
                  recovers:
                    sc-status: 200
                """);

    assertThat(rule.about().titleEnglish()).isEqualTo("In English");
    assertThat(rule.about().level()).isEqualTo(Level.HIGH);
    assertThat(rule.about().author()).isEqualTo("Somebody");
    assertThat(rule.about().category()).contains("intrusion-attempts.exploit");
    assertThat(rule.about().playbook()).contains("situs-diretas");
    assertThat(rule.dedupe()).containsExactly("c-ip");
    assertThat(rule.recovers()).isPresent();
  }

  @Test
  void all_faults_of_a_file_are_named_at_once_each_with_its_line() {
    var faults =
        faults(
            """
            title: A rule
            level: severe
            logsource:
              category: webserver
            detection:
              a:
                sc-status|contain: 404
                c-ip|cidr: 192.0.2.0/33
              condition: a and b
            kentongan:
              playbook: unknown
              recover: x
            """);

    assertThat(faults.stream().map(Fault::line)).containsExactlyInAnyOrder(2, 7, 8, 9, 11, 12);
    assertThat(faults.stream().map(Fault::toString))
        .anySatisfy(text ->
            assertThat(text).startsWith("a.yml:7: unknown modifier 'contain' (known: all,"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a; condition: ends",
        "condition: sel | count() > 5; no longer Sigma",
        "condition: sel and; ends too early",
        "condition: (sel; without its ')'",
        "condition: sel sel; after the end",
        "condition: 2 of sel*; expected: 1 of, any of, all of",
        "condition: 1 of nothing*; no search fits",
        "timeframe: 5m; no longer Sigma",
      })
  void what_is_no_longer_or_never_was_sigma_is_refused(String line, String expected) {
    var text =
        HEAD + "detection:\n  sel:\n    a: 1\n  " + (line.equals("a") ? "condition: not" : line);
    if (line.startsWith("timeframe")) {
      text += "\n  condition: sel";
    }

    assertThat(faults(text + "\n")).isNotEmpty();
    if (!line.equals("a")) {
      assertThat(faults(text + "\n").toString()).contains(expected);
    }
  }

  @Test
  void a_key_that_is_there_twice_is_a_fault() {
    assertThat(faults(HEAD + "detection:\n  a:\n    x: 1\n    x: 2\n  condition: a\n").toString())
        .contains("'x' is there twice");
  }

  @Test
  void an_expression_that_linear_time_cannot_do_is_refused_with_its_line() {
    var faults = faults(HEAD + "detection:\n  a:\n    x|re: '(?=b)a'\n  condition: a\n");

    assertThat(faults).singleElement().satisfies(f -> assertThat(f.line()).isEqualTo(8));
  }

  @Test
  void a_placeholder_without_values_is_refused() {
    assertThat(faults(HEAD + "detection:\n  a:\n    x|expand: '%x%'\n  condition: a\n").toString())
        .contains("placeholder");
  }

  @Test
  void a_correlation_over_a_broken_rule_is_broken_too() {
    var reading =
        RuleFiles.read(
            Path.of("a.yml"),
            """
            title: Many
            id: m
            correlation:
              type: event_count
              rules: [one]
              group-by: [a]
              timespan: 5m
              condition: {gte: 3}
            ---
            title: One
            id: o
            name: one
            logsource: {category: test}
            detection:
              a: {x|nope: 1}
              condition: a
            """);

    assertThat(reading.rules().rules()).isEmpty();
    assertThat(reading.faults()).hasSize(2);
    assertThat(reading.faults().toString()).contains("no sound rule 'one'");
  }

  @Test
  void a_correlation_over_itself_is_refused() {
    var reading =
        RuleFiles.read(
            Path.of("a.yml"),
            """
            title: Ring
            id: ring
            correlation:
              type: event_count
              rules: [ring]
              group-by: [a]
              timespan: 5m
              condition: {gte: 3}
            """);

    assertThat(reading.faults().toString()).contains("refers to itself");
  }

  @Test
  void every_fault_of_a_correlation_is_named() {
    var faults =
        faults(
            """
            title: Many
            correlation:
              type: value_mode
              group-by: [a]
              timespan: 5 minutes
              condition: {gte: many, about: 5}
              window: 3
            """);

    assertThat(faults.toString())
        .contains("value_mode", "no rules", "timespan", "'many'", "'about'", "'window'");
  }

  @Test
  void two_rules_with_one_id_are_one_too_many() {
    var one = HEAD + "detection:\n  a:\n    x: 1\n  condition: a\n";
    var reading = RuleFiles.read(Path.of("a.yml"), one + "---\n" + one);

    assertThat(reading.rules().rules()).hasSize(1);
    assertThat(reading.faults().toString()).contains("the same as of a.yml:1");
  }

  @Test
  void an_alias_bomb_is_refused_quickly() {
    var bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }

    assertThat(faults(bomb.toString())).isNotEmpty();
  }

  @Test
  void an_alias_of_itself_and_deep_nesting_are_refused() {
    assertThat(faults("a: &a [*a]\n")).isNotEmpty();
    assertThat(faults("a: " + "[".repeat(200) + "]".repeat(200) + "\n")).isNotEmpty();
    assertThat(faults("title: [unclosed\n")).isNotEmpty();
  }

  @Test
  void folders_are_read_in_order_without_mappings_and_samples(@TempDir Path folder)
      throws IOException {
    var rule = "title: %s\nlogsource: {category: t}\ndetection:\n  a: {x: 1}\n  condition: a\n";
    Files.createDirectories(folder.resolve("b"));
    Files.createDirectories(folder.resolve("mappings"));
    Files.writeString(folder.resolve("b/two.yml"), rule.formatted("two"));
    Files.writeString(folder.resolve("a.yaml"), rule.formatted("one"));
    Files.writeString(folder.resolve("mappings/ecs.yaml"), "sources: []");
    Files.write(folder.resolve("c.yml"), new byte[] {(byte) 0xFF, 0, 1});

    var reading = RuleFiles.read(List.of(folder));

    assertThat(reading.documents().stream().map(RuleFiles.Document::title))
        .containsExactly("one", "two", "");
    assertThat(reading.faults()).singleElement().asString().contains("UTF-8");
  }

  private static Rule only(String text) {
    var reading = RuleFiles.read(Path.of("a.yml"), text);
    assertThat(reading.faults()).isEmpty();
    return reading.rules().rules().getFirst();
  }

  private static List<Fault> faults(String text) {
    return RuleFiles.read(Path.of("a.yml"), text).faults();
  }
}

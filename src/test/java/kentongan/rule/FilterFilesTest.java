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
import org.junit.jupiter.params.provider.ValueSource;

class FilterFilesTest {
  private static final String RULE =
      """
      title: A rule
      id: r1
      name: first
      logsource: {category: process_creation, product: windows}
      detection:
        a: {Image: x}
        b: {Image: y}
        condition: [a, b]
      """;
  private static final String FILTER =
      """
      title: Our backup
      id: f1
      description: It runs every night
      author: Ani
      date: 2026-11-21
      logsource: {category: process_creation}
      filter:
        rules: RULES
        selection: {User: backup}
        condition: not selection
      """;

  @ParameterizedTest
  @ValueSource(strings = {"[r1]", "[first]", "[r1, first]", "r1", "any", "all", "[]", "ANY"})
  void a_filter_becomes_part_of_the_rules_it_names(String rules) {
    var reading = read(RULE + "---\n" + FILTER.replace("RULES", rules));

    assertThat(reading.faults()).isEmpty();
    assertThat(reading.warnings()).isEmpty();
    var rule = reading.rules().eventRules().getFirst();
    assertThat(rule.filters()).extracting(Filter::title).containsExactly("Our backup");
    assertThat(rule.filters().getFirst().description()).isEqualTo("It runs every night");
    assertThat(rule.search()).isInstanceOf(Search.AllOf.class);
    assertThat(rule.unfiltered()).isInstanceOf(Search.AnyOf.class);
  }

  @ParameterizedTest
  @CsvSource({"webserver, , ", ", linux, ", "process_creation, windows, sysmon"})
  void a_filter_of_other_logs_applies_to_nothing_and_says_so(
      String category, String product, String service) {
    var source = "logsource: {category: %s, product: %s, service: %s}";
    var filter =
        FILTER.replace(
            "logsource: {category: process_creation}",
            source.formatted(category, product, service).replace("null", "~"));

    var reading = read(RULE + "---\n" + filter.replace("RULES", "[r1]"));

    assertThat(reading.faults()).isEmpty();
    assertThat(reading.rules().eventRules().getFirst().filters()).isEmpty();
    assertThat(reading.warnings()).hasSize(1);
    assertThat(reading.warnings().getFirst().toString())
        .startsWith("a.yml:10: filter: rule 'r1' is about other logs");
  }

  @Test
  void a_filter_for_an_unknown_rule_is_told_of_and_serves_the_others() {
    var reading = read(RULE + "---\n" + FILTER.replace("RULES", "[r2, r1]"));

    assertThat(reading.warnings())
        .extracting(Fault::toString)
        .containsExactly("a.yml:10: filter: no sound rule 'r2' (expected: its id or name)");
    assertThat(reading.rules().eventRules().getFirst().filters()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "rules: RULES; rulez: 1; no rules",
        "rules: RULES; rules: ''; empty name",
        "condition: not selection; condition: not selektion; unknown search 'selektion'",
        "condition: not selection; condition: [selection]; one condition",
        "condition: not selection; ; no condition",
        "User: backup; User|startwith: backup; unknown modifier 'startwith'",
        "  selection: {User: backup}; ; no selection",
        "title: Our backup; ; no title",
      })
  void a_broken_filter_is_named_and_the_rule_stays_in_force_without_it(
      String what, String with, String why) {
    var broken = FILTER.replace(what, with == null ? "" : with).replace("RULES", "[r1]");

    var reading = read(RULE + "---\n" + broken);

    assertThat(reading.faults()).extracting(Fault::message).anyMatch(text -> text.contains(why));
    assertThat(reading.faults()).allMatch(fault -> fault.line() > 8);
    assertThat(reading.rules().eventRules()).hasSize(1);
    assertThat(reading.rules().eventRules().getFirst().filters()).isEmpty();
  }

  @Test
  void a_correlation_is_filtered_through_the_rules_it_refers_to() {
    var correlation =
        """
        ---
        title: Many
        id: c1
        correlation:
          type: event_count
          rules: [first]
          group-by: [User]
          timespan: 5m
          condition: {gte: 3}
        ---
        """;

    var reading = read(RULE + correlation + FILTER.replace("RULES", "[c1, first]"));

    assertThat(reading.warnings()).extracting(Fault::message).hasSize(1);
    assertThat(reading.warnings().getFirst().message()).contains("'c1' is a correlation");
    var rules = reading.rules();
    assertThat(rules.bases(rules.find("c1").orElseThrow()).getFirst().filters()).hasSize(1);
  }

  @Test
  void the_same_filter_twice_is_a_fault_of_the_second_and_several_filters_all_apply() {
    var filter = FILTER.replace("RULES", "any");

    var twice = read(RULE + "---\n" + filter + "---\n" + filter);
    var two = read(RULE + "---\n" + filter + "---\n" + filter.replace("f1", "f2"));

    assertThat(twice.faults()).hasSize(1);
    assertThat(twice.rules().eventRules().getFirst().filters()).hasSize(1);
    assertThat(two.faults()).isEmpty();
    assertThat(two.rules().eventRules().getFirst().filters()).hasSize(2);
  }

  @Test
  void filters_lie_in_a_folder_of_their_own(@TempDir Path folder) throws IOException {
    var rules = Files.createDirectories(folder.resolve("rules"));
    var filters = Files.createDirectories(folder.resolve("filters"));
    Files.writeString(rules.resolve("r.yml"), RULE);
    Files.writeString(filters.resolve("f.yml"), FILTER.replace("RULES", "[r1]"));

    var reading = RuleFiles.read(List.of(filters, rules));

    assertThat(reading.filters()).hasSize(1);
    assertThat(reading.rules().eventRules().getFirst().filters()).hasSize(1);
    assertThat(reading.documents()).allMatch(RuleFiles.Document::isSound);
  }

  private static RuleFiles.Reading read(String text) {
    return RuleFiles.read(Path.of("a.yml"), text);
  }
}

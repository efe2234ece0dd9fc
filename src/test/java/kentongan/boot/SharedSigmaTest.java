package kentongan.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import kentongan.detection.Scan;
import kentongan.rule.Mapping;
import kentongan.rule.MappingFile;
import kentongan.rule.RuleFiles;
import kentongan.rule.RuleSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The public rules and recorded events that lie outside this repository: in
/// `$KENTONGAN_SHARED/data/sigma`, or `../shared/data/sigma`. Skipped where they are not.
class SharedSigmaTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Path SIGMA =
      Path.of(System.getenv().getOrDefault("KENTONGAN_SHARED", "../shared"), "data", "sigma");
  private static final Mapping ECS = MappingFile.read(Path.of("rules/mappings/ecs.yaml"));

  private static RuleFiles.Reading reading = new RuleFiles.Reading(List.of());
  private static RuleSet rules = RuleSet.NONE;

  @BeforeAll
  static void read_the_public_rules_once() {
    assumeTrue(Files.isDirectory(SIGMA), "skipped: no public Sigma rules in " + SIGMA);
    reading =
        RuleFiles.read(
            Stream.of(
                    "rules",
                    "rules-emerging-threats",
                    "rules-threat-hunting",
                    "rules-compliance",
                    "rules-placeholder")
                .map(folder -> SIGMA.resolve("sigmahq").resolve(folder))
                .toList());
    rules = reading.rules();
  }

  @Test
  void all_public_rules_are_read_and_only_placeholders_without_values_are_refused() {
    var unsound = reading.documents().stream().filter(d -> !d.isSound()).toList();

    assertThat(reading.documents()).hasSize(3780);
    assertThat(unsound).hasSize(25);
    assertThat(unsound)
        .allSatisfy(document ->
            assertThat(document.faults())
                .isNotEmpty()
                .allSatisfy(fault -> {
                  assertThat(fault.message()).startsWith("placeholder in");
                  assertThat(fault.line()).isPositive();
                }));
  }

  @Test
  void rules_in_forms_that_sigma_has_dropped_are_refused_by_line() {
    var documents = RuleFiles.read(List.of(SIGMA.resolve("sigmahq/unsupported"))).documents();
    var sound = documents.stream().filter(RuleFiles.Document::isSound).toList();

    // These four use nothing that was dropped; their field names are what nobody supported.
    assertThat(sound).hasSize(4);
    assertThat(documents)
        .filteredOn(document -> !document.isSound())
        .allSatisfy(document -> assertThat(document.faults().getFirst().line()).isPositive());
  }

  @ParameterizedTest
  @CsvSource({"rule-derived, identity, 2717", "windows-real, ecs, 7008"})
  void every_event_matches_the_expected_rules_and_no_other(String set, String mapping, int lines)
      throws IOException {
    var scan = new Scan(rules, mapping.equals("ecs") ? ECS : Mapping.IDENTITY, true);
    var expected = expected(set);
    var wrong = new ArrayList<String>();
    int[] seen = {0};

    lines(
        set,
        (line, node) -> {
          seen[0]++;
          var want =
              node.has("rules")
                  ? texts(node.get("rules"))
                  : expected.getOrDefault(node.get("n").asLong(), Set.of());
          var got = new TreeSet<String>();
          scan.envelope(line, false).orElseThrow().forEach(match -> got.add(match.rule().id()));
          if (!got.equals(want)) {
            wrong.add(node.get("n") + ": " + got + " instead of " + want);
          }
        });

    assertThat(wrong).isEmpty();
    assertThat(seen[0]).isEqualTo(lines);
  }

  @Test
  void every_recorded_regression_event_is_found_by_its_rule() throws IOException {
    var scan = new Scan(rules, ECS, true);
    var missed = new ArrayList<String>();

    lines(
        "sigmahq-regression",
        (line, node) -> {
          var rule = node.get("rule_under_test").asString();
          if (scan.envelope(line, false).orElseThrow().stream()
              .noneMatch(match -> match.rule().id().equals(rule))) {
            missed.add(node.get("n") + " " + rule);
          }
        });

    assertThat(missed).isEmpty();
  }

  @Test
  void every_small_case_of_meaning_is_as_said() throws IOException {
    int events = 0;
    for (var one : JSON.readTree(Files.readString(SIGMA.resolve("semantics/cases.json")))) {
      var read = RuleFiles.read(Path.of("case.yml"), JSON.writeValueAsString(one.get("rule")));
      assertThat(read.faults()).isEmpty();
      for (var event : one.get("events")) {
        events++;
        var line = JSON.createObjectNode();
        line.put("n", 1);
        line.set("logsource", one.get("rule").get("logsource"));
        line.set("event", event.get("event"));
        var found =
            new Scan(read.rules(), Mapping.IDENTITY, true)
                .envelope(JSON.writeValueAsBytes(line), false)
                .orElseThrow();
        assertThat(!found.isEmpty())
            .as("%s: %s", one.get("case"), event)
            .isEqualTo(event.get("match").asBoolean());
      }
    }
    assertThat(events).isEqualTo(35);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssh", "web"})
  void correlations_fire_first_and_last_and_as_often_as_expected(String name) throws IOException {
    var correlations = RuleFiles.read(List.of(SIGMA.resolve("correlation/" + name + "-rules.yml")));
    assertThat(correlations.faults()).isEmpty();
    var scan = new Scan(correlations.rules(), ECS, true);
    var fired = new TreeMap<String, String>();
    var counts = new HashMap<String, long[]>();

    lines(
        "correlation/" + name + "-",
        (line, node) -> {
          for (var match : scan.envelope(line, false).orElseThrow()) {
            var key = match.rule().about().name().orElse("") + match.group().values();
            var count = counts.computeIfAbsent(key, k -> new long[] {match.line(), 0, 0});
            count[1]++;
            count[2] = match.at();
            fired.put(key, "first %d, %d times, last %d".formatted(count[0], count[1], count[2]));
          }
        });

    for (var text :
        Files.readAllLines(SIGMA.resolve("correlation/" + name + "-undetermined.ndjson"))) {
      var node = JSON.readTree(text);
      fired.remove(node.get("rule").asString() + texts(node.get("group")));
    }
    assertThat(fired).isEqualTo(expectedFirings(name));
  }

  private static Map<String, String> expectedFirings(String name) throws IOException {
    var expected = new TreeMap<String, String>();
    for (var text : Files.readAllLines(SIGMA.resolve("correlation/" + name + "-expected.ndjson"))) {
      var node = JSON.readTree(text);
      var group = new ArrayList<String>();
      node.get("group").values().forEach(value -> group.add(value.asString()));
      expected.put(
          node.get("rule").asString() + group,
          "first %d, %d times, last %d"
              .formatted(
                  node.get("first_fire_event").asLong(),
                  node.get("events_where_condition_holds").asLong(),
                  Instant.parse(node.get("last_fire").asString()).toEpochMilli()));
    }
    return expected;
  }

  private static Map<Long, Set<String>> expected(String set) throws IOException {
    var file = SIGMA.resolve(set).resolve("expected.ndjson");
    var expected = new HashMap<Long, Set<String>>();
    if (Files.exists(file)) {
      for (var text : Files.readAllLines(file)) {
        var node = JSON.readTree(text);
        expected
            .computeIfAbsent(node.get("n").asLong(), n -> new HashSet<>())
            .addAll(texts(node.get("rules")));
      }
    }
    return expected;
  }

  private static void lines(String set, BiConsumer<byte[], JsonNode> each) throws IOException {
    var file = set.endsWith("-") ? set + "events.ndjson.gz" : set + "/events.ndjson.gz";
    try (var source = LineSource.of(SIGMA.resolve(file))) {
      for (var line = source.next(); line != null; line = source.next()) {
        each.accept(line, JSON.readTree(new String(line, StandardCharsets.UTF_8)));
      }
    }
  }

  private static Set<String> texts(JsonNode array) {
    var texts = new TreeSet<String>();
    array.values().forEach(text -> texts.add(text.asString()));
    return texts;
  }
}

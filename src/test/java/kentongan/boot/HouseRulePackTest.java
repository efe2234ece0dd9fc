package kentongan.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import kentongan.detection.Sample;
import kentongan.rule.Level;
import kentongan.rule.MappingFile;
import kentongan.rule.RuleFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulePackTest {
  private static final Path RULES = Path.of("rules");

  @Test
  void every_rule_of_the_house_is_sound_and_says_what_people_need() {
    var reading = RuleFiles.read(List.of(RULES));

    assertThat(reading.faults()).isEmpty();
    assertThat(reading.rules().rules())
        .filteredOn(reading.rules()::speaks)
        .hasSizeGreaterThanOrEqualTo(80)
        .allSatisfy(rule -> {
          var about = rule.about();
          assertThat(about.id()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
          assertThat(about.titleEnglish()).as(about.title()).isNotEqualTo(about.title());
          assertThat(about.description()).as(about.title()).isNotEmpty();
          assertThat(about.falsePositives()).as(about.title()).isNotEmpty();
          assertThat(about.category()).as(about.title()).isPresent();
        });
  }

  @Test
  void what_calls_somebody_at_night_says_what_to_do() {
    assertThat(RuleFiles.read(List.of(RULES)).rules().rules())
        .filteredOn(rule -> rule.about().level() == Level.CRITICAL)
        .isNotEmpty()
        .allSatisfy(rule -> {
          assertThat(rule.about().playbook()).as(rule.about().title()).isPresent();
          assertThat(rule.about().description().length())
              .as(rule.about().title())
              .isGreaterThan(40);
        });
  }

  @Test
  void every_sample_file_belongs_to_a_rule_file() throws IOException {
    var expected = pairs().map(pair -> pair.getLast().getFileName().toString()).toList();

    try (var files = Files.list(RULES.resolve("samples"))) {
      assertThat(files.map(file -> file.getFileName().toString()).toList())
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void every_sample_is_answered_as_it_says(Path rule, Path samples) throws IOException {
    var rules = RuleFiles.read(List.of(rule)).rules();
    var mapping = MappingFile.read(RULES.resolve("mappings/ecs.yaml"));
    var kinds =
        Files.readAllLines(samples).stream()
            .map(Sample::read)
            .map(sample -> {
              assertThat(sample.play(rules, mapping))
                  .as(sample.name())
                  .isEqualTo(sample.expected());
              return sample.expected();
            })
            .toList();

    assertThat(kinds).contains(Sample.Expected.FIRES, Sample.Expected.QUIET);
  }

  static Stream<List<Path>> pairs() {
    return RuleFiles.read(List.of(RULES)).documents().stream()
        .map(RuleFiles.Document::file)
        .distinct()
        .map(file ->
            List.of(
                file,
                RULES
                    .resolve("samples")
                    .resolve(file.getFileName().toString().replace(".yml", ".ndjson"))));
  }

  static Stream<Object[]> samples() {
    return pairs().map(List::toArray);
  }
}

package kentongan.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import kentongan.rule.Mapping;
import kentongan.rule.MappingFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The mappings of Windows events that no Winlogbeat has seen.
class WindowsMappingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          category: process_creation | CommandLine: a | Microsoft-Windows-Sysmon/Operational | 1 | CommandLine | a | true
          category: process_creation | CommandLine: a | Microsoft-Windows-Sysmon/Operational | 3 | CommandLine | a | false
          category: registry_set | TargetObject: a | Microsoft-Windows-Sysmon/Operational | 13 | TargetObject | a | true
          service: security | EventID: 4625 | Security | 4625 | TargetUserName | a | true
          service: security | TargetUserName: a | Security | 4625 | TargetUserName | a | true
          service: system | TargetUserName: a | Security | 4625 | TargetUserName | a | false
          category: ps_classic_start | Data: a | Windows PowerShell | 400 | Data | a | true
          """)
  void lead_to_the_same_log_sources_and_fields(
      String source,
      String search,
      String channel,
      String id,
      String field,
      String value,
      boolean is) {
    var rule =
        """
        title: A rule
        logsource: {product: windows, %s}
        detection: {s: {%s}, condition: s}
        """
            .formatted(source, search);
    var evtx =
        """
        {"Event":{"System":{"Channel":"%s","EventID":%s},"EventData":{"%s":"%s"}}}\
        """
            .formatted(channel, id, field, value);
    var flat =
        """
        {"Channel":"%s","EventID":%s,"%s":"%s"}\
        """
            .formatted(channel, id, field, value);

    assertThat(matches(rule, mapping("windows-evtx"), evtx)).isEqualTo(is);
    assertThat(matches(rule, mapping("windows-flat"), flat)).isEqualTo(is);
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows-evtx", "windows-flat"})
  void know_every_log_source_of_the_usual_one(String name) {
    assertThat(sources(mapping(name))).isEqualTo(sources(mapping("ecs")));
  }

  private static String sources(Mapping mapping) {
    return mapping.sources().stream()
        .filter(source ->
            source.when().keySet().stream()
                .anyMatch(path -> path.endsWith("Channel") || path.equals("winlog.channel")))
        .map(source -> source.categories() + " " + source.products() + " " + source.services())
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static Mapping mapping(String name) {
    return MappingFile.read(Path.of("rules/mappings/" + name + ".yaml"));
  }

  private static boolean matches(String rule, Mapping mapping, String event) {
    var scan = new Scan(Rules.read(rule), mapping, false);
    var found = scan.document(event.getBytes(StandardCharsets.UTF_8), 1, false);
    return !found.orElseThrow().isEmpty();
  }
}

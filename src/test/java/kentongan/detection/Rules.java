package kentongan.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kentongan.event.AgentId;
import kentongan.event.Event;
import kentongan.event.EventId;
import kentongan.office.OfficeId;
import kentongan.rule.Mapping;
import kentongan.rule.RuleFiles;
import kentongan.rule.RuleSet;

/// Rules and events for tests.
final class Rules {
  static final Instant START = Instant.parse("2026-11-21T02:00:00Z");
  static final OfficeId BADUNG = new OfficeId("51.03");

  /// Every event has the log source `category: test`; fields are paths.
  static final Mapping MAPPING =
      new Mapping(
          List.of(
              new Mapping.SourceRule(
                  Map.of("kind", Set.of("test")), Set.of("test"), Set.of(), Set.of())),
          List.of());

  private Rules() {}

  static RuleSet read(String text) {
    var reading = RuleFiles.read(Path.of("a.yml"), text);
    assertThat(reading.faults()).isEmpty();
    return reading.rules();
  }

  /// A rule over one search, as YAML within `detection:`, four blanks deep.
  static RuleSet of(String detection) {
    return read(
        """
        title: A rule
        id: r
        logsource: {category: test}
        detection:
        """
            + detection.indent(2));
  }

  /// Whether a rule matches a document.
  static boolean matches(RuleSet rules, String json) {
    var scan = new Scan(rules, Mapping.IDENTITY, true);
    var line = "{\"n\":1,\"logsource\":{\"category\":\"test\"},\"event\":%s}".formatted(json);
    return !scan.envelope(line.getBytes(StandardCharsets.UTF_8), true).orElseThrow().isEmpty();
  }

  /// An event of the agent `a`, that happened and was accepted so many seconds after the start.
  static Event event(long sequence, long happened, long accepted, String fields) {
    return event("a", sequence, happened, accepted, fields);
  }

  static Event event(String agent, long sequence, long happened, long accepted, String fields) {
    var json =
        "{\"@timestamp\":\"%s\",\"kind\":\"test\"%s}"
            .formatted(START.plusSeconds(happened), fields.isEmpty() ? "" : "," + fields);
    return new Event(
        new EventId(new AgentId(agent), 1, sequence),
        BADUNG,
        START.plusSeconds(accepted),
        json.getBytes(StandardCharsets.UTF_8));
  }

  static Detector detector(RuleSet rules) {
    return new Detector(rules, MAPPING, Inventory.EMPTY, Detector.Policy.DEFAULT, "");
  }
}

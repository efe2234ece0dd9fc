package kentongan.detection;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kentongan.event.AgentId;
import kentongan.event.Event;
import kentongan.event.EventId;
import kentongan.office.OfficeId;
import kentongan.rule.Mapping;
import kentongan.rule.RuleSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One case that a rule's file brings along: some events, and what the rule has to say to them. The
/// format is in `docs/reference/sigma.md`.
///
/// @param name what the case shows
/// @param rule only what this rule says counts; empty for any of the file
public record Sample(
    String name,
    Expected expected,
    Optional<String> rule,
    List<Event> events,
    Optional<Instant> tick) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MOST_TIMES = 10_000;

  public Sample {
    events = List.copyOf(events);
  }

  /// Reads a line of a sample file.
  ///
  /// @throws IllegalArgumentException when it is none
  public static Sample read(String line) {
    try {
      var node = JSON.readTree(line);
      var tick = Optional.ofNullable(node.path("tick").asString(null)).map(Instant::parse);
      return new Sample(
          node.path("case").asString(""),
          Expected.of(node.path("expect").asString("")),
          Optional.ofNullable(node.path("rule").asString(null)),
          events(node),
          tick);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /// What the rules really say.
  public Expected play(RuleSet rules, Mapping mapping) {
    var detector = new Detector(rules, mapping, Inventory.EMPTY, Detector.Policy.DEFAULT, "");
    var found = new ArrayList<Detection>();
    if (!events.isEmpty()) {
      found.addAll(detector.tick(events.getFirst().acceptedAt()));
    }
    boolean isTicked = tick.isEmpty();
    long position = 1;
    for (var event : events) {
      if (!isTicked && event.acceptedAt().isAfter(tick.get())) {
        found.addAll(detector.tick(tick.get()));
        isTicked = true;
      }
      found.addAll(detector.on(event, position++));
    }
    if (!isTicked) {
      found.addAll(detector.tick(tick.get()));
    }
    return said(found);
  }

  private Expected said(List<Detection> found) {
    var said = Expected.QUIET;
    for (var detection : found) {
      if (rule.isEmpty() || rule.get().equals(detection.rule().id())) {
        said =
            switch (detection.change()) {
              case BEGAN -> said == Expected.QUIET ? Expected.FIRES : said;
              case ENDED -> Expected.ENDS;
            };
      }
    }
    return said;
  }

  private static List<Event> events(JsonNode node) {
    int times = Math.clamp(node.path("times").asInt(1), 1, MOST_TIMES);
    var every = Duration.parse(node.path("every").asString("PT1S"));
    var events = new ArrayList<Event>();
    for (int round = 0; round < times; round++) {
      for (var one : node.path("events")) {
        events.add(event(one, every.multipliedBy(round), round, events.size() + 1));
      }
    }
    return events;
  }

  /// In every text `{i}` stands for the how-manieth time.
  private static Event event(JsonNode one, Duration later, int round, long sequence) {
    if (!one.isObject()) {
      throw new IllegalArgumentException(
          "events: %s (expected: JSON objects)".formatted(Clean.text(one.toString(), 80)));
    }
    var text = JSON.writeValueAsString(one).replace("{i}", Integer.toString(round));
    var document = (ObjectNode) JSON.readTree(text);
    var at = Instant.parse(document.path("@timestamp").asString()).plus(later);
    document.put("@timestamp", at.toString());
    var accepted =
        Optional.ofNullable(document.path("event.ingested").asString(null))
            .map(Instant::parse)
            .orElse(at)
            .plus(document.has("event.ingested") ? later : Duration.ZERO);
    var agent = document.path("agent.id").asString("contoh-1");
    var office = document.path("kentongan.office").asString("00");
    return new Event(
        new EventId(new AgentId(agent), 1, sequence),
        new OfficeId(office),
        accepted,
        JSON.writeValueAsString(document).getBytes(StandardCharsets.UTF_8));
  }

  /// What a rule says to some events.
  public enum Expected {
    /// Nothing.
    QUIET,
    /// A trouble began, and did not end.
    FIRES,
    /// A trouble ended.
    ENDS;

    private static Expected of(String word) {
      return switch (word) {
        case "quiet" -> QUIET;
        case "fires" -> FIRES;
        case "ends" -> ENDS;
        default ->
            throw new IllegalArgumentException(
                "expect: '%s' (expected: fires, quiet or ends)".formatted(word));
      };
    }
  }
}

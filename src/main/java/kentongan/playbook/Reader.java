package kentongan.playbook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import kentongan.playbook.Playbook.Agent;
import kentongan.playbook.Playbook.Agent.Place;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes a [Playbook] of a CACAO document that has passed all checks.
///
/// What CACAO has no field for stands in the step card extension [#CARD], beside the step; its `en`
/// part is the English text. A playbook without it still has cards: name, description, commands.
final class Reader {
  /// The identifier of the step card extension, described in `docs/reference/playbooks.md`.
  static final String CARD = "extension-definition--6b656e74-6f6e-4761-a63a-6b6172747500";

  private Reader() {}

  static Playbook playbook(String name, ObjectNode document) {
    var steps = new LinkedHashMap<String, Step>();
    for (var step : document.required("workflow").properties()) {
      steps.put(step.getKey(), step(step.getKey(), step.getValue()));
    }
    var english = document.path("playbook_extensions").path(CARD).path("en");
    return new Playbook(
        name,
        text(document, "id"),
        Instant.parse(text(document, "modified")),
        words(document, "name", english),
        words(document, "description", english),
        text(document, "workflow_start"),
        steps,
        agents(document.path("agent_definitions")),
        document);
  }

  private static SequencedMap<String, Agent> agents(JsonNode definitions) {
    var agents = new LinkedHashMap<String, Agent>();
    for (var one : definitions.properties()) {
      var more = one.getValue().path("agent_target_extensions").path(CARD);
      agents.put(
          one.getKey(),
          new Agent(
              one.getKey(),
              words(one.getValue(), "name", more.path("en")),
              place(more.path("place").asString(""))));
    }
    return agents;
  }

  private static Optional<Place> place(String word) {
    for (var place : Place.values()) {
      if (place.name().toLowerCase(Locale.ROOT).equals(word)) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  private static Step step(String id, JsonNode step) {
    var card = card(id, step);
    var then = optional(step, "on_completion").or(() -> optional(step, "on_success"));
    var type = text(step, "type");
    var branches = optional(step, "on_success").isPresent() && !type.equals("action");
    // A step that leads elsewhere when it fails would need a person to say so: not walked yet.
    if (optional(step, "on_failure").isPresent() || branches) {
      return unwalked(id, card, type, step);
    }
    return switch (type) {
      case "start" -> new Step.Start(id, card, then.orElseThrow());
      case "end" -> new Step.End(id, card);
      case "action" -> new Step.Action(id, card, text(step, "agent"), then);
      case "if-condition" ->
          new Step.Question(
              id,
              card,
              optional(step.path("step_extensions").path(CARD), "agent"),
              text(step, "on_true"),
              optional(step, "on_false"),
              then);
      default -> unwalked(id, card, type, step);
    };
  }

  private static Step unwalked(String id, Card card, String type, JsonNode step) {
    var ways = Graph.of(one(id, step)).ways().getOrDefault(id, List.of());
    return new Step.Unwalked(id, card, type, ways.stream().map(Graph.Way::to).toList());
  }

  private static ObjectNode one(String id, JsonNode step) {
    return JsonNodeFactory.instance.objectNode().set(id, step);
  }

  private static Card card(String id, JsonNode step) {
    var more = step.path("step_extensions").path(CARD);
    var english = more.path("en");
    var name = words(step, "name", english);
    return new Card(
        name.isEmpty() ? new Words(step.path("type").asString(id), "") : name,
        new Words(step.path("description").asString(""), english.path("why").asString("")),
        list(commands(step), lines(english.path("how"))),
        words(more, "see", english),
        list(lines(more.path("avoid")), lines(english.path("avoid"))),
        words(more, "stop", english),
        words(more, "call", english),
        more.has("question")
            ? words(more, "question", english)
            : new Words(step.path("condition").asString(""), ""),
        Phase.ofWord(more.path("phase").asString("")),
        more.path("minutes").isIntegralNumber()
            ? Optional.of(more.path("minutes").asInt())
            : Optional.empty());
  }

  /// What a person reads of the commands. Only manual ones are instructions; the others are shown
  /// with their kind, and never run.
  private static List<String> commands(JsonNode step) {
    var lines = new ArrayList<String>();
    for (var command : step.path("commands")) {
      var text = command.path("command").asString(command.path("description").asString(""));
      var kind = command.path("type").asString("");
      for (var line : text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
        lines.add(kind.equals("manual") ? line : "[%s] %s".formatted(kind, line));
      }
    }
    return lines;
  }

  private static List<Words> list(List<String> indonesian, List<String> english) {
    var all = new ArrayList<Words>();
    for (var i = 0; i < indonesian.size(); i++) {
      all.add(new Words(indonesian.get(i), i < english.size() ? english.get(i) : ""));
    }
    return all;
  }

  private static List<String> lines(JsonNode array) {
    var lines = new ArrayList<String>();
    for (var line : array) {
      lines.add(line.asString(""));
    }
    return lines;
  }

  private static Words words(JsonNode where, String field, JsonNode english) {
    return new Words(where.path(field).asString(""), english.path(field).asString(""));
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).asString("");
  }

  private static Optional<String> optional(JsonNode node, String field) {
    return node.path(field).isString()
        ? Optional.of(node.path(field).stringValue())
        : Optional.empty();
  }
}

package kentongan.playbook;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A playbook as CACAO JSON, for others. It validates against the published schema.
public final class Export {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Export() {}

  /// The document with its main text in a language. In English the Indonesian text is left out, and
  /// what was not translated stays Indonesian.
  public static String json(Playbook playbook, Language language) {
    var document = playbook.document().deepCopy();
    if (language == Language.EN) {
      english(document);
    }
    return JSON.writeValueAsString(document);
  }

  /// The document on one line, as it is; what [Playbooks#pinned] reads.
  public static String compact(Playbook playbook) {
    return playbook.document().toString();
  }

  private static void english(ObjectNode document) {
    var main = document.path("playbook_extensions").path(Reader.CARD);
    replace(document, main, List.of("name", "description"));
    for (var step : document.path("workflow")) {
      var card = step.path("step_extensions").path(Reader.CARD);
      if (step instanceof ObjectNode object && card instanceof ObjectNode more) {
        step(object, more);
      }
    }
    for (var agent : document.path("agent_definitions")) {
      if (agent instanceof ObjectNode object) {
        replace(object, agent.path("agent_target_extensions").path(Reader.CARD), List.of("name"));
      }
    }
  }

  private static void step(ObjectNode step, ObjectNode card) {
    var english = card.path("en");
    if (english.path("why").isString()) {
      step.put("description", english.path("why").stringValue());
    }
    if (english.path("how").isArray()
        && step.path("commands").get(0) instanceof ObjectNode command) {
      var lines = JsonNodeFactory.instance.stringNode(joined(english.path("how")));
      command.set("command", lines);
    }
    for (var field : List.of("see", "avoid", "stop", "call", "question")) {
      if (english.has(field)) {
        card.set(field, english.get(field));
      }
    }
    replace(step, card, List.of("name"));
  }

  private static void replace(ObjectNode object, JsonNode card, List<String> fields) {
    for (var field : fields) {
      if (card.path("en").path(field).isString()) {
        object.put(field, card.path("en").path(field).stringValue());
      }
    }
    if (card instanceof ObjectNode more) {
      more.remove("en");
      more.put("language", Language.EN.code());
    }
  }

  private static String joined(JsonNode lines) {
    var text = new StringBuilder();
    lines.forEach(line -> text.append(line.asString("")).append('\n'));
    return text.toString();
  }
}

package kentongan.web.event;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import kentongan.event.Event;
import kentongan.web.Place;
import kentongan.web.Shown;
import kentongan.web.When;
import tools.jackson.databind.JsonNode;

/// Events made into rows. What is in them is hostile: bounded in number, length and depth here.
final class EventRows {
  private static final int MOST_FIELDS = 60;
  private static final int LONGEST_VALUE = 1_500;
  private static final int LONGEST_LINE = 600;
  private static final int DEEPEST = 12;

  private EventRows() {}

  static EventsPage.Row of(Event event, Place place) {
    var tree = event.tree();
    var viewer = place.viewer().person().office();
    return new EventsPage.Row(
        event.id().toString(),
        When.exactly(
            at(tree, event.acceptedAt()), place.office(viewer), place.now(), place.locale()),
        Shown.line(tree.at("/event/dataset").asString("log"), 60),
        place.offices().find(event.office()).map(o -> o.officeName()).orElse(event.office().code()),
        outcome(tree.at("/event/outcome").asString("")),
        message(tree),
        fields(tree));
  }

  private static Instant at(JsonNode tree, Instant otherwise) {
    try {
      return Instant.parse(tree.at("/@timestamp").asString(""));
    } catch (DateTimeParseException odd) {
      return otherwise;
    }
  }

  private static String outcome(String said) {
    return said.equals("success") || said.equals("failure") ? said : "";
  }

  private static String message(JsonNode tree) {
    var message = tree.at("/message").asString("");
    return Shown.line(message.isEmpty() ? tree.toString() : message, LONGEST_LINE);
  }

  private static List<EventsPage.Field> fields(JsonNode tree) {
    var fields = new ArrayList<EventsPage.Field>();
    collect("", tree, fields, 0);
    return fields;
  }

  private static void collect(
      String path, JsonNode node, List<EventsPage.Field> fields, int depth) {
    if (fields.size() >= MOST_FIELDS) {
      return;
    }
    if (node.isObject() && depth < DEEPEST) {
      node.forEachEntry((name, value) ->
          collect(path.isEmpty() ? name : path + "." + name, value, fields, depth + 1));
      return;
    }
    var text = node.isString() ? node.asString() : node.toString();
    fields.add(new EventsPage.Field(Shown.line(path, 200), Shown.block(text, LONGEST_VALUE)));
  }
}

package kentongan.exercise;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import kentongan.exercise.Exercise.Fact;
import kentongan.office.PersonId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A fact of an exercise as one line of JSON, and back.
public final class FactLine {
  private static final JsonMapper JSON = JsonMapper.shared();

  private FactLine() {}

  /// The fact as a line, without its line feed.
  public static String write(Fact fact) {
    var line = JSON.createObjectNode();
    line.put("fact", fact.getClass().getSimpleName());
    line.put("at", fact.at().toString());
    line.put("passed", fact.passed().toString());
    switch (fact) {
      case Fact.Created(_, var id, var scenario, var cast, var speed, var by) -> {
        line.put("id", id.value()).put("scenario", scenario);
        line.put("speed", speed.times()).put("by", by.name());
        cast(line.putObject("cast"), cast);
      }
      case Fact.Started _ -> {
        // Its two times are all there is to it.
      }
      case Fact.Paused(_, _, var by) -> line.put("by", by.name());
      case Fact.Resumed(_, _, var by) -> line.put("by", by.name());
      case Fact.Sped(_, _, var speed, var by) ->
          line.put("speed", speed.times()).put("by", by.name());
      case Fact.Fired(_, _, var inject) -> line.put("inject", inject);
      case Fact.Ended(_, _, var how, var why) -> line.put("how", how.name()).put("why", why);
    }
    return JSON.writeValueAsString(line);
  }

  private static void cast(ObjectNode node, Cast cast) {
    cast.parts().forEach((player, person) -> node.put(player, person.name()));
  }

  /// Reads what [#write] wrote.
  ///
  /// @throws RuntimeException when it is no such line; the message says what is wrong
  public static Fact read(String line) {
    var node = JSON.readTree(line);
    var at = Instant.parse(text(node, "at"));
    var passed = Duration.parse(text(node, "passed"));
    return switch (text(node, "fact")) {
      case "Created" ->
          new Fact.Created(
              at,
              new ExerciseId(text(node, "id")),
              text(node, "scenario"),
              cast(node.required("cast")),
              speed(node),
              by(node));
      case "Started" -> new Fact.Started(at, passed);
      case "Paused" -> new Fact.Paused(at, passed, by(node));
      case "Resumed" -> new Fact.Resumed(at, passed, by(node));
      case "Sped" -> new Fact.Sped(at, passed, speed(node), by(node));
      case "Fired" -> new Fact.Fired(at, passed, text(node, "inject"));
      case "Ended" ->
          new Fact.Ended(at, passed, Exercise.End.valueOf(text(node, "how")), text(node, "why"));
      default ->
          throw new IllegalArgumentException(
              "fact: '%s' (expected: one of an exercise's)".formatted(text(node, "fact")));
    };
  }

  private static Cast cast(JsonNode node) {
    var parts = new TreeMap<String, PersonId>();
    for (var part : node.properties()) {
      parts.put(part.getKey(), new PersonId(part.getValue().stringValue()));
    }
    return new Cast(parts);
  }

  private static Speed speed(JsonNode node) {
    return new Speed(node.required("speed").intValue());
  }

  private static PersonId by(JsonNode node) {
    return new PersonId(text(node, "by"));
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).stringValue();
  }
}

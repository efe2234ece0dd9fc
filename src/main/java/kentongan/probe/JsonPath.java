package kentongan.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// One value in a JSON text, as in `status`, `data.items[0].name` or `[2]`. Names with dots or
/// brackets cannot be asked for. The text is read once, as a stream, and no further than needed.
final class JsonPath {
  private static final int MOST_STEPS = 16;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxStringLength(256 * 1024)
                  .maxNumberLength(100)
                  .maxNameLength(1024)
                  .build())
          .build();

  private final List<Step> steps;

  private JsonPath(List<Step> steps) {
    this.steps = steps;
  }

  /// A name in an object, or a place in a list.
  private sealed interface Step {
    record Name(String name) implements Step {}

    record Index(int index) implements Step {}
  }

  /// @throws IllegalArgumentException when it is no such path
  static JsonPath parse(String text) {
    var steps = new ArrayList<Step>();
    for (var part : text.split("\\.", -1)) {
      var bracket = part.indexOf('[');
      var name = bracket < 0 ? part : part.substring(0, bracket);
      var isFirstIndex = steps.isEmpty() && bracket == 0;
      if (name.isEmpty() && !isFirstIndex || name.length() > 200 || name.indexOf(']') >= 0) {
        throw bad(text);
      }
      if (!name.isEmpty()) {
        steps.add(new Step.Name(name));
      }
      var rest = bracket < 0 ? "" : part.substring(bracket);
      if (!rest.matches("(\\[[0-9]{1,6}])*")) {
        throw bad(text);
      }
      for (var index : rest.replace("[", "").split("]")) {
        if (!index.isEmpty()) {
          steps.add(new Step.Index(Integer.parseInt(index)));
        }
      }
    }
    if (steps.isEmpty() || steps.size() > MOST_STEPS) {
      throw bad(text);
    }
    return new JsonPath(List.copyOf(steps));
  }

  /// The value there as text (`null` for JSON's null); empty when there is none, or when it is an
  /// object or a list.
  ///
  /// @throws CheckFailed when the text is not JSON as far as it was read
  Optional<String> in(byte[] json) throws CheckFailed {
    try (var in = JSON.createParser(ObjectReadContext.empty(), json)) {
      in.nextToken();
      for (var step : steps) {
        if (!found(in, step)) {
          return Optional.empty();
        }
      }
      var token = in.currentToken();
      return token != null && token.isScalarValue()
          ? Optional.of(in.getString())
          : Optional.empty();
    } catch (JacksonException e) {
      throw new CheckFailed(Reason.BODY, "not JSON: " + e.getOriginalMessage());
    }
  }

  private static boolean found(JsonParser in, Step step) {
    return switch (step) {
      case Step.Name(var name) -> {
        if (in.currentToken() != JsonToken.START_OBJECT) {
          yield false;
        }
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
          var isIt = name.equals(in.currentName());
          in.nextToken();
          if (isIt) {
            yield true;
          }
          in.skipChildren();
        }
        yield false;
      }
      case Step.Index(var index) -> {
        if (in.currentToken() != JsonToken.START_ARRAY) {
          yield false;
        }
        for (var i = 0; in.nextToken() != JsonToken.END_ARRAY; i++) {
          if (in.currentToken() == null) {
            yield false;
          }
          if (i == index) {
            yield true;
          }
          in.skipChildren();
        }
        yield false;
      }
    };
  }

  private static IllegalArgumentException bad(String text) {
    return new IllegalArgumentException(
        "json path: '%s' (expected: as in status or data.items[0].name)"
            .formatted(Facts.shown(text)));
  }
}

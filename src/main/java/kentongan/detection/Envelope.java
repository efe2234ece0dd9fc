package kentongan.detection;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// A line `{"n":N,"logsource":{"product":…,"service":…,"category":… or […]},"event":{…}}`.
final class Envelope {
  private static final JsonFactory JSON = new JsonFactory();

  private long number;
  private int start;
  private int length;
  private Router.Sources sources = new Router.Sources(Set.of(), Set.of(), Set.of());

  /// Reads a line.
  ///
  /// @return false when it is none
  boolean read(byte[] line) {
    length = 0;
    try (var parser = JSON.createParser(ObjectReadContext.empty(), line, 0, line.length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      for (var name = parser.nextName(); name != null; name = parser.nextName()) {
        var token = parser.nextToken();
        switch (name) {
          case "n" -> number = token.isNumeric() ? parser.getLongValue() : 0;
          case "logsource" -> sources = sources(parser, token);
          case "event" -> event(parser, token);
          default -> parser.skipChildren();
        }
      }
      return length > 0;
    } catch (JacksonException e) {
      return false;
    }
  }

  long number() {
    return number;
  }

  /// Where the event's document begins in the line.
  int start() {
    return start;
  }

  int length() {
    return length;
  }

  Router.Sources sources() {
    return sources;
  }

  private void event(JsonParser parser, JsonToken token) {
    start = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    if (token == JsonToken.START_OBJECT) {
      length = (int) parser.currentLocation().getByteOffset() - start;
    }
  }

  private static Router.Sources sources(JsonParser parser, JsonToken token) {
    var categories = new HashSet<String>();
    var products = new HashSet<String>();
    var services = new HashSet<String>();
    if (token != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return new Router.Sources(categories, products, services);
    }
    for (var name = parser.nextName(); name != null; name = parser.nextName()) {
      switch (name) {
        case "category" -> words(parser, categories);
        case "product" -> words(parser, products);
        case "service" -> words(parser, services);
        default -> {
          parser.nextToken();
          parser.skipChildren();
        }
      }
    }
    return new Router.Sources(categories, products, services);
  }

  private static void words(JsonParser parser, Set<String> words) {
    var token = parser.nextToken();
    if (token == JsonToken.START_ARRAY) {
      for (var t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
        if (t == JsonToken.VALUE_STRING) {
          words.add(parser.getString());
        } else {
          parser.skipChildren();
        }
      }
    } else if (token == JsonToken.VALUE_STRING) {
      words.add(parser.getString());
    } else {
      parser.skipChildren();
    }
  }
}

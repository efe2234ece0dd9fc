package kentongan.detection;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// A line `{"n":N,"logsource":{"product":…,"service":…,"category":… or […]},"event":{…}}`.
final class Envelope {
  private static final Router.Sources NOWHERE = new Router.Sources(Set.of(), Set.of(), Set.of());

  private long number;
  private boolean isThere;
  private Router.Sources sources = NOWHERE;

  /// Reads a line.
  ///
  /// @param facts where the event goes
  /// @param router what is asked about events of a log source
  /// @return false when it is none
  boolean read(byte[] line, Facts facts, Function<Router.Sources, Route> router) {
    isThere = false;
    sources = NOWHERE;
    facts.clear();
    try (var parser = Facts.parser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      for (var name = parser.nextName(); name != null; name = parser.nextName()) {
        var token = parser.nextToken();
        switch (name) {
          case "n" -> number = token.isNumeric() ? parser.getLongValue() : 0;
          case "logsource" -> sources = sources(parser, token);
          case "event" -> {
            var route = sources == NOWHERE ? null : router.apply(sources);
            event(parser, token, line, facts, route);
          }
          default -> parser.skipChildren();
        }
      }
      return isThere;
    } catch (JacksonException e) {
      facts.clear();
      return false;
    }
  }

  long number() {
    return number;
  }

  Router.Sources sources() {
    return sources;
  }

  private void event(
      JsonParser parser, JsonToken token, byte[] line, Facts facts, @Nullable Route route) {
    if (token == JsonToken.START_OBJECT) {
      facts.read(parser, line, route);
      isThere = true;
    } else {
      parser.skipChildren();
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

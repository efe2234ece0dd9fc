package kentongan.boot.bench;

import java.util.List;
import kentongan.detection.Scan;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What reading costs before any rule is asked, on the same bytes, on one thread.
final class RulesLimits {
  private static final JsonFactory JSON = new JsonFactory();

  private RulesLimits() {}

  /// Every token is passed over.
  static Effort skipped(List<byte[]> events) throws Exception {
    return Effort.of(
        events.size(),
        () -> {
          long tokens = 0;
          for (var event : events) {
            try (var parser = parser(event)) {
              while (parser.nextToken() != null) {
                tokens++;
              }
            }
          }
          return tokens;
        });
  }

  /// Every name and every value is taken as a text.
  static Effort namesAndValues(List<byte[]> events) throws Exception {
    return Effort.of(
        events.size(),
        () -> {
          long characters = 0;
          for (var event : events) {
            try (var parser = parser(event)) {
              for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME) {
                  characters += parser.currentName().length();
                } else if (token.isScalarValue()) {
                  characters += parser.getString().length();
                }
              }
            }
          }
          return characters;
        });
  }

  /// Documents through rules.
  ///
  /// @return with how many matches
  static Effort scanned(Scan scan, List<byte[]> events) throws Exception {
    return Effort.of(
        events.size(),
        () -> {
          long matches = 0;
          long line = 0;
          for (var event : events) {
            matches += scan.document(event, ++line, false).orElseThrow().size();
          }
          return matches;
        });
  }

  private static JsonParser parser(byte[] event) {
    return JSON.createParser(ObjectReadContext.empty(), event);
  }
}

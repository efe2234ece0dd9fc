package kentongan.event;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import kentongan.event.BatchBody.Fault;
import kentongan.event.BatchBody.Unsound;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/// Whether a line is one JSON object within the bounds, found out by skipping over its tokens.
///
/// A name that comes twice in an object is refused: of two values, one reader would judge the first
/// and another show the last.
final class EventSyntax {
  /// Objects and arrays within one another.
  static final int MAX_DEPTH = 32;

  /// Bytes of one string; no line is as long.
  static final int MAX_STRING = 256 << 10;

  /// Digits of one number.
  static final int MAX_NUMBER = 100;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_STRING)
                  .maxNumberLength(MAX_NUMBER)
                  .maxNameLength(1024)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // UTF-8 it is, checked below; else a line could be read as UTF-16 by one and not by
          // another.
          .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
          .build();

  private EventSyntax() {}

  /// Checks all lines of a body.
  ///
  /// @param ends where each line ends, exclusive; one byte lies between two lines
  static void check(byte[] body, int[] ends) throws Unsound {
    utf8(body);
    var from = 0;
    for (var i = 0; i < ends.length; i++) {
      line(body, from, ends[i], i + 1);
      from = ends[i] + 1;
    }
  }

  private static void line(byte[] body, int from, int end, int number) throws Unsound {
    try (var parser = JSON.createParser(ObjectReadContext.empty(), body, from, end - from)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw bad(number, "no JSON object (expected: one a line)");
      }
      skip(parser);
      if (parser.nextToken() != null) {
        throw bad(number, "something after the object (expected: one a line)");
      }
    } catch (JacksonException broken) {
      throw bad(number, oneLine(broken.getOriginalMessage()));
    }
  }

  private static void skip(JsonParser parser) {
    for (var depth = 1; depth > 0; ) {
      var token = parser.nextToken();
      if (token == null) {
        // Jackson reports an end within an object by itself; this is for the loop's sake.
        return;
      }
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      }
    }
  }

  /// Strict UTF-8: Jackson skips over overlong forms and lone surrogates.
  private static void utf8(byte[] body) throws Unsound {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var in = ByteBuffer.wrap(body);
    var out = CharBuffer.allocate(8192);
    while (true) {
      var result = decoder.decode(in, out, true);
      if (result.isError()) {
        throw bad(lineOf(body, in.position()), "not UTF-8");
      }
      if (result.isUnderflow()) {
        return;
      }
      out.clear();
    }
  }

  private static int lineOf(byte[] body, int position) {
    var line = 1;
    for (var at = 0; at < position; at++) {
      if (body[at] == '\n') {
        line++;
      }
    }
    return line;
  }

  private static Unsound bad(int line, String why) {
    return new Unsound(Fault.BAD_LINE, line, "line %d: %s".formatted(line, why));
  }

  /// Jackson quotes what it met; what it met may be anything.
  private static String oneLine(String message) {
    var printable = message.replaceAll("[^\\x20-\\x7e]+", " ");
    return printable.length() <= 200 ? printable : printable.substring(0, 200) + "…";
  }
}

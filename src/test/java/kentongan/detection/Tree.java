package kentongan.detection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// A JSON document as a tree that keeps numbers as they are written.
sealed interface Tree {
  record Obj(Map<String, Tree> members) implements Tree {
    Obj() {
      this(new LinkedHashMap<>());
    }
  }

  record Arr(List<Tree> items) implements Tree {}

  record Str(String text) implements Tree {}

  record Num(String text) implements Tree {}

  record Bool(boolean value) implements Tree {}

  record Nil() implements Tree {}

  /// Reads a document. Of a key that is there twice, the last one stays.
  static Tree read(byte[] json) {
    try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      return read(parser, parser.nextToken());
    }
  }

  /// Reads a document in which no key is there twice, at most 100 levels deep.
  static Tree readStrictly(byte[] json) {
    var factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100).build())
            .build();
    try (var parser = factory.createParser(ObjectReadContext.empty(), json)) {
      var first = parser.nextToken();
      return first == null ? new Nil() : read(parser, first);
    }
  }

  private static Tree read(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> {
        var object = new Obj();
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
          object.members.put(name, read(parser, parser.nextToken()));
        }
        yield object;
      }
      case START_ARRAY -> {
        var items = new ArrayList<Tree>();
        for (var t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
          items.add(read(parser, t));
        }
        yield new Arr(items);
      }
      case VALUE_STRING -> new Str(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Num(parser.getString());
      case VALUE_TRUE, VALUE_FALSE -> new Bool(token == JsonToken.VALUE_TRUE);
      default -> new Nil();
    };
  }

  /// The same tree in one of the many ways it can be written.
  default String write(RandomGenerator random) {
    var out = new StringBuilder();
    boolean isPlain = random.nextInt(3) > 0;
    write(out, random, isPlain);
    return out.toString();
  }

  private void write(StringBuilder out, RandomGenerator random, boolean isPlain) {
    switch (this) {
      case Obj(var members) -> {
        out.append('{');
        var separator = "";
        for (var member : members.entrySet()) {
          out.append(separator).append(blank(random, isPlain));
          quote(out, member.getKey(), random, isPlain);
          out.append(blank(random, isPlain)).append(':').append(blank(random, isPlain));
          member.getValue().write(out, random, isPlain);
          separator = ",";
        }
        out.append('}');
      }
      case Arr(var items) -> {
        out.append('[');
        var separator = "";
        for (var item : items) {
          out.append(separator).append(blank(random, isPlain));
          item.write(out, random, isPlain);
          separator = ",";
        }
        out.append(']');
      }
      case Str(var text) -> quote(out, text, random, isPlain);
      case Num(var text) -> out.append(text);
      case Bool(var value) -> out.append(value);
      case Nil() -> out.append("null");
    }
  }

  private static String blank(RandomGenerator random, boolean isPlain) {
    return isPlain || random.nextInt(4) > 0 ? "" : " \t ".substring(random.nextInt(3));
  }

  /// Every character that must be escaped is, and some that need not be.
  static void quote(StringBuilder out, String text, RandomGenerator random, boolean isPlain) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean must = c < ' ' || c == '"' || c == '\\' || isHalf(text, i);
      if (must && (c == '"' || c == '\\') && random.nextBoolean()) {
        out.append('\\').append(c);
      } else if (must || (!isPlain && random.nextInt(8) == 0 && !Character.isSurrogate(c))) {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private static boolean isHalf(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}

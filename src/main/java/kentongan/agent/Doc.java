package kentongan.agent;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// An event document under construction: values at dotted paths, written as nested JSON.
final class Doc {
  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Map<String, Object> root = new LinkedHashMap<>();

  /// @param happened `@timestamp`
  /// @param seen `event.created`
  Doc(String dataset, Instant happened, Instant seen) {
    root.put("@timestamp", text(happened));
    put("event.created", text(seen));
    put("event.dataset", dataset);
  }

  /// An instant as it stands in events.
  static String text(Instant at) {
    return MILLIS.format(at);
  }

  /// Sets a value: text, number, boolean or a list of texts.
  Doc put(String path, Object value) {
    var at = root;
    var from = 0;
    for (var dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', from)) {
      at = inside(at, path.substring(from, dot));
      from = dot + 1;
    }
    at.put(path.substring(from), value);
    return this;
  }

  Doc put(String path, Optional<?> value) {
    value.ifPresent(v -> put(path, (Object) v));
    return this;
  }

  byte[] json() {
    var bytes = new ByteArrayOutputStream(512);
    try (var out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      write(out, root);
    }
    return bytes.toByteArray();
  }

  @SuppressWarnings("unchecked") // the maps in here are made here
  private static Map<String, Object> inside(Map<String, Object> map, String name) {
    return (Map<String, Object>)
        map.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>());
  }

  private static void write(JsonGenerator out, Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        out.writeStartObject();
        map.forEach((name, inner) -> {
          out.writeName((String) name);
          write(out, inner);
        });
        out.writeEndObject();
      }
      case List<?> list -> {
        out.writeStartArray();
        list.forEach(inner -> write(out, inner));
        out.writeEndArray();
      }
      case String text -> out.writeString(whole(text));
      case Integer number -> out.writeNumber(number);
      case Long number -> out.writeNumber(number);
      case Double number -> out.writeNumber(number);
      case Boolean bool -> out.writeBoolean(bool);
      default ->
          throw new IllegalArgumentException(
              "event value: %s (expected: text, number, boolean, list)"
                  .formatted(value.getClass()));
    }
  }

  /// A text without half characters, which no UTF-8 can hold.
  private static String whole(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return text.codePoints()
            .map(c -> c >= 0xd800 && c <= 0xdfff ? 0xfffd : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return text;
  }
}

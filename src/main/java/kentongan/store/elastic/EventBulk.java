package kentongan.store.elastic;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kentongan.event.Event;
import kentongan.event.EventTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/// Events as lines of a `_bulk` request.
final class EventBulk {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final JsonFactory TOKENS = new JsonFactory();

  private EventBulk() {}

  /// One event on its way to an index.
  ///
  /// @param line what is to be done and the document, with their line feeds
  record Item(Event event, LocalDate day, byte[] line) {}

  /// With all its leaves as fields.
  static Item whole(Event event, String prefix) {
    var fields = new LinkedHashMap<String, Object>();
    return item(event, prefix, read(event, fields), fields);
  }

  /// With nothing of the agent's but the source: for a document that the index refuses.
  static Item bare(Event event, String prefix) {
    return item(event, prefix, read(event, new LinkedHashMap<>()), new LinkedHashMap<>());
  }

  private static Item item(
      Event event, String prefix, @Nullable String claimed, Map<String, Object> fields) {
    var time = EventTime.of(claimed, event.acceptedAt());
    var day = LocalDate.ofInstant(time, ZoneOffset.UTC);
    fields.put(Fields.TIME, time.toEpochMilli());
    fields.put(Fields.ID, event.id().toString());
    fields.put(Fields.OFFICE, event.office().code());
    fields.put(Fields.INGESTED, event.acceptedAt().toEpochMilli());
    fields.put(Fields.RAW, new String(event.json(), StandardCharsets.UTF_8));
    var act = Map.of("index", Map.of("_index", prefix + day, "_id", event.id().toString()));
    var line = new ByteArrayOutputStream(event.json().length * 2 + 200);
    line.writeBytes(JSON.writeValueAsBytes(act));
    line.write('\n');
    line.writeBytes(JSON.writeValueAsBytes(fields));
    line.write('\n');
    return new Item(event, day, line.toByteArray());
  }

  /// Puts the leaves into `fields`.
  ///
  /// @return the text of `@timestamp`
  private static @Nullable String read(Event event, Map<String, Object> fields) {
    String claimed = null;
    try (var parser = TOKENS.createParser(ObjectReadContext.empty(), event.json())) {
      parser.nextToken();
      var path = new ArrayList<String>();
      var at = "";
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        switch (token) {
          case PROPERTY_NAME -> {
            var name = parser.currentName();
            at = path.isEmpty() ? name : path.getLast() + "." + name;
          }
          case START_OBJECT -> path.add(at);
          case END_OBJECT -> {
            if (path.isEmpty()) {
              return claimed;
            }
            at = path.removeLast();
          }
          case VALUE_STRING -> {
            if (at.equals(Fields.TIME)) {
              claimed = parser.getString();
            }
            text(fields, at, parser.getString());
          }
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(fields, at, parser);
          case VALUE_TRUE -> text(fields, at, "true");
          case VALUE_FALSE -> text(fields, at, "false");
          default -> {
            // Arrays: each of their values is one of the field's. Null is no value.
          }
        }
      }
    } catch (JacksonException broken) {
      // Looked at by the intake; what was read so far is found, and the source is whole.
      return claimed;
    }
    return claimed;
  }

  private static void text(Map<String, Object> fields, String path, String value) {
    if (Fields.OURS.contains(path) || path.indexOf('#') >= 0 || value.isEmpty()) {
      return;
    }
    var sound = sound(value);
    if (Fields.TEXTS.contains(path)) {
      add(fields, path, sound);
    } else if (sound.length() <= Fields.MAX_KEYWORD) {
      add(fields, path, sound.toLowerCase(Locale.ROOT));
      if (path.endsWith(".ip")) {
        add(fields, path + "#ip", sound);
      }
    }
  }

  private static void number(Map<String, Object> fields, String path, JsonParser parser) {
    var value = parser.getDoubleValue();
    if (!Fields.OURS.contains(path) && path.indexOf('#') < 0 && Double.isFinite(value)) {
      add(fields, path + "#n", value);
    }
  }

  @SuppressWarnings("unchecked") // lists are put here only
  private static void add(Map<String, Object> fields, String name, Object value) {
    var known = fields.get(name);
    switch (known) {
      case null -> fields.put(name, value);
      case List<?> list -> ((List<Object>) list).add(value);
      default -> fields.put(name, new ArrayList<>(List.of(known, value)));
    }
  }

  /// Half a character cannot be written as UTF-8.
  private static String sound(String value) {
    for (var i = 0; i < value.length(); i++) {
      if (Character.isSurrogate(value.charAt(i))) {
        return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
    }
    return value;
  }

  /// Reads what came back of an event.
  static Event event(String id, String office, long acceptedMillis, String raw) {
    return new Event(
        kentongan.event.EventId.parse(id),
        new kentongan.office.OfficeId(office),
        Instant.ofEpochMilli(acceptedMillis),
        raw.getBytes(StandardCharsets.UTF_8));
  }
}

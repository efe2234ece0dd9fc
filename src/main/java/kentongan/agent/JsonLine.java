package kentongan.agent;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// A line that is one JSON object. Its fields go below `json`, so that no application can pass its
/// own words off as ours; the time, the level and the message are taken from their usual names.
final class JsonLine {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MOST_FIELDS = 200;
  private static final int MOST_DEPTH = 6;
  private static final int MOST_TEXT = 8_192;
  private static final int MOST_NAME = 128;
  private static final List<String> TIMES =
      List.of("@timestamp", "timestamp", "time", "ts", "datetime", "date");
  private static final List<String> LEVELS =
      List.of("level", "log.level", "severity", "level_name");

  private int fields;

  private JsonLine() {}

  /// Reads a line; empty when it is no JSON object.
  static Optional<Doc> read(String line, ZoneId zone, Instant now) {
    if (!line.startsWith("{")) {
      return Optional.empty();
    }
    try (var in = JSON.createParser(ObjectReadContext.empty(), line)) {
      in.nextToken();
      var root = new JsonLine().object(in, 1);
      if (in.nextToken() != null) {
        return Optional.empty();
      }
      var doc = new Doc("json.log", time(root, zone).orElse(now), now);
      first(root, LEVELS).ifPresent(l -> doc.put("log.level", l.toLowerCase(Locale.ROOT)));
      doc.put("json", root);
      return Optional.of(doc);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private Map<String, Object> object(JsonParser in, int depth) {
    var map = new LinkedHashMap<String, Object>();
    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = in.currentName();
      in.nextToken();
      var value = value(in, depth);
      if (value != null && name.length() <= MOST_NAME && fields++ < MOST_FIELDS) {
        map.put(name, value);
      }
    }
    return map;
  }

  private @Nullable Object value(JsonParser in, int depth) {
    return switch (in.currentToken()) {
      case VALUE_STRING -> cut(in.getString());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(in.getString());
      case START_OBJECT -> depth < MOST_DEPTH ? object(in, depth + 1) : skipped(in);
      case START_ARRAY -> depth < MOST_DEPTH ? array(in, depth + 1) : skipped(in);
      default -> null;
    };
  }

  private List<Object> array(JsonParser in, int depth) {
    var list = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      var value = value(in, depth);
      if (value != null && fields++ < MOST_FIELDS) {
        list.add(value);
      }
    }
    return list;
  }

  private static @Nullable Object skipped(JsonParser in) {
    in.skipChildren();
    return null;
  }

  /// A number that fits; one that does not is kept as its digits.
  private static Object number(String digits) {
    try {
      return digits.length() > 18 || digits.chars().anyMatch(c -> ".eE".indexOf(c) >= 0)
          ? finite(digits)
          : (Object) Long.valueOf(digits);
    } catch (NumberFormatException _) {
      return cut(digits);
    }
  }

  private static Object finite(String digits) {
    var number = digits.length() > 32 ? Double.NaN : Double.parseDouble(digits);
    return Double.isFinite(number) ? (Object) number : cut(digits);
  }

  private static String cut(String text) {
    return text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) : text;
  }

  private static Optional<String> first(Map<String, Object> root, List<String> names) {
    return names.stream()
        .map(root::get)
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .findFirst();
  }

  private static Optional<Instant> time(Map<String, Object> root, ZoneId zone) {
    for (var name : TIMES) {
      var value = root.get(name);
      var at =
          switch (value) {
            case String text -> time(text, zone);
            case Long number -> epoch(number.doubleValue());
            case Double number -> epoch(number);
            case null, default -> Optional.<Instant>empty();
          };
      if (at.isPresent()) {
        return at;
      }
    }
    return Optional.empty();
  }

  /// Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size.
  private static Optional<Instant> epoch(double number) {
    var seconds = number;
    while (seconds > 1e11) {
      seconds /= 1000;
    }
    return seconds > 0
        ? Optional.of(Instant.ofEpochMilli(Math.round(seconds * 1000)))
        : Optional.empty();
  }

  private static Optional<Instant> time(String text, ZoneId zone) {
    var iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
    try {
      return Optional.of(OffsetDateTime.parse(iso).toInstant());
    } catch (DateTimeException _) {
      try {
        return Optional.of(LocalDateTime.parse(iso).atZone(zone).toInstant());
      } catch (DateTimeException _) {
        return Optional.empty();
      }
    }
  }
}

package kentongan.agent;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// An entry of the journal as `journalctl -o json` writes it.
///
/// @param cursor its place
/// @param at microseconds since 1970
record JournalLine(String cursor, long at, Map<String, String> fields) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MOST_TEXT = 16_384;

  /// What a text is cut to when its event would not fit on the wire.
  private static final int SURE_TEXT = 4_096;

  private static final int MOST_JSON = 64_000;

  /// Reads an entry; empty when it is none.
  static Optional<JournalLine> read(byte[] line) {
    var fields = new HashMap<String, String>();
    try (var in = JSON.createParser(ObjectReadContext.empty(), line)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (in.nextToken() == JsonToken.PROPERTY_NAME && fields.size() < 200) {
        var name = in.currentName();
        in.nextToken();
        var text = text(in);
        if (text != null) {
          fields.put(name, text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) : text);
        }
      }
      var cursor = fields.get("__CURSOR");
      return cursor == null || cursor.length() > 1024
          ? Optional.empty()
          : Optional.of(
              new JournalLine(
                  cursor,
                  Long.parseLong(fields.getOrDefault("__REALTIME_TIMESTAMP", "0")),
                  fields));
    } catch (JacksonException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// The entry as an event.
  Waiting event(Instant now) {
    var event = event(now, MOST_TEXT);
    return event.json().length <= MOST_JSON ? event : event(now, SURE_TEXT);
  }

  private Waiting event(Instant now, int mostText) {
    var whole = fields.getOrDefault("MESSAGE", "");
    var message = whole.substring(0, Math.min(mostText, whole.length()));
    var name = fields.getOrDefault("SYSLOG_IDENTIFIER", fields.getOrDefault("_COMM", "?"));
    var happened = at == 0 ? now : Instant.ofEpochMilli(at / 1000);
    var doc = SyslogLine.said("system.syslog", name, message, happened, now);
    doc.put("message", message).put("log.file.path", "journal");
    put(doc, "host.hostname", "_HOSTNAME");
    put(doc, "kentongan.journal.unit", "_SYSTEMD_UNIT");
    AuthLine.number(fields.getOrDefault("_PID", "")).ifPresent(n -> doc.put("process.pid", n));
    AuthLine.number(fields.getOrDefault("PRIORITY", ""))
        .filter(n -> n <= 7)
        .ifPresent(
            n -> doc.put("log.level", SyslogLine.level(n)).put("log.syslog.severity.code", n));
    if (message.length() < whole.length() || message.length() == MOST_TEXT) {
      doc.put("kentongan.cut", true);
    }
    return new Waiting(EventClass.LOG, now, doc.json());
  }

  private void put(Doc doc, String path, String field) {
    var text = fields.get(field);
    if (text != null) {
      doc.put(path, text);
    }
  }

  /// A value: a text, bytes where it is no text, the last of several.
  private static @Nullable String text(JsonParser in) {
    return switch (in.currentToken()) {
      case VALUE_STRING -> in.getString();
      case START_ARRAY -> bytes(in);
      case START_OBJECT -> {
        in.skipChildren();
        yield null;
      }
      default -> null;
    };
  }

  private static String bytes(JsonParser in) {
    var bytes = new ByteArrayOutputStream();
    var last = "";
    for (var token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
      if (token == JsonToken.VALUE_NUMBER_INT) {
        bytes.write(in.getIntValue());
      } else if (token == JsonToken.VALUE_STRING) {
        last = in.getString();
      } else {
        in.skipChildren();
      }
    }
    return bytes.size() > 0 ? bytes.toString(StandardCharsets.UTF_8) : last;
  }
}

package kentongan.agent;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;

/// One line of a log file.
///
/// @param bytes without its end of line; the beginning only, when it was too long
/// @param offset where it begins in the file
/// @param length how long it really is
@SuppressWarnings("ArrayRecordComponent") // never compared
record LogLine(byte[] bytes, long offset, long length) {
  /// The intake takes lines of 64 KB, JSON and all.
  private static final int MOST_JSON = 64_000;

  /// Beyond this a line is kept as it is, without fields of its own.
  private static final int MOST_PARSED = 16_384;

  /// The same for an entry of several lines.
  private static final int MOST_JOINED = 57_344;

  /// The line as an event, by its file's kind, cut when it would not fit on the wire.
  Waiting event(AgentConfig.Log log, ZoneId zone, Instant now) {
    return event(log, Optional.empty(), zone, now);
  }

  /// @param host the machine that the file lies on, for lines that do not name theirs
  Waiting event(AgentConfig.Log log, Optional<String> host, ZoneId zone, Instant now) {
    return reading(log, host, zone, now).event();
  }

  /// An event, and whether its line's parser did not understand it.
  record Reading(Waiting event, boolean isUnparsed) {}

  Reading reading(AgentConfig.Log log, Optional<String> host, ZoneId zone, Instant now) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    var most = log.reading().joining().equals(Joining.EACH) ? MOST_PARSED : MOST_JOINED;
    var fields =
        bytes.length > most ? Optional.<byte[]>empty() : fields(text, log, host, zone, now);
    var json = fields.orElseGet(() -> plain(text, log, host, now).json());
    for (var keep = Math.min(bytes.length, MOST_JSON);
        json.length > MOST_JSON;
        keep = keep * 3 / 4) {
      var start = new String(Arrays.copyOf(bytes, keep * 3 / 4), StandardCharsets.UTF_8);
      json = cut(plain(start, log, host, now)).json();
    }
    var isUnparsed = fields.isEmpty() && log.kind() != AgentConfig.Log.Kind.PLAIN;
    return new Reading(new Waiting(EventClass.LOG, now, json), isUnparsed);
  }

  private Optional<byte[]> fields(
      String text, AgentConfig.Log log, Optional<String> host, ZoneId zone, Instant now) {
    try {
      return parsed(text, log, host, zone, now)
          .map(doc -> whereabouts(doc, text, log))
          .map(doc -> (length > bytes.length ? cut(doc) : doc).json());
    } catch (RuntimeException _) {
      // A line that a parser stumbles over must not hold up those behind it.
      return Optional.empty();
    }
  }

  private static Optional<Doc> parsed(
      String text, AgentConfig.Log log, Optional<String> host, ZoneId zone, Instant now) {
    return switch (log.kind()) {
      case SSHD -> AuthLine.read(text, zone, now);
      case SYSLOG -> SyslogLine.read("system.syslog", text, zone, now);
      case NGINX -> AccessLine.read("nginx.access", text, now).map(doc -> at(host, doc));
      case APACHE -> AccessLine.read("apache.access", text, now).map(doc -> at(host, doc));
      case NGINX_ERROR -> WebErrorLine.nginx(text, zone, now).map(doc -> at(host, doc));
      case APACHE_ERROR -> WebErrorLine.apache(text, zone, now).map(doc -> at(host, doc));
      case PHP -> AppLine.php(text, zone, now).map(doc -> at(host, doc));
      case APP -> AppLine.application(text, zone, now).map(doc -> at(host, doc));
      case JSON -> JsonLine.read(text, zone, now).map(doc -> at(host, doc));
      case PLAIN -> Optional.empty();
    };
  }

  private static Doc at(Optional<String> host, Doc doc) {
    return doc.put("host.hostname", host);
  }

  private Doc plain(String text, AgentConfig.Log log, Optional<String> host, Instant now) {
    var doc = whereabouts(at(host, new Doc("log", now, now)), text, log);
    if (log.kind() != AgentConfig.Log.Kind.PLAIN) {
      doc.put("kentongan.unparsed", true);
    }
    return length > bytes.length ? cut(doc) : doc;
  }

  private Doc cut(Doc doc) {
    return doc.put("kentongan.cut", true).put("kentongan.original_bytes", length);
  }

  private Doc whereabouts(Doc doc, String text, AgentConfig.Log log) {
    doc.put("message", text);
    doc.put("log.file.path", log.path().toString()).put("log.offset", offset);
    return doc.put("kentongan.asset", log.asset());
  }
}

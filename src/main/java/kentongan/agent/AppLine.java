package kentongan.agent;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What PHP and the applications written in it say: PHP's own error log and WordPress's
/// `debug.log`, PHP-FPM's log, Laravel's and CodeIgniter's. An entry may have many lines; its first
/// one has the time.
final class AppLine {
  private static final DateTimeFormatter PHP =
      DateTimeFormatter.ofPattern("dd-MMM-uuuu HH:mm:ss[.SSSSSS]", Locale.ENGLISH);
  private static final DateTimeFormatter DASHED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ENGLISH);

  /// CodeIgniter's levels, in both its generations.
  private static final Set<String> LEVELS =
      Set.of(
          "EMERGENCY", "ALERT", "CRITICAL", "ERROR", "WARNING", "NOTICE", "INFO", "DEBUG", "ALL");

  private AppLine() {}

  /// `[21-Nov-2026 02:14:07 Asia/Jakarta] PHP Fatal error: …`, or FPM's `[…] WARNING: [pool www]
  /// …`.
  static Optional<Doc> php(String line, ZoneId zone, Instant now) {
    var end = line.indexOf("] ");
    if (!line.startsWith("[") || end < 21) {
      return Optional.empty();
    }
    var place = line.indexOf(' ', 13);
    var isZoned = place > 0 && place < end;
    var at =
        time(
            line.substring(1, isZoned ? place : end),
            PHP,
            isZoned ? zone(line.substring(place + 1, end), zone) : zone);
    if (at.isEmpty()) {
      return Optional.empty();
    }
    var message = line.substring(end + 2);
    var doc = new Doc("php.error", at.get(), now);
    if (message.startsWith("PHP ")) {
      phpLevel(message, doc);
    } else {
      fpm(message, doc);
    }
    stack(message, doc);
    return Optional.of(doc);
  }

  private static void phpLevel(String message, Doc doc) {
    var colon = message.indexOf(": ");
    if (colon > 4 && colon < 40) {
      doc.put("log.level", message.substring(4, colon).toLowerCase(Locale.ROOT));
    }
    var first = firstLine(message);
    var in = first.lastIndexOf(" in ");
    if (in < 0) {
      return;
    }
    var where = first.substring(in + 4);
    var on = where.lastIndexOf(" on line ");
    var cut = on < 0 ? where.lastIndexOf(':') : on;
    if (cut > 0) {
      doc.put("log.origin.file.name", where.substring(0, cut));
      AuthLine.number(where.substring(on < 0 ? cut + 1 : cut + 9))
          .ifPresent(n -> doc.put("log.origin.file.line", n));
    }
  }

  private static void fpm(String message, Doc doc) {
    var colon = message.indexOf(": ");
    if (colon > 0 && LEVELS.contains(message.substring(0, colon))) {
      doc.put("event.dataset", "php_fpm.error");
      doc.put("log.level", message.substring(0, colon).toLowerCase(Locale.ROOT));
      var pool = message.indexOf("[pool ", colon);
      var close = pool < 0 ? -1 : message.indexOf(']', pool);
      if (close > 0) {
        doc.put("kentongan.php.pool", message.substring(pool + 6, close));
      }
    }
  }

  /// Laravel's `[2026-11-21 02:14:07] production.ERROR: …`, CodeIgniter's `ERROR - 2026-11-21
  /// 02:14:07 --> …`.
  static Optional<Doc> application(String line, ZoneId zone, Instant now) {
    return line.startsWith("[") ? laravel(line, zone, now) : codeIgniter(line, zone, now);
  }

  private static Optional<Doc> laravel(String line, ZoneId zone, Instant now) {
    var end = line.indexOf("] ");
    var colon = end < 0 ? -1 : line.indexOf(": ", end);
    var dot = end < 0 ? -1 : line.indexOf('.', end);
    if (colon < 0 || dot < 0 || dot > colon || colon > end + 80) {
      return Optional.empty();
    }
    var text = line.substring(1, end);
    var at = time(text, DASHED, zone).or(() -> offset(text));
    return at.map(then -> {
      var doc = new Doc("app.log", then, now).put("service.type", "laravel");
      doc.put("log.logger", line.substring(end + 2, dot));
      doc.put("log.level", line.substring(dot + 1, colon).toLowerCase(Locale.ROOT));
      stack(line, doc);
      return doc;
    });
  }

  private static Optional<Doc> codeIgniter(String line, ZoneId zone, Instant now) {
    var dash = line.indexOf(" - ");
    var arrow = dash < 0 ? -1 : line.indexOf(" --> ", dash);
    if (arrow < 0 || dash > 10 || arrow > 40 || !LEVELS.contains(line.substring(0, dash))) {
      return Optional.empty();
    }
    return time(line.substring(dash + 3, arrow), DASHED, zone)
        .map(at -> {
          var doc = new Doc("app.log", at, now).put("service.type", "codeigniter");
          doc.put("log.level", line.substring(0, dash).toLowerCase(Locale.ROOT));
          stack(line, doc);
          return doc;
        });
  }

  /// Whether a line begins an entry; the others continue one.
  static boolean isStart(byte[] line) {
    if (line.length < 12) {
      return false;
    }
    var first = (char) (line[0] & 0xff);
    return first == '['
        ? Character.isDigit(line[1]) && (line[3] == '-' || line[5] == '-')
        : first >= 'A' && first <= 'Z' && indexOf(line, " - 20", 16) > 0;
  }

  private static int indexOf(byte[] line, String text, int within) {
    var last = Math.min(line.length - text.length(), within);
    for (var i = 0; i <= last; i++) {
      var j = 0;
      while (j < text.length() && line[i + j] == text.charAt(j)) {
        j++;
      }
      if (j == text.length()) {
        return i;
      }
    }
    return -1;
  }

  private static void stack(String message, Doc doc) {
    var end = message.indexOf('\n');
    if (end > 0) {
      doc.put(
          "error.stack_trace", message.substring(end + 1, Math.min(message.length(), end + 8192)));
    }
  }

  private static String firstLine(String text) {
    var end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  private static ZoneId zone(String name, ZoneId usual) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException _) {
      return usual;
    }
  }

  private static Optional<Instant> offset(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> time(String text, DateTimeFormatter form, ZoneId zone) {
    try {
      return Optional.of(LocalDateTime.parse(text, form).atZone(zone).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}

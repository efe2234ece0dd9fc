package kentongan.agent;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// A line of a web server's error log, nginx's or Apache's. Both times name no zone.
final class WebErrorLine {
  private static final DateTimeFormatter NGINX =
      DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter APACHE =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss[.SSSSSS] uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter APACHE_ZERO =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss[.SSSSSS] uuuu", Locale.ENGLISH);

  private WebErrorLine() {}

  /// `TIME [LEVEL] PID#TID: *CONNECTION MESSAGE, client: …, server: …, request: "…", host: "…"`.
  static Optional<Doc> nginx(String line, ZoneId zone, Instant now) {
    if (line.length() < 24 || line.charAt(19) != ' ' || line.charAt(20) != '[') {
      return Optional.empty();
    }
    var at = time(line.substring(0, 19), NGINX, zone);
    var level = line.indexOf("] ", 20);
    var hash = line.indexOf('#', level);
    var colon = line.indexOf(": ", Math.max(level, hash));
    if (at.isEmpty() || level < 0 || hash < 0 || colon < 0) {
      return Optional.empty();
    }
    var doc = new Doc("nginx.error", at.get(), now).put("log.level", line.substring(21, level));
    AuthLine.number(line.substring(level + 2, hash)).ifPresent(n -> doc.put("process.pid", n));
    request(line.substring(colon + 2), doc);
    return Optional.of(doc);
  }

  /// Who asked for what. The text in front and the request are both the visitor's own words: what
  /// could be read in two ways is not read.
  private static void request(String message, Doc doc) {
    var client = message.indexOf(", client: ");
    if (client < 0 || client != message.lastIndexOf(", client: ")) {
      return;
    }
    var end = message.indexOf(',', client + 10);
    var address = message.substring(client + 10, end < 0 ? message.length() : end).strip();
    if (SshdMessage.isAddress(address)) {
      doc.put("source.ip", address);
    }
    between(message, client, ", request: \"", "\"").ifPresent(text -> asked(text, doc));
    between(message, client, ", host: \"", "\"")
        .ifPresent(text -> doc.put("url.domain", port(text)));
    between(message, client, ", referrer: \"", "\"")
        .ifPresent(text -> doc.put("http.request.referrer", text));
  }

  private static void asked(String request, Doc doc) {
    var first = request.indexOf(' ');
    var last = request.lastIndexOf(" HTTP/");
    if (first > 0 && last > first) {
      doc.put("http.request.method", request.substring(0, first));
      var target = request.substring(first + 1, last);
      doc.put("url.original", target);
      var question = target.indexOf('?');
      doc.put("url.path", question < 0 ? target : target.substring(0, question));
    }
  }

  private static Optional<String> between(String text, int from, String open, String close) {
    var at = text.indexOf(open, from);
    if (at < 0 || at != text.lastIndexOf(open)) {
      return Optional.empty();
    }
    var end = text.indexOf(close, at + open.length());
    return end < 0 ? Optional.empty() : Optional.of(text.substring(at + open.length(), end));
  }

  private static String port(String host) {
    var colon = host.lastIndexOf(':');
    return colon > 0 && !host.endsWith("]") ? host.substring(0, colon) : host;
  }

  /// `[TIME] [MODULE:LEVEL] [pid N:tid N] [client ADDRESS:PORT] MESSAGE, referer: …`; the older
  /// form has `[LEVEL]` and no process.
  static Optional<Doc> apache(String line, ZoneId zone, Instant now) {
    var end = line.startsWith("[") ? line.indexOf("] [") : -1;
    var level = end < 0 ? -1 : line.indexOf(']', end + 3);
    if (level < 0) {
      return Optional.empty();
    }
    var text = line.substring(1, end);
    var at = time(text, APACHE_ZERO, zone).or(() -> time(text, APACHE, zone));
    if (at.isEmpty()) {
      return Optional.empty();
    }
    var doc = new Doc("apache.error", at.get(), now);
    var word = line.substring(end + 3, level);
    var colon = word.indexOf(':');
    doc.put("log.level", word.substring(colon + 1));
    if (colon > 0) {
      doc.put("apache.error.module", word.substring(0, colon));
    }
    var next = level + 1;
    while (line.startsWith(" [", next)) {
      var close = line.indexOf(']', next);
      // An IPv6 client has brackets of its own: `[client [2001:db8::1]:80]`.
      if (line.startsWith(" [client [", next)) {
        close = line.indexOf(']', close + 1);
      }
      if (close < 0) {
        break;
      }
      bracket(line.substring(next + 2, close), colon > 0, doc);
      next = close + 1;
    }
    var referrer = line.lastIndexOf(", referer: ");
    if (referrer > next) {
      doc.put("http.request.referrer", line.substring(referrer + 11));
    }
    return Optional.of(doc);
  }

  /// @param hasPort whether the form is the one in which a port follows the client's address
  private static void bracket(String text, boolean hasPort, Doc doc) {
    if (text.startsWith("pid ")) {
      var colon = text.indexOf(':');
      AuthLine.number(text.substring(4, colon < 0 ? text.length() : colon))
          .ifPresent(n -> doc.put("process.pid", n));
    } else if (text.startsWith("client ")) {
      var peer = text.substring(7);
      var colon = peer.lastIndexOf(':');
      var address = hasPort && colon > 0 ? peer.substring(0, colon) : peer;
      address = address.replace("[", "").replace("]", "");
      if (SshdMessage.isAddress(address)) {
        doc.put("source.ip", address);
      }
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

package kentongan.agent;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A syslog line as it stands in a file, with or without its number in front: the traditional form,
/// the same with an ISO time, or the newer form with structured data. What well-known programs say
/// is read further: sshd, sudo, su and cron.
///
/// @spec https://www.rfc-editor.org/info/rfc3164 RFC 3164, section 4
/// @spec https://www.rfc-editor.org/info/rfc5424 RFC 5424, section 6
final class SyslogLine {
  private static final List<String> LEVELS =
      List.of(
          "emergency", "alert", "critical", "error", "warning", "notice", "informational", "debug");

  /// Programs whose lines are about people getting in, wherever they stand.
  private static final Set<String> AUTH = Set.of("sshd", "sudo", "su", "login", "passwd");

  private SyslogLine() {}

  /// Reads a line; empty when it has no syslog header.
  ///
  /// @param dataset what it is when its program does not say otherwise
  static Optional<Doc> read(String dataset, String line, ZoneId zone, Instant now) {
    var priority = priority(line);
    var rest = priority < 0 ? line : line.substring(line.indexOf('>') + 1);
    var doc =
        priority >= 0 && rest.startsWith("1 ")
            ? structured(dataset, rest.substring(2), now)
            : AuthLine.head(rest, zone, now).flatMap(head -> plain(dataset, rest, head, now));
    if (priority >= 0) {
      doc.ifPresent(d ->
          d.put("log.syslog.priority", priority)
              .put("log.syslog.facility.code", priority >> 3)
              .put("log.syslog.severity.code", priority & 7)
              .put("log.level", LEVELS.get(priority & 7)));
    }
    return doc;
  }

  /// The name of a syslog severity, 0 to 7.
  static String level(int severity) {
    return LEVELS.get(Math.clamp(severity, 0, 7));
  }

  /// An event for what a program said.
  ///
  /// @param name of the program, as it calls itself
  static Doc said(String dataset, String name, String message, Instant at, Instant now) {
    // Newer OpenSSH splits its work: sshd-session, sshd-auth. To a rule it is one program.
    var program = name.startsWith("sshd") ? "sshd" : name;
    var lower = program.toLowerCase(Locale.ROOT);
    var doc = new Doc(AUTH.contains(lower) ? "system.auth" : dataset, at, now);
    doc.put("process.name", program);
    switch (lower) {
      case "sshd" -> SshdMessage.read(message, doc);
      case "sudo" -> PrivilegeMessage.sudo(message, doc);
      case "su" -> PrivilegeMessage.su(message, doc);
      case "cron", "crond", "/usr/sbin/cron" -> PrivilegeMessage.cron(message, doc);
      default -> {
        // any other program's words are read by rules, not by us
      }
    }
    return doc;
  }

  /// `HOST TAG[PID]: MESSAGE` after the time.
  private static Optional<Doc> plain(String dataset, String line, AuthLine.Head head, Instant now) {
    var host = line.indexOf(' ', head.end());
    var colon = host < 0 ? -1 : line.indexOf(": ", host);
    var last = line.length() - 1;
    if (colon < 0 && host > 0 && line.endsWith(":")) {
      colon = last;
    }
    if (colon < 0) {
      return Optional.empty();
    }
    var tag = line.substring(host + 1, colon);
    var bracket = tag.indexOf('[');
    var name = bracket < 0 ? tag : tag.substring(0, bracket);
    if (name.isEmpty() || name.length() > 64 || name.indexOf(' ') >= 0) {
      return Optional.empty();
    }
    var message = line.substring(Math.min(line.length(), colon + 2));
    var doc = said(dataset, name, message, head.at(), now);
    doc.put("host.hostname", line.substring(head.end(), host));
    if (bracket >= 0 && tag.endsWith("]")) {
      AuthLine.number(tag.substring(bracket + 1, tag.length() - 1))
          .ifPresent(n -> doc.put("process.pid", n));
    }
    return Optional.of(doc);
  }

  /// `TIME HOST APP PROCID MSGID SD MESSAGE`; `-` stands for nothing.
  private static Optional<Doc> structured(String dataset, String line, Instant now) {
    var words = line.split(" ", 6);
    if (words.length < 6) {
      return Optional.empty();
    }
    var at = time(words[0], now);
    if (at.isEmpty()) {
      return Optional.empty();
    }
    var data = dataEnd(words[5]);
    var message = words[5].substring(Math.min(words[5].length(), data + 1)).strip();
    var doc =
        said(
            dataset,
            words[2],
            message.startsWith("\ufeff") ? message.substring(1) : message,
            at.get(),
            now);
    if (!words[1].equals("-")) {
      doc.put("host.hostname", words[1]);
    }
    AuthLine.number(words[3]).ifPresent(n -> doc.put("process.pid", n));
    if (!words[4].equals("-")) {
      doc.put("log.syslog.msgid", words[4]);
    }
    if (data > 1) {
      doc.put("kentongan.syslog.data", words[5].substring(0, data));
    }
    return Optional.of(doc);
  }

  /// Where the structured data ends: after `-`, or after the last `]` of a row of elements.
  private static int dataEnd(String text) {
    var at = 0;
    while (at < text.length() && text.charAt(at) == '[') {
      var isQuoted = false;
      at++;
      while (at < text.length() && (isQuoted || text.charAt(at) != ']')) {
        var c = text.charAt(at);
        if (c == '\\' && isQuoted) {
          at++;
        } else if (c == '"') {
          isQuoted = !isQuoted;
        }
        at++;
      }
      at = Math.min(text.length(), at + 1);
    }
    return at == 0 ? Math.min(1, text.length()) : at;
  }

  private static Optional<Instant> time(String text, Instant now) {
    if (text.equals("-")) {
      return Optional.of(now);
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// The number in `<N>`, 0 to 191; -1 when there is none.
  private static int priority(String line) {
    var end = line.startsWith("<") ? line.indexOf('>') : -1;
    if (end < 2 || end > 4) {
      return -1;
    }
    return AuthLine.number(line.substring(1, end)).filter(n -> n <= 191).orElse(-1);
  }
}

package kentongan.agent;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// A line of a web server's access log in the combined or the common form: `ADDRESS - USER [TIME]
/// "METHOD TARGET HTTP/V" STATUS BYTES "REFERRER" "AGENT"`.
final class AccessLine {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

  private final String line;
  private int at;

  private AccessLine(String line) {
    this.line = line;
  }

  /// Reads a line; empty when it has another form.
  static Optional<Doc> read(String dataset, String line, Instant now) {
    return new AccessLine(line).read(dataset, now);
  }

  private Optional<Doc> read(String dataset, Instant now) {
    var address = word();
    word();
    var userFrom = at;
    // A user name may hold blanks; the bracket ends it.
    var bracket = line.indexOf(" [", Math.max(0, userFrom - 1));
    var end = line.indexOf("] \"", userFrom);
    if (bracket < 0 || end < 0 || !SshdMessage.isAddress(address)) {
      return Optional.empty();
    }
    var time = time(line.substring(bracket + 2, end));
    if (time.isEmpty()) {
      return Optional.empty();
    }
    var user = bracket > userFrom ? line.substring(userFrom, bracket) : "-";
    at = end + 2;
    var request = quoted();
    var status = AuthLine.number(word());
    var bytes = word();
    if (request.isEmpty() || status.isEmpty()) {
      return Optional.empty();
    }
    var doc = new Doc(dataset, time.get(), now).put("source.ip", address);
    put(doc, "user.name", user);
    request(request.get(), doc);
    doc.put("http.response.status_code", status.get());
    doc.put("event.outcome", status.get() < 400 ? "success" : "failure");
    size(bytes).ifPresent(n -> doc.put("http.response.body.bytes", n));
    quoted().ifPresent(text -> put(doc, "http.request.referrer", text));
    quoted().ifPresent(text -> put(doc, "user_agent.original", text));
    return Optional.of(doc);
  }

  private static void request(String request, Doc doc) {
    var first = request.indexOf(' ');
    var last = request.lastIndexOf(" HTTP/");
    var isWhole = first > 0 && last > first;
    // Garbage instead of a request is kept as the address that was asked for.
    var target = isWhole ? request.substring(first + 1, last) : request;
    if (isWhole) {
      doc.put("http.request.method", request.substring(0, first));
      doc.put("http.version", request.substring(last + 6));
    }
    doc.put("url.original", target);
    var question = target.indexOf('?');
    doc.put("url.path", question < 0 ? target : target.substring(0, question));
    if (question >= 0) {
      doc.put("url.query", target.substring(question + 1));
    }
  }

  private static void put(Doc doc, String path, String text) {
    if (!text.equals("-") && !text.isEmpty()) {
      doc.put(path, text);
    }
  }

  private String word() {
    var space = line.indexOf(' ', at);
    var end = space < 0 ? line.length() : space;
    var word = line.substring(Math.min(at, end), end);
    at = Math.min(line.length(), end + 1);
    return word;
  }

  /// The next text in quotes; `\"` stands for a quote within.
  private Optional<String> quoted() {
    if (at >= line.length() || line.charAt(at) != '"') {
      return Optional.empty();
    }
    var text = new StringBuilder();
    for (var i = at + 1; i < line.length(); i++) {
      var c = line.charAt(i);
      if (c == '"') {
        at = Math.min(line.length(), i + 2);
        return Optional.of(text.toString());
      }
      if (c == '\\' && i + 1 < line.length() && "\"\\".indexOf(line.charAt(i + 1)) >= 0) {
        i++;
        text.append(line.charAt(i));
      } else {
        text.append(c);
      }
    }
    return Optional.empty();
  }

  private static Optional<Long> size(String digits) {
    return digits.length() <= 18
            && !digits.isEmpty()
            && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Optional.of(Long.valueOf(digits))
        : Optional.empty();
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text, TIME).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}

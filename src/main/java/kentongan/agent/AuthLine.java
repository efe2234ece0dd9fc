package kentongan.agent;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/// A line of `auth.log` or `secure`, and the time that a syslog line begins with: traditional
/// (without a year) or ISO. Read by position, so an odd line costs no more than its length.
final class AuthLine {
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private AuthLine() {}

  /// Reads a line; empty when it has no syslog header.
  static Optional<Doc> read(String line, ZoneId zone, Instant now) {
    return SyslogLine.read("system.auth", line, zone, now);
  }

  /// Where the header's time ends, and the time.
  record Head(Instant at, int end) {}

  /// The time that a line begins with, in either form.
  static Optional<Head> head(String line, ZoneId zone, Instant now) {
    return iso(line).or(() -> traditional(line, zone, now));
  }

  private static Optional<Head> iso(String line) {
    var space = line.indexOf(' ');
    if (space < 20 || space > 40 || line.charAt(10) != 'T') {
      return Optional.empty();
    }
    try {
      var at = OffsetDateTime.parse(line.substring(0, space)).toInstant();
      return Optional.of(new Head(at, space + 1));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static Optional<Head> traditional(String line, ZoneId zone, Instant now) {
    if (line.length() < 18
        || line.charAt(3) != ' '
        || line.charAt(6) != ' '
        || line.charAt(9) != ':'
        || line.charAt(12) != ':'
        || line.charAt(15) != ' ') {
      return Optional.empty();
    }
    var month = MONTHS.indexOf(line.substring(0, 3)) + 1;
    var day = number(line.substring(4, 6).strip());
    var hour = number(line.substring(7, 9));
    var minute = number(line.substring(10, 12));
    var second = number(line.substring(13, 15));
    if (month == 0 || day.isEmpty() || hour.isEmpty() || minute.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    return year(now, zone, month, day.get(), hour.get(), minute.get(), second.get())
        .map(at -> new Head(at, 16));
  }

  /// The year that the traditional time leaves out: the latest that does not lie more than a day
  /// ahead of now.
  private static Optional<Instant> year(
      Instant now, ZoneId zone, int month, int day, int hour, int minute, int second) {
    var latest = now.plusSeconds(86_400);
    var thisYear = latest.atZone(zone).getYear();
    // Four years back at most, for the 29th of February.
    for (var year = thisYear; year >= thisYear - 4; year--) {
      try {
        var at = LocalDateTime.of(year, month, day, hour, minute, second).atZone(zone).toInstant();
        if (!at.isAfter(latest)) {
          return Optional.of(at);
        }
      } catch (DateTimeException _) {
        // no such day in that year
      }
    }
    return Optional.empty();
  }

  static Optional<Integer> number(String digits) {
    if (digits.isEmpty() || digits.length() > 9) {
      return Optional.empty();
    }
    for (var i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return Optional.empty();
      }
    }
    return Optional.of(Integer.valueOf(digits));
  }
}

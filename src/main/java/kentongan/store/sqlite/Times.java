package kentongan.store.sqlite;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Instants as the desk keeps them: text with exactly milliseconds, so that the order of the text
/// is the order of time, in SQLite and in PostgreSQL alike.
public final class Times {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  /// As in `2026-11-21T02:14:07.120Z`; what is finer than a millisecond is cut.
  public static String text(Instant instant) {
    return MILLIS.format(instant);
  }

  /// Reads what [#text] wrote.
  public static Instant instant(String text) {
    return Instant.parse(text);
  }
}

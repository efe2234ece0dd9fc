package kentongan.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import kentongan.office.Office;

/// A moment as people of one office read it, with the zone's name; Jakarta's time beside it when
/// that is another.
///
/// @param iso UTC, for machines
/// @param day as in `21 Nov 2026`
/// @param time as in `09:14`
/// @param zone WIB, WITA or WIT
/// @param jakarta as in `08:14 WIB`; empty where the office keeps Jakarta's time
/// @param isToday whether the day goes without saying
public record When(
    String iso, String day, String time, String zone, Optional<String> jakarta, boolean isToday) {
  private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("HH:mm:ss");

  /// To the minute.
  public static When of(Instant at, Office office, Instant now, Locale locale) {
    return of(at, office.zone(), office.zoneName(), now, locale, TIME);
  }

  /// To the second.
  public static When exactly(Instant at, Office office, Instant now, Locale locale) {
    return of(at, office.zone(), office.zoneName(), now, locale, EXACT);
  }

  private static When of(
      Instant at,
      ZoneId zone,
      String zoneName,
      Instant now,
      Locale locale,
      DateTimeFormatter clock) {
    var there = at.atZone(zone);
    var jakarta =
        zoneName.equals("WIB")
            ? Optional.<String>empty()
            : Optional.of(TIME.format(at.atZone(JAKARTA)) + " WIB");
    return new When(
        at.toString(),
        DateTimeFormatter.ofPattern("d MMM uuuu", locale).format(there),
        clock.format(there),
        zoneName,
        jakarta,
        there.toLocalDate().equals(now.atZone(zone).toLocalDate()));
  }

  /// A length of time in its largest unit that is at least one.
  ///
  /// @param unit `seconds`, `minutes`, `hours` or `days`: the end of a message's key
  public record Span(String unit, long count) {
    /// The length of time between two moments, whichever is first.
    public static Span between(Instant one, Instant other) {
      return of(Duration.between(one, other).abs());
    }

    /// This length of time, rounded down.
    public static Span of(Duration length) {
      var seconds = length.abs().toSeconds();
      if (seconds < 60) {
        return new Span("seconds", seconds);
      }
      if (seconds < 3600) {
        return new Span("minutes", seconds / 60);
      }
      return seconds < 172_800
          ? new Span("hours", seconds / 3600)
          : new Span("days", seconds / 86_400);
    }
  }
}

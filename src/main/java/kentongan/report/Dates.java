package kentongan.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// Dates as Indonesian letters and tables write them. The month names stand here, not in the JDK's
/// locale data, so that a letter is the same on every machine.
final class Dates {
  private static final List<String> MONTHS =
      List.of(
          "Januari",
          "Februari",
          "Maret",
          "April",
          "Mei",
          "Juni",
          "Juli",
          "Agustus",
          "September",
          "Oktober",
          "November",
          "Desember");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH.mm");
  private static final DateTimeFormatter TABLE = DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm:ss");

  private Dates() {}

  /// As in "14 Februari 2024 pukul 09.10 WIB".
  static String letter(Instant at, ZoneId zone, String zoneName) {
    return "%s pukul %s %s".formatted(day(at, zone), CLOCK.format(at.atZone(zone)), zoneName);
  }

  /// As in "14 Februari 2024".
  static String day(Instant at, ZoneId zone) {
    var there = at.atZone(zone);
    return "%d %s %d"
        .formatted(there.getDayOfMonth(), MONTHS.get(there.getMonthValue() - 1), there.getYear());
  }

  /// As in "14/02/2024 09:10:05 WIB".
  static String table(Instant at, ZoneId zone, String zoneName) {
    return TABLE.format(at.atZone(zone)) + " " + zoneName;
  }
}

package kentongan.office;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// Dates as Indonesian letters and tables write them. The month names stand here, not in the JDK's
/// locale data, so that a letter is the same on every machine.
public final class Dates {
  private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
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
  public static String letter(Instant at, ZoneId zone, String zoneName) {
    return "%s pukul %s %s".formatted(day(at, zone), CLOCK.format(at.atZone(zone)), zoneName);
  }

  /// The same, with Jakarta's time behind it where the office has another: "14 Februari 2024 pukul
  /// 10.10 WITA (09.10 WIB)".
  public static String letterBoth(Instant at, ZoneId zone, String zoneName) {
    var here = letter(at, zone, zoneName);
    if (zone.getRules().getOffset(at).equals(JAKARTA.getRules().getOffset(at))) {
      return here;
    }
    var there = at.atZone(JAKARTA);
    var isOtherDay = !there.toLocalDate().equals(at.atZone(zone).toLocalDate());
    return isOtherDay
        ? "%s (%s)".formatted(here, letter(at, JAKARTA, "WIB"))
        : "%s (%s WIB)".formatted(here, CLOCK.format(there));
  }

  /// As in "14 Februari 2024".
  public static String day(Instant at, ZoneId zone) {
    var there = at.atZone(zone);
    return "%d %s %d"
        .formatted(there.getDayOfMonth(), MONTHS.get(there.getMonthValue() - 1), there.getYear());
  }

  /// As in "14/02/2024 09:10:05 WIB".
  public static String table(Instant at, ZoneId zone, String zoneName) {
    return TABLE.format(at.atZone(zone)) + " " + zoneName;
  }
}

package kentongan.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import kentongan.asset.AssetId;
import kentongan.office.OfficeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaintenanceTest {
  private static final LocalDate SATURDAY = LocalDate.parse("2026-11-21");

  private static Maintenance saturdays(String zone, String begins, Duration lasts) {
    return new Maintenance(
        "pembaruan",
        new Maintenance.About(new OfficeId("51.03"), Optional.empty()),
        Set.of(DayOfWeek.SATURDAY),
        LocalTime.parse(begins),
        lasts,
        ZoneId.of(zone),
        SATURDAY,
        SATURDAY.plusDays(30),
        "putu.wirawan",
        "Pembaruan server mingguan");
  }

  @ParameterizedTest
  @CsvSource({
    "Asia/Jakarta, 2026-11-21T15:00:00Z",
    "Asia/Makassar, 2026-11-21T14:00:00Z",
    "Asia/Jayapura, 2026-11-21T13:00:00Z"
  })
  void ten_in_the_evening_is_another_instant_in_each_zone(String zone, Instant begins) {
    var work = saturdays(zone, "22:00", Duration.ofHours(1));

    assertThat(work.isOn(begins.minusMillis(1))).isFalse();
    assertThat(work.isOn(begins)).isTrue();
    assertThat(work.isOn(begins.plusSeconds(3599))).isTrue();
    assertThat(work.isOn(begins.plusSeconds(3600))).isFalse();
    assertThat(work.endsAt(begins)).contains(begins.plusSeconds(3600));
  }

  @Test
  void it_comes_again_each_week_and_ends_by_itself() {
    var work = saturdays("Asia/Jakarta", "22:00", Duration.ofHours(1));
    var first = Instant.parse("2026-11-21T15:30:00Z");

    assertThat(work.isOn(first.plus(Duration.ofDays(1)))).isFalse();
    assertThat(work.isOn(first.plus(Duration.ofDays(7)))).isTrue();
    assertThat(work.isOn(first.plus(Duration.ofDays(28)))).isTrue();
    assertThat(work.isOn(first.plus(Duration.ofDays(35)))).isFalse();
    assertThat(work.isOver(first)).isFalse();
    assertThat(work.isOver(first.plus(Duration.ofDays(35)))).isTrue();
  }

  @Test
  void it_may_last_past_midnight() {
    var work = saturdays("Asia/Jayapura", "23:00", Duration.ofHours(3));

    assertThat(work.isOn(Instant.parse("2026-11-21T16:30:00Z"))).isTrue(); // Sunday 01:30 WIT
    assertThat(work.isOn(Instant.parse("2026-11-21T17:00:00Z"))).isFalse();
  }

  @Test
  void once_is_on_its_first_day_alone() {
    var work =
        new Maintenance(
            "sekali",
            new Maintenance.About(new OfficeId("51.03"), Optional.of(new AssetId("situs-51.03"))),
            Set.of(),
            LocalTime.parse("10:00"),
            Duration.ofMinutes(30),
            ZoneId.of("Asia/Makassar"),
            SATURDAY,
            SATURDAY,
            "putu.wirawan",
            "Ganti disk");

    assertThat(work.isOn(Instant.parse("2026-11-21T02:10:00Z"))).isTrue();
    assertThat(work.isOn(Instant.parse("2026-11-22T02:10:00Z"))).isFalse();
    assertThat(work.isOver(Instant.parse("2026-11-21T02:30:00Z"))).isTrue();
    assertThat(work.about().covers(new OfficeId("51.03"), Optional.empty())).isFalse();
    assertThat(work.about().covers(new OfficeId("51.03"), Optional.of(new AssetId("situs-51.03"))))
        .isTrue();
  }

  @Test
  void nothing_lasts_for_ever_or_without_a_reason() {
    assertThatThrownBy(() -> saturdays("Asia/Jakarta", "22:00", Duration.ofHours(25)))
        .hasMessageContaining("maintenance.lasts");
    assertThatThrownBy(() -> saturdays("Europe/Berlin", "22:00", Duration.ofHours(1)))
        .hasMessageContaining("WIB, WITA or WIT");
  }
}

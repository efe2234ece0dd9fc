package kentongan.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kentongan.asset.AssetId;
import kentongan.office.OfficeId;
import kentongan.watch.Maintenance;
import kentongan.watch.Maintenances;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Announced work, in the desk.
public final class SqliteMaintenances implements Maintenances {
  private final JdbcClient jdbc;

  public SqliteMaintenances(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Maintenance work, Instant now) {
    jdbc.sql(
            """
            INSERT INTO maintenance (id, office, asset, days, begins, lasts_ms, zone, from_day,
              until_day, owner, reason, added_at)
            VALUES (:id, :office, :asset, :days, :begins, :lasts, :zone, :from, :until, :owner,
              :reason, :now)
            """)
        .param("id", work.id())
        .param("office", work.about().office().code())
        .param("asset", work.about().asset().map(AssetId::name).orElse(null))
        .param(
            "days",
            work.days().stream().sorted().map(DayOfWeek::name).collect(Collectors.joining(" ")))
        .param("begins", work.begins().toString())
        .param("lasts", work.lasts().toMillis())
        .param("zone", work.zone().getId())
        .param("from", work.from().toString())
        .param("until", work.until().toString())
        .param("owner", work.owner())
        .param("reason", work.reason())
        .param("now", Times.text(now))
        .update();
  }

  @Override
  public void end(String id, Instant now) {
    jdbc.sql("UPDATE maintenance SET ended_at = :now WHERE id = :id AND ended_at IS NULL")
        .param("now", Times.text(now))
        .param("id", id)
        .update();
  }

  @Override
  public List<Maintenance> all() {
    return jdbc.sql("SELECT * FROM maintenance WHERE ended_at IS NULL ORDER BY added_at DESC, id")
        .query((row, _) -> work(row))
        .list();
  }

  private static Maintenance work(ResultSet row) throws SQLException {
    return new Maintenance(
        row.getString("id"),
        new Maintenance.About(
            new OfficeId(row.getString("office")),
            Optional.ofNullable(row.getString("asset")).map(AssetId::new)),
        Arrays.stream(row.getString("days").split(" ", -1))
            .filter(day -> !day.isEmpty())
            .map(DayOfWeek::valueOf)
            .collect(Collectors.toUnmodifiableSet()),
        LocalTime.parse(row.getString("begins")),
        Duration.ofMillis(row.getLong("lasts_ms")),
        ZoneId.of(row.getString("zone")),
        LocalDate.parse(row.getString("from_day")),
        LocalDate.parse(row.getString("until_day")),
        row.getString("owner"),
        row.getString("reason"));
  }
}

package kentongan.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kentongan.office.Actor;
import kentongan.pipeline.OwnFilter;
import kentongan.pipeline.OwnFilters;
import kentongan.rule.FilterText.Item;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// The operator's own filters, in the desk; the files are in the folder of rules.
public final class SqliteOwnFilters implements OwnFilters {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String COLUMNS =
      """
      SELECT number, file, rule, title, items, reason, by_whom, at, until_day, detection,
        ended_at, ended_by, ended_why
      FROM own_filter
      """;

  private final JdbcClient jdbc;

  public SqliteOwnFilters(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public long add(OwnFilter filter) {
    long number =
        jdbc.sql("SELECT COALESCE(MAX(number), 0) + 1 FROM own_filter").query(Long.class).single();
    jdbc.sql(
            """
            INSERT INTO own_filter
              (number, file, rule, title, items, reason, by_whom, at, until_day, detection)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(number)
        .param(filter.file())
        .param(filter.rule())
        .param(filter.title())
        .param(JSON.writeValueAsString(filter.items()))
        .param(filter.reason())
        .param(filter.by().toString())
        .param(Times.text(filter.at()))
        .param(filter.until().map(LocalDate::toString).orElse(null))
        .param(filter.detection().orElse(null))
        .update();
    return number;
  }

  @Override
  public void end(long number, OwnFilter.End end) {
    jdbc.sql(
            """
            UPDATE own_filter SET ended_at = ?, ended_by = ?, ended_why = ?
            WHERE number = ? AND ended_at IS NULL
            """)
        .params(Times.text(end.at()), end.by().toString(), end.why(), number)
        .update();
  }

  @Override
  public Optional<OwnFilter> find(long number) {
    return jdbc.sql(COLUMNS + "WHERE number = ?")
        .param(number)
        .query((row, _) -> filter(row))
        .optional();
  }

  @Override
  public List<OwnFilter> list(int most) {
    return jdbc.sql(
            COLUMNS
                + """
                ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, number DESC LIMIT ?
                """)
        .param(most)
        .query((row, _) -> filter(row))
        .list();
  }

  private static OwnFilter filter(ResultSet row) throws SQLException {
    var ended = row.getString("ended_at");
    return new OwnFilter(
        row.getLong("number"),
        row.getString("file"),
        row.getString("rule"),
        row.getString("title"),
        List.of(JSON.readValue(row.getString("items"), Item[].class)),
        row.getString("reason"),
        Actor.parse(row.getString("by_whom")),
        Times.instant(row.getString("at")),
        Optional.ofNullable(row.getString("until_day")).map(LocalDate::parse),
        Optional.ofNullable(row.getString("detection")),
        ended == null
            ? Optional.empty()
            : Optional.of(
                new OwnFilter.End(
                    Times.instant(ended),
                    Actor.parse(row.getString("ended_by")),
                    row.getString("ended_why"))));
  }
}

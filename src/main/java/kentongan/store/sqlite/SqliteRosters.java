package kentongan.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import kentongan.office.OfficeId;
import kentongan.office.PersonId;
import kentongan.oncall.Post;
import kentongan.oncall.Roster;
import kentongan.oncall.Rosters;
import kentongan.oncall.Shift;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The rosters, in the desk. [#save] takes several statements: call it in a transaction.
public final class SqliteRosters implements Rosters {
  private final JdbcClient jdbc;

  public SqliteRosters(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Roster of(OfficeId office) {
    var standing = new EnumMap<Post, PersonId>(Post.class);
    jdbc.sql("SELECT post, person FROM roster_standing WHERE office = ?")
        .param(office.code())
        .query(row -> {
          standing.put(Post.valueOf(row.getString("post")), new PersonId(row.getString("person")));
        });
    var shifts =
        jdbc.sql("SELECT * FROM roster_shift WHERE office = ? ORDER BY begins, ends, post, person")
            .param(office.code())
            .query((row, _) -> shift(row))
            .list();
    return new Roster(office, standing, shifts);
  }

  @Override
  public void save(Roster roster) {
    var office = roster.office().code();
    jdbc.sql("DELETE FROM roster_standing WHERE office = ?").param(office).update();
    jdbc.sql("DELETE FROM roster_shift WHERE office = ?").param(office).update();
    roster
        .standing()
        .forEach((post, person) ->
            jdbc.sql("INSERT INTO roster_standing (office, post, person) VALUES (?, ?, ?)")
                .params(office, post.name(), person.name())
                .update());
    roster.shifts().stream().distinct().forEach(shift -> save(office, shift));
  }

  private void save(String office, Shift shift) {
    jdbc.sql(
            """
            INSERT INTO roster_shift (office, post, person, begins, ends)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (office, post, person, begins, ends) DO NOTHING
            """)
        .params(
            office,
            shift.post().name(),
            shift.person().name(),
            Times.text(shift.from()),
            Times.text(shift.until()))
        .update();
  }

  @Override
  public List<Roster> all() {
    return jdbc
        .sql(
            """
            SELECT office FROM roster_standing
            UNION
            SELECT office FROM roster_shift
            ORDER BY office
            """)
        .query((row, _) -> new OfficeId(row.getString("office")))
        .list()
        .stream()
        .map(this::of)
        .toList();
  }

  private static Shift shift(ResultSet row) throws SQLException {
    return new Shift(
        Post.valueOf(row.getString("post")),
        new PersonId(row.getString("person")),
        Times.instant(row.getString("begins")),
        Times.instant(row.getString("ends")));
  }
}

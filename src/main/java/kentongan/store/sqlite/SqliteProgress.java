package kentongan.store.sqlite;

import java.util.Optional;
import kentongan.pipeline.Progress;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The readers' places and their effects, in the desk.
public final class SqliteProgress implements Progress {
  private final JdbcClient jdbc;

  public SqliteProgress(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Mark> of(String reader) {
    return jdbc.sql("SELECT position, needed_from, memory FROM progress WHERE reader = ?")
        .param(reader)
        .query((row, _) ->
            new Mark(row.getLong("position"), row.getLong("needed_from"), row.getString("memory")))
        .optional();
  }

  @Override
  public void move(String reader, Mark to) {
    jdbc.sql(
            """
            INSERT INTO progress (reader, position, needed_from, memory)
            VALUES (:reader, :position, :neededFrom, :memory)
            ON CONFLICT (reader) DO UPDATE SET
              position = excluded.position, needed_from = excluded.needed_from,
              memory = excluded.memory
            """)
        .param("reader", reader)
        .param("position", to.position())
        .param("neededFrom", to.neededFrom())
        .param("memory", to.memory())
        .update();
  }

  @Override
  public boolean first(String effect) {
    return jdbc.sql("INSERT INTO effect (id) VALUES (?) ON CONFLICT (id) DO NOTHING")
            .param(effect)
            .update()
        == 1;
  }
}

package kentongan.store.sqlite;

import java.nio.file.Path;
import kentongan.incident.Incidents;
import kentongan.incident.IncidentsContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteIncidentsTest implements IncidentsContract {
  @TempDir Path directory;
  private SqliteDesk desk;

  @BeforeEach
  void open() {
    desk = SqliteDesk.open(directory);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Override
  public Incidents incidents() {
    return new SqliteIncidents(desk.jdbc());
  }
}

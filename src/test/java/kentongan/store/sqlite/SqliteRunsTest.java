package kentongan.store.sqlite;

import java.nio.file.Path;
import kentongan.playbook.Runs;
import kentongan.playbook.RunsContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteRunsTest implements RunsContract {
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
  public void restart() {
    desk.close();
    desk = SqliteDesk.open(directory);
  }

  @Override
  public Runs runs() {
    return new SqliteRuns(desk.jdbc());
  }
}

package kentongan.store.sqlite;

import java.nio.file.Path;
import kentongan.report.Reports;
import kentongan.report.ReportsContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteReportsTest implements ReportsContract {
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
  public Reports reports() {
    return new SqliteReports(desk.jdbc());
  }
}

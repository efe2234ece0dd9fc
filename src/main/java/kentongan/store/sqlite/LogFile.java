package kentongan.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import kentongan.event.EventLog.EventLogFailure;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The file of an event log and how it is opened.
///
/// Checkpoints are made by a thread of their own ([LogCheckpoints]), never within a commit, and the
/// write-ahead file is used again rather than cut: cutting a large file takes up to a second, and
/// whoever waits for an answer would wait for that.
record LogFile(Path path, long maxBytes) {
  private static final int PAGE = 8192;

  /// Newer than this was made by a newer program.
  private static final int VERSION = 1;

  private static final String SCHEMA =
      """
      CREATE TABLE IF NOT EXISTS batch (
        position INTEGER PRIMARY KEY,
        agent TEXT NOT NULL,
        epoch INTEGER NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL,
        office TEXT NOT NULL,
        accepted_ms INTEGER NOT NULL,
        encoding TEXT NOT NULL,
        signature BLOB NOT NULL,
        body BLOB NOT NULL
      ) STRICT;
      CREATE TABLE IF NOT EXISTS cursor (
        agent TEXT PRIMARY KEY,
        epoch INTEGER NOT NULL,
        last INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      """;

  /// A connection that writes, with the tables made.
  Connection writer() throws SQLException {
    var connection = connect(10_000);
    try (var statement = connection.createStatement()) {
      refuseNewer(connection);
      for (var sql : SCHEMA.split(";")) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
      statement.execute("PRAGMA user_version = " + VERSION);
      statement.execute("PRAGMA max_page_count = " + Math.max(8, maxBytes / PAGE));
      return connection;
    } catch (SQLException | RuntimeException broken) {
      connection.close();
      throw broken;
    }
  }

  /// A connection that reads. It is not opened read-only: the shared-memory file may have to be
  /// made.
  Connection reader() throws SQLException {
    var connection = connect(10_000);
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA query_only = ON");
    }
    return connection;
  }

  /// A connection that waits for nobody.
  Connection impatient() throws SQLException {
    return connect(0);
  }

  private Connection connect(int busyMillis) throws SQLException {
    var config = new SQLiteConfig();
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setWalAutocheckpoint(0);
    config.setBusyTimeout(busyMillis);
    var connection =
        DriverManager.getConnection("jdbc:sqlite:" + path.toAbsolutePath(), config.toProperties());
    try (var statement = connection.createStatement()) {
      // In this order: the page size of a file is settled by its first write.
      statement.execute("PRAGMA page_size = " + PAGE);
      statement.execute("PRAGMA journal_mode = WAL");
    } catch (SQLException broken) {
      connection.close();
      throw broken;
    }
    return connection;
  }

  private void refuseNewer(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("PRAGMA user_version")) {
      var version = row.getInt(1);
      if (version > VERSION) {
        throw new SQLException(
            "made by a newer version: %d (expected: at most %d)".formatted(version, VERSION));
      }
    }
  }

  /// The port's word for what SQLite said.
  EventLogFailure failure(String what, Throwable cause) {
    var full =
        cause instanceof SQLiteException said
            && said.getResultCode() == SQLiteErrorCode.SQLITE_FULL;
    return new EventLogFailure(
        "event log %s: %s: %s".formatted(path, what, cause.getMessage()), cause, full);
  }
}

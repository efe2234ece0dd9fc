package kentongan.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/// The SQLite file under a spool: opened so that a commit is on disk, with its tables. A damaged
/// file is put aside and kept, never deleted.
final class SpoolFile {
  private static final String TABLES =
      """
      CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS waiting (
        id INTEGER PRIMARY KEY AUTOINCREMENT, class INTEGER NOT NULL, created TEXT NOT NULL, json BLOB NOT NULL);
      CREATE INDEX IF NOT EXISTS waiting_by_class ON waiting (class, id);
      CREATE TABLE IF NOT EXISTS batch (
        first INTEGER PRIMARY KEY, last INTEGER NOT NULL, oldest TEXT NOT NULL, declaration INTEGER NOT NULL, body BLOB NOT NULL);
      CREATE TABLE IF NOT EXISTS mark (
        path TEXT NOT NULL, file_key TEXT NOT NULL, head_length INTEGER NOT NULL, head TEXT NOT NULL, position INTEGER NOT NULL,
        PRIMARY KEY (path, file_key));
      CREATE TABLE IF NOT EXISTS loss (
        class INTEGER PRIMARY KEY, lost INTEGER NOT NULL, first_at TEXT NOT NULL, last_at TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS refused (
        id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, problem TEXT NOT NULL, json BLOB NOT NULL);
      """;

  private SpoolFile() {}

  /// @param damaged where the damaged file before it was put; null when there was none
  record Opened(Connection sqlite, @Nullable Path damaged) {}

  static Opened open(Path file) throws SQLException {
    try {
      return new Opened(opened(file), null);
    } catch (SQLException e) {
      // 11 SQLITE_CORRUPT, 26 SQLITE_NOTADB: what a torn disk leaves.
      if ((e.getErrorCode() & 0xff) != 11 && (e.getErrorCode() & 0xff) != 26) {
        throw e;
      }
      var aside = putAside(file, e);
      return new Opened(opened(file), aside);
    }
  }

  private static Connection opened(Path file) throws SQLException {
    var sqlite = new JDBC().connect("jdbc:sqlite:" + file, new Properties());
    if (sqlite == null) {
      throw new SQLException("no SQLite driver for " + file);
    }
    try (var statement = sqlite.createStatement()) {
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=FULL");
      statement.execute("PRAGMA journal_size_limit=4194304");
      statement.execute("PRAGMA cache_size=-1024");
      statement.execute("PRAGMA busy_timeout=5000");
      try (var check = statement.executeQuery("PRAGMA quick_check(1)")) {
        if (check.next() && !"ok".equals(check.getString(1))) {
          throw new SQLException(check.getString(1), "damaged", 11);
        }
      }
      for (var table : TABLES.split(";\n", -1)) {
        if (!table.isBlank()) {
          statement.execute(table);
        }
      }
      addSubject(statement);
      return sqlite;
    } catch (SQLException e) {
      sqlite.close();
      throw e;
    }
  }

  /// Spools of version 0.1.0 know no subjects.
  private static void addSubject(Statement statement) throws SQLException {
    try (var column =
        statement.executeQuery(
            "SELECT COUNT(*) FROM pragma_table_info('waiting') WHERE name = 'subject'")) {
      if (column.next() && column.getInt(1) > 0) {
        return;
      }
    }
    statement.execute("ALTER TABLE waiting ADD COLUMN subject TEXT");
  }

  private static Path putAside(Path file, SQLException why) throws SQLException {
    var aside = free(file, "");
    try {
      for (var part : new String[] {"", "-wal", "-shm"}) {
        var old = Path.of(file + part);
        if (Files.exists(old)) {
          Files.move(old, free(file, part), StandardCopyOption.ATOMIC_MOVE);
        }
      }
      return aside;
    } catch (IOException e) {
      why.addSuppressed(e);
      throw why;
    }
  }

  private static Path free(Path file, String part) {
    var n = 1;
    while (Files.exists(Path.of(file + ".damaged-" + n + part))) {
      n++;
    }
    return Path.of(file + ".damaged-" + n + part);
  }
}

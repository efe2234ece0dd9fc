package kentongan.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.sqlite.JDBC;

/// How the files of the web roots were when last seen, on disk, and the events about them that are
/// not yet in the spool. A change and its event are one transaction. Used by one thread.
final class FileBaseline implements AutoCloseable {
  private static final String TABLES =
      """
      CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS root (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, state TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS file (
        id INTEGER PRIMARY KEY, root INTEGER NOT NULL, path TEXT NOT NULL, kind TEXT NOT NULL, size INTEGER NOT NULL,
        modified INTEGER NOT NULL, changed INTEGER NOT NULL, mode INTEGER NOT NULL, owner INTEGER NOT NULL, sha256 TEXT NOT NULL,
        hashed INTEGER NOT NULL, UNIQUE (root, path));
      CREATE INDEX IF NOT EXISTS file_by_hashed ON file (root, hashed);
      CREATE TABLE IF NOT EXISTS outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, created TEXT NOT NULL, json BLOB NOT NULL);
      """;

  private static final String COLUMNS =
      "id, path, kind, size, modified, changed, mode, owner, sha256";

  private final Connection sqlite;
  private final PreparedStatement find;
  private final String identity;

  private FileBaseline(Connection sqlite) throws SQLException {
    this.sqlite = sqlite;
    this.find =
        sqlite.prepareStatement("SELECT " + COLUMNS + " FROM file WHERE root = ? AND path = ?");
    this.identity = value("identity").orElseGet(() -> UUID.randomUUID().toString());
    try (var insert =
        sqlite.prepareStatement(
            "INSERT OR REPLACE INTO meta (name, value) VALUES ('identity', ?)")) {
      insert.setString(1, identity);
      insert.executeUpdate();
    }
    sqlite.commit();
  }

  /// Opens or makes a baseline; a damaged one is put aside and kept.
  static FileBaseline open(Path file) throws SQLException, java.io.IOException {
    try {
      return opened(file);
    } catch (SQLException e) {
      if ((e.getErrorCode() & 0xff) != 11 && (e.getErrorCode() & 0xff) != 26) {
        throw e;
      }
      var n = 1;
      while (Files.exists(Path.of(file + ".damaged-" + n))) {
        n++;
      }
      Files.move(file, Path.of(file + ".damaged-" + n));
      Files.deleteIfExists(Path.of(file + "-wal"));
      Files.deleteIfExists(Path.of(file + "-shm"));
      return opened(file);
    }
  }

  private static FileBaseline opened(Path file) throws SQLException {
    var sqlite = new JDBC().connect("jdbc:sqlite:" + file, new Properties());
    if (sqlite == null) {
      throw new SQLException("no SQLite driver for " + file);
    }
    try (var statement = sqlite.createStatement()) {
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=FULL");
      statement.execute("PRAGMA journal_size_limit=4194304");
      statement.execute("PRAGMA cache_size=-512");
      statement.execute("PRAGMA temp_store=FILE");
      for (var table : TABLES.split(";\n", -1)) {
        if (!table.isBlank()) {
          statement.execute(table);
        }
      }
      sqlite.setAutoCommit(false);
      return new FileBaseline(sqlite);
    } catch (SQLException e) {
      sqlite.close();
      throw e;
    }
  }

  /// A web root.
  ///
  /// @param state `learning`, `known` or `missing`
  record Root(long id, String state) {}

  /// A file as it was.
  record Row(long id, String path, FileState state) {}

  /// Names this file of baselines, so that another one's numbers are not taken for its own.
  String identity() {
    return identity;
  }

  Root root(String path) throws SQLException {
    try (var insert =
        sqlite.prepareStatement(
            "INSERT OR IGNORE INTO root (path, state) VALUES (?, 'learning')")) {
      insert.setString(1, path);
      insert.executeUpdate();
    }
    try (var select = sqlite.prepareStatement("SELECT id, state FROM root WHERE path = ?")) {
      select.setString(1, path);
      try (var row = select.executeQuery()) {
        row.next();
        return new Root(row.getLong(1), row.getString(2));
      }
    }
  }

  void state(Root root, String state) throws SQLException {
    try (var update = sqlite.prepareStatement("UPDATE root SET state = ? WHERE id = ?")) {
      update.setString(1, state);
      update.setLong(2, root.id());
      update.executeUpdate();
    }
  }

  Optional<Row> find(Root root, String path) throws SQLException {
    find.setLong(1, root.id());
    find.setString(2, path);
    try (var row = find.executeQuery()) {
      return row.next() ? Optional.of(row(row)) : Optional.empty();
    }
  }

  /// Keeps how a file is now.
  ///
  /// @return its number
  long put(Root root, String path, FileState state, Instant hashed) throws SQLException {
    var sql =
        """
        INSERT INTO file (root, path, kind, size, modified, changed, mode, owner, sha256, hashed)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (root, path) DO UPDATE SET kind = excluded.kind, size = excluded.size,
          modified = excluded.modified, changed = excluded.changed, mode = excluded.mode,
          owner = excluded.owner, sha256 = excluded.sha256, hashed = excluded.hashed
        RETURNING id
        """;
    try (var insert = sqlite.prepareStatement(sql)) {
      insert.setLong(1, root.id());
      insert.setString(2, path);
      insert.setString(3, String.valueOf(state.kind()));
      insert.setLong(4, state.size());
      insert.setLong(5, state.modified());
      insert.setLong(6, state.changed());
      insert.setInt(7, state.mode());
      insert.setInt(8, state.owner());
      insert.setString(9, state.sha256());
      insert.setLong(10, hashed.toEpochMilli());
      try (var row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /// The files whose hashes are oldest.
  List<Row> oldestHashes(Root root, int most) throws SQLException {
    var sql =
        "SELECT " + COLUMNS + " FROM file WHERE root = ? AND kind = 'f' ORDER BY hashed LIMIT ?";
    try (var select = sqlite.prepareStatement(sql)) {
      select.setLong(1, root.id());
      select.setInt(2, most);
      return rows(select);
    }
  }

  /// Some of the files that were not seen, from a number on.
  List<Row> unseen(Root root, BitSet seen, long after, int most) throws SQLException {
    var sql = "SELECT " + COLUMNS + " FROM file WHERE root = ? AND id > ? ORDER BY id";
    try (var select = sqlite.prepareStatement(sql)) {
      select.setLong(1, root.id());
      select.setLong(2, after);
      var found = new ArrayList<Row>();
      try (var rows = select.executeQuery()) {
        while (found.size() < most && rows.next()) {
          if (!seen.get((int) rows.getLong(1))) {
            found.add(row(rows));
          }
        }
      }
      return found;
    }
  }

  void remove(Row row) throws SQLException {
    try (var delete = sqlite.prepareStatement("DELETE FROM file WHERE id = ?")) {
      delete.setLong(1, row.id());
      delete.executeUpdate();
    }
  }

  void queue(Waiting event) throws SQLException {
    try (var insert = sqlite.prepareStatement("INSERT INTO outbox (created, json) VALUES (?, ?)")) {
      insert.setString(1, Doc.text(event.created()));
      insert.setBytes(2, event.json());
      insert.executeUpdate();
    }
  }

  /// An event on its way into the spool, with its number.
  record Queued(long id, Waiting event) {}

  List<Queued> queued(int most) throws SQLException {
    try (var select =
        sqlite.prepareStatement("SELECT id, created, json FROM outbox ORDER BY id LIMIT ?")) {
      select.setInt(1, most);
      var queued = new ArrayList<Queued>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          var created = Instant.parse(rows.getString(2));
          queued.add(
              new Queued(rows.getLong(1), new Waiting(EventClass.PAGE, created, rows.getBytes(3))));
        }
      }
      return queued;
    }
  }

  void sent(long upTo) throws SQLException {
    try (var delete = sqlite.prepareStatement("DELETE FROM outbox WHERE id <= ?")) {
      delete.setLong(1, upTo);
      delete.executeUpdate();
    }
    sqlite.commit();
  }

  void commit() throws SQLException {
    sqlite.commit();
  }

  void rollback() throws SQLException {
    sqlite.rollback();
  }

  @Override
  public void close() throws SQLException {
    sqlite.rollback();
    sqlite.close();
  }

  private Optional<String> value(String name) throws SQLException {
    try (var select = sqlite.prepareStatement("SELECT value FROM meta WHERE name = ?")) {
      select.setString(1, name);
      try (var row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  private static List<Row> rows(PreparedStatement select) throws SQLException {
    var found = new ArrayList<Row>();
    try (var rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(row(rows));
      }
    }
    return found;
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong(1),
        row.getString(2),
        new FileState(
            row.getString(3).charAt(0),
            row.getLong(4),
            row.getLong(5),
            row.getLong(6),
            row.getInt(7),
            row.getInt(8),
            row.getString(9)));
  }
}

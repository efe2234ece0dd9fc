package kentongan.store.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kentongan.event.AgentId;
import kentongan.event.Batch;
import kentongan.event.EventLog.EventLogFailure;
import kentongan.event.EventLog.Stored;
import kentongan.office.OfficeId;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/// The event log in a folder, read beside a collector that may be running: the file is opened
/// read-only, nothing is locked, and every reading is a short one, so that the collector's own
/// checkpoints never wait for it.
public final class EventLogReading implements AutoCloseable {
  private static final long READ_BYTES = 4 << 20;

  private final Path path;
  private final Connection connection;

  private EventLogReading(Path path, Connection connection) {
    this.path = path;
    this.connection = connection;
  }

  /// Opens the log of a world's folder.
  ///
  /// @throws EventLogFailure when there is none, or it cannot be read
  public static EventLogReading open(Path directory) {
    var path = directory.resolve("log.db");
    if (!Files.isRegularFile(path)) {
      throw new EventLogFailure(
          "event log %s: not there (expected: a collector's data folder)".formatted(path),
          new SQLException("no such file"));
    }
    try {
      return new EventLogReading(path, connect(path));
    } catch (SQLException broken) {
      throw failure(path, broken);
    }
  }

  static Connection connect(Path path) throws SQLException {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(10_000);
    return DriverManager.getConnection(
        "jdbc:sqlite:" + path.toAbsolutePath(), config.toProperties());
  }

  /// The first position there is and the last; empty when there is none.
  public Optional<Range> range() {
    return query(
        "SELECT min(position), max(position) FROM batch WHERE position > ?",
        0,
        row -> row.getLong(2) == 0 ? null : new Range(row.getLong(1), row.getLong(2)));
  }

  /// When the first batch at a position or after it was accepted; empty after the end.
  public Optional<Instant> acceptedFrom(long position) {
    return query(
        "SELECT accepted_ms FROM batch WHERE position > ? ORDER BY position LIMIT 1",
        position - 1,
        row -> Instant.ofEpochMilli(row.getLong(1)));
  }

  /// The position of the first batch that was accepted then or later; the one after the last when
  /// there is none. Clocks hardly ever run backwards, so it is looked for by halving.
  public long positionAt(Instant accepted) {
    var range = range();
    if (range.isEmpty()) {
      return 1;
    }
    long low = range.get().first();
    long high = range.get().last() + 1;
    while (low < high) {
      long middle = (low + high) >>> 1;
      var at = acceptedFrom(middle);
      if (at.isPresent() && at.get().isBefore(accepted)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The next batches after a position, oldest first; empty at the end.
  public List<Stored> read(long after) {
    var sql =
        """
        SELECT position, agent, epoch, first, last, office, accepted_ms, encoding, signature, body
        FROM batch WHERE position > ? ORDER BY position LIMIT 64
        """;
    var found = new ArrayList<Stored>();
    try (var select = connection.prepareStatement(sql)) {
      select.setLong(1, after);
      try (var row = select.executeQuery()) {
        for (long bytes = 0; bytes < READ_BYTES && row.next(); ) {
          var stored = stored(row);
          bytes += stored.batch().body().length;
          found.add(stored);
        }
      }
    } catch (SQLException broken) {
      throw failure(path, broken);
    }
    return found;
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        row.getLong("position"),
        new OfficeId(row.getString("office")),
        Instant.ofEpochMilli(row.getLong("accepted_ms")),
        new Batch(
            new AgentId(row.getString("agent")),
            row.getLong("epoch"),
            row.getLong("first"),
            row.getLong("last"),
            Batch.Encoding.valueOf(row.getString("encoding").toUpperCase(Locale.ROOT)),
            row.getBytes("body"),
            row.getBytes("signature")));
  }

  private <T> Optional<T> query(String sql, long value, Row<T> reading) {
    try (var select = connection.prepareStatement(sql)) {
      select.setLong(1, value);
      try (var row = select.executeQuery()) {
        return row.next() ? Optional.ofNullable(reading.of(row)) : Optional.empty();
      }
    } catch (SQLException broken) {
      throw failure(path, broken);
    }
  }

  private static EventLogFailure failure(Path path, SQLException broken) {
    return new EventLogFailure(
        "event log %s: not read: %s".formatted(path, broken.getMessage()), broken);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException ignored) {
      // Only read from; nothing is lost with it.
    }
  }

  /// The positions that are there.
  public record Range(long first, long last) {}

  /// What is made of a row.
  private interface Row<T> {
    @Nullable T of(ResultSet row) throws SQLException;
  }
}

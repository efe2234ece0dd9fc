package kentongan.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import kentongan.event.AgentId;
import kentongan.event.Batch;
import kentongan.event.EventLog;
import kentongan.office.OfficeId;

/// The event log in one SQLite file: a batch a row, `synchronous=FULL`, one writer.
///
/// [#append] may be called from any thread, interrupted or not: the file is written by [LogWriter].
/// Readers have connections of their own and see only what was committed.
public final class SqliteEventLog implements EventLog {
  /// What a file may grow to unless told otherwise: 1 TB.
  private static final long MAX_BYTES = 1L << 40;

  /// Packed bytes that one [#read] gives at most, beyond its first batch.
  private static final long READ_BYTES = 16 << 20;

  private static final String READ =
      """
      SELECT position, agent, epoch, first, last, office, accepted_ms, encoding, signature, body
      FROM batch WHERE position > ? ORDER BY position LIMIT ?
      """;

  private final LogFile file;
  private final LogWriter writer;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private volatile long end;

  private final ArrayDeque<Connection> idle = new ArrayDeque<>();
  private boolean closed;

  private SqliteEventLog(LogFile file) {
    this.file = file;
    this.writer = new LogWriter(file, this::committed);
  }

  /// Opens the log in a directory; makes it when it is missing.
  ///
  /// @param directory where `log.db` lies
  public static SqliteEventLog open(Path directory) {
    return open(directory, MAX_BYTES);
  }

  /// Opens the log in a directory; makes it when it is missing.
  ///
  /// @param maxBytes at this size of the file the log says that there is no space left
  /// @throws EventLogFailure when the file cannot be opened
  public static SqliteEventLog open(Path directory, long maxBytes) {
    try {
      Files.createDirectories(directory);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    var file = new LogFile(directory.resolve("log.db"), maxBytes);
    var log = new SqliteEventLog(file);
    try {
      log.writer.start();
    } catch (SQLException broken) {
      throw file.failure("not opened", broken);
    }
    return log;
  }

  @Override
  public Appended append(Batch batch, OfficeId office, Instant acceptedAt) {
    return writer.append(batch, office, acceptedAt);
  }

  @Override
  public List<Stored> read(long after, int most) {
    return with(
        "not read",
        connection -> {
          var found = new ArrayList<Stored>();
          try (var select = connection.prepareStatement(READ)) {
            select.setLong(1, after);
            select.setInt(2, most);
            try (var row = select.executeQuery()) {
              for (var bytes = 0L; bytes < READ_BYTES && row.next(); ) {
                var stored = stored(row);
                bytes += stored.batch().body().length;
                found.add(stored);
              }
            }
          }
          return found;
        });
  }

  private static Stored stored(ResultSet row) throws SQLException {
    var batch =
        new Batch(
            new AgentId(row.getString(2)),
            row.getLong(3),
            row.getLong(4),
            row.getLong(5),
            Batch.Encoding.valueOf(row.getString(8).toUpperCase(Locale.ROOT)),
            row.getBytes(10),
            row.getBytes(9));
    return new Stored(
        row.getLong(1),
        new OfficeId(row.getString(6)),
        Instant.ofEpochMilli(row.getLong(7)),
        batch);
  }

  @Override
  public long end() {
    return end;
  }

  @Override
  public boolean awaitBeyond(long position, Duration atMost) throws InterruptedException {
    if (end > position) {
      return true;
    }
    lock.lockInterruptibly();
    try {
      for (var left = atMost.toNanos(); end <= position && left > 0 && !closed; ) {
        left = grown.awaitNanos(left);
      }
      return end > position;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Cursor cursor(AgentId agent) {
    return with("not read", connection -> LogOrder.cursor(connection, agent));
  }

  @Override
  public void close() {
    writer.close();
    lock.lock();
    try {
      closed = true;
      grown.signalAll();
      idle.forEach(this::release);
      idle.clear();
    } finally {
      lock.unlock();
    }
  }

  private void committed(long position) {
    lock.lock();
    try {
      end = position;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Reads with a connection of its own; a broken one is not used again.
  private <T> T with(String what, Reading<T> reading) {
    Connection connection = null;
    try {
      connection = take();
      var result = reading.from(connection);
      give(connection);
      return result;
    } catch (SQLException broken) {
      if (connection != null) {
        release(connection);
      }
      throw file.failure(what, broken);
    }
  }

  private Connection take() throws SQLException {
    lock.lock();
    try {
      if (closed) {
        throw new SQLException("closed");
      }
      var known = idle.poll();
      if (known != null) {
        return known;
      }
    } finally {
      lock.unlock();
    }
    return file.reader();
  }

  private void give(Connection connection) {
    lock.lock();
    try {
      if (!closed && idle.size() < 4) {
        idle.push(connection);
        return;
      }
    } finally {
      lock.unlock();
    }
    release(connection);
  }

  private void release(Connection connection) {
    try {
      connection.close();
    } catch (SQLException ignored) {
      // Only read from; nothing is lost with it.
    }
  }

  /// One reading of the file.
  private interface Reading<T> {
    T from(Connection connection) throws SQLException;
  }
}

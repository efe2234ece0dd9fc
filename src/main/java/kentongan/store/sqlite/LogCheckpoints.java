package kentongan.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves what was written from the write-ahead file into the database file, beside the writer.
///
/// First while the writer goes on, which moves nearly all; then, in the writer's pause, the little
/// that came meanwhile. Without the second step the write-ahead file of a busy log would never be
/// begun anew and would grow for ever.
final class LogCheckpoints {
  private static final Logger LOG = LoggerFactory.getLogger(LogCheckpoints.class);

  private final LogFile file;
  private final Lock writing;
  private final Semaphore due = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  /// @param writing held by the writer during a transaction
  LogCheckpoints(LogFile file, Lock writing) {
    this.file = file;
    this.writing = writing;
    this.thread = Thread.ofPlatform().name("event-log-checkpoints").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Asks for a checkpoint soon.
  void due() {
    due.release();
  }

  void close() {
    closed = true;
    due.release();
    Waiting.forThread(thread);
  }

  private void run() {
    while (true) {
      due.acquireUninterruptibly();
      due.drainPermits();
      if (closed) {
        return;
      }
      try (var connection = file.impatient()) {
        checkpoint(connection, "PASSIVE");
        writing.lock();
        try {
          checkpoint(connection, "FULL");
        } finally {
          writing.unlock();
        }
      } catch (SQLException failed) {
        // What was acknowledged is safe in the write-ahead file; the next one will try again.
        LOG.atWarn()
            .addKeyValue("file", file.path())
            .setCause(failed)
            .log("event log checkpoint failed");
      }
    }
  }

  private static void checkpoint(Connection connection, String mode) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(" + mode + ")");
    }
  }
}

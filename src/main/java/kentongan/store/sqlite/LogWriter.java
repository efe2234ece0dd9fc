package kentongan.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import kentongan.event.AgentId;
import kentongan.event.Batch;
import kentongan.event.EventLog.Appended;
import kentongan.event.EventLog.Cursor;
import kentongan.event.EventLog.EventLogFailure;
import kentongan.office.OfficeId;
import org.jspecify.annotations.Nullable;

/// The only one that writes an event log: a thread of its own that nobody outside can interrupt.
///
/// All batches that wait go into one transaction, so one sync serves all who wait for an answer.
/// When a transaction fails, each of its batches is tried alone, so that nobody's batch is lost for
/// another's.
final class LogWriter {
  private static final int GROUP_BATCHES = 256;
  private static final int GROUP_BYTES = 8 << 20;

  /// So much is written between two checkpoints.
  private static final long CHECKPOINT_BYTES = 32 << 20;

  private static final String INSERT =
      """
      INSERT INTO batch (position, agent, epoch, first, last, office, accepted_ms, encoding,
        signature, body)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String MOVE =
      """
      INSERT INTO cursor (agent, epoch, last) VALUES (?, ?, ?)
      ON CONFLICT (agent) DO UPDATE SET epoch = excluded.epoch, last = excluded.last
      """;

  private final LogFile file;
  private final LongConsumer committed;
  private final Lock writing = new ReentrantLock();
  private final LogCheckpoints checkpoints;
  private final Thread thread;

  private final Lock queueLock = new ReentrantLock();
  private final Condition notEmpty = queueLock.newCondition();
  private final ArrayDeque<Append> queue = new ArrayDeque<>();
  private boolean closed;

  // The writer thread's own.
  private @Nullable Connection connection;
  private Map<AgentId, Cursor> cursors = new HashMap<>();
  private long end;
  private long sinceCheckpoint;

  /// @param committed told the new end after each commit
  LogWriter(LogFile file, LongConsumer committed) {
    this.file = file;
    this.committed = committed;
    this.checkpoints = new LogCheckpoints(file, writing);
    this.thread = Thread.ofPlatform().name("event-log-writer").daemon().unstarted(this::run);
  }

  /// Opens the file and begins to write.
  void start() throws SQLException {
    connect();
    committed.accept(end);
    checkpoints.start();
    thread.start();
  }

  /// Waits for the disk, whatever happens to the caller's thread meanwhile.
  Appended append(Batch batch, OfficeId office, Instant acceptedAt) {
    var append = new Append(batch, office, acceptedAt, new CompletableFuture<>());
    queueLock.lock();
    try {
      if (closed) {
        throw new EventLogFailure(
            "event log %s: closed".formatted(file.path()), new IllegalStateException("closed"));
      }
      queue.add(append);
      notEmpty.signal();
    } finally {
      queueLock.unlock();
    }
    return switch (append.outcome.join()) {
      case Outcome.Done(var appended) -> appended;
      case Outcome.Failed(var failure) -> throw failure;
    };
  }

  /// Writes what waits, then ends.
  void close() {
    queueLock.lock();
    try {
      closed = true;
      notEmpty.signal();
    } finally {
      queueLock.unlock();
    }
    Waiting.forThread(thread);
    checkpoints.close();
  }

  private void run() {
    for (var group = next(); !group.isEmpty(); group = next()) {
      writing.lock();
      try {
        write(group);
      } finally {
        writing.unlock();
      }
    }
    disconnect();
  }

  /// All that wait, within bounds; empty when closed.
  private List<Append> next() {
    queueLock.lock();
    try {
      while (queue.isEmpty() && !closed) {
        notEmpty.awaitUninterruptibly();
      }
      var group = new ArrayList<Append>();
      var bytes = 0L;
      while (!queue.isEmpty() && group.size() < GROUP_BATCHES && bytes < GROUP_BYTES) {
        var append = queue.remove();
        bytes += append.batch.body().length;
        group.add(append);
      }
      return group;
    } finally {
      queueLock.unlock();
    }
  }

  @SuppressWarnings("CatchingUnchecked") // whatever happens, somebody waits for each of them
  private void write(List<Append> group) {
    try {
      var outcomes = transaction(group);
      for (var i = 0; i < group.size(); i++) {
        group.get(i).outcome.complete(new Outcome.Done(outcomes.get(i)));
      }
      if (sinceCheckpoint >= CHECKPOINT_BYTES) {
        sinceCheckpoint = 0;
        checkpoints.due();
      }
    } catch (SQLException | RuntimeException | Error failed) {
      // Nothing of the group is kept; a fresh connection knows nothing of the failed transaction.
      disconnect();
      if (group.size() == 1) {
        var append = group.getFirst();
        append.outcome.complete(
            new Outcome.Failed(file.failure(append.batch + " not stored", failed)));
      } else {
        group.forEach(append -> write(List.of(append)));
      }
    }
  }

  private List<Appended> transaction(List<Append> group) throws SQLException {
    var to = connect();
    var outcomes = new ArrayList<Appended>(group.size());
    var moved = new HashMap<AgentId, Cursor>();
    var position = end;
    var bytes = 0L;
    try (var begin = to.createStatement();
        var insert = to.prepareStatement(INSERT);
        var move = to.prepareStatement(MOVE)) {
      begin.execute("BEGIN IMMEDIATE");
      for (var append : group) {
        var batch = append.batch;
        var cursor = moved.get(batch.agent());
        var outcome = LogOrder.judge(cursor != null ? cursor : cursor(to, batch.agent()), batch);
        if (outcome == null) {
          outcome = new Appended.Accepted(++position);
          bind(insert, position, append);
          insert.executeUpdate();
          moved.put(batch.agent(), new Cursor(batch.epoch(), batch.last()));
          bytes += batch.body().length;
        }
        outcomes.add(outcome);
      }
      for (var entry : moved.entrySet()) {
        move.setString(1, entry.getKey().value());
        move.setLong(2, entry.getValue().epoch());
        move.setLong(3, entry.getValue().last());
        move.executeUpdate();
      }
      begin.execute("COMMIT");
    }
    cursors.putAll(moved);
    sinceCheckpoint += bytes;
    if (position > end) {
      end = position;
      committed.accept(end);
    }
    return outcomes;
  }

  private static void bind(java.sql.PreparedStatement insert, long position, Append append)
      throws SQLException {
    var batch = append.batch;
    insert.setLong(1, position);
    insert.setString(2, batch.agent().value());
    insert.setLong(3, batch.epoch());
    insert.setLong(4, batch.first());
    insert.setLong(5, batch.last());
    insert.setString(6, append.office.code());
    insert.setLong(7, append.acceptedAt.toEpochMilli());
    insert.setString(8, batch.encoding().token());
    insert.setBytes(9, batch.signature());
    insert.setBytes(10, batch.body());
  }

  private Cursor cursor(Connection from, AgentId agent) throws SQLException {
    var known = cursors.get(agent);
    if (known == null) {
      known = LogOrder.cursor(from, agent);
      cursors.put(agent, known);
    }
    return known;
  }

  private Connection connect() throws SQLException {
    var open = connection;
    if (open == null) {
      open = file.writer();
      cursors = new HashMap<>();
      try (var statement = open.createStatement();
          var row = statement.executeQuery("SELECT coalesce(max(position), 0) FROM batch")) {
        end = row.getLong(1);
      } catch (SQLException broken) {
        open.close();
        throw broken;
      }
      connection = open;
    }
    return open;
  }

  private void disconnect() {
    var open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException ignored) {
        // It is given up in any case; the file is whole without its goodbye.
      }
    }
  }

  private record Append(
      Batch batch, OfficeId office, Instant acceptedAt, CompletableFuture<Outcome> outcome) {}

  private sealed interface Outcome {
    record Done(Appended appended) implements Outcome {}

    record Failed(EventLogFailure failure) implements Outcome {}
  }
}

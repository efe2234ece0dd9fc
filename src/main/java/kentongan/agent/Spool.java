package kentongan.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import kentongan.event.AgentId;

/// Every fact between being seen and being acknowledged, on disk.
///
/// Events get their numbers when a batch is cut, and the batch is stored with them: so the wire has
/// no holes whatever was shed before, and a batch that is sent again is the same batch. Everything
/// touches the file on one thread that nobody interrupts.
final class Spool implements AutoCloseable {
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          work -> Thread.ofPlatform().daemon().name("spool").stackSize(512 * 1024).unstarted(work));
  private final Connection sqlite;
  private final SpoolTables tables;
  private final InstantSource clock;

  private final Object arrival = new Object();
  private long waiting;
  private long oldestWaitingNanos;
  private static final int MOST_SUBJECTS = 200;
  private final Map<String, Waiting> newest = new HashMap<>();
  private final LossNote note;
  private final Reserve reserve;
  private boolean isTight;

  private Spool(
      Connection sqlite, SpoolTables tables, LossNote note, Reserve reserve, InstantSource clock)
      throws SQLException {
    this.sqlite = sqlite;
    this.tables = tables;
    this.note = note;
    this.reserve = reserve;
    this.clock = clock;
    this.waiting = tables.waiting();
    this.oldestWaitingNanos = System.nanoTime();
  }

  /// Opens or makes a spool.
  ///
  /// @throws SpoolFailure when the file cannot be opened
  static Spool open(Path file, AgentConfig.Bounds bounds, InstantSource clock) {
    try {
      var opened = SpoolFile.open(file);
      var sqlite = opened.sqlite();
      sqlite.setAutoCommit(false);
      var tables = new SpoolTables(sqlite, bounds);
      var now = clock.instant();
      tables.begin(now.getEpochSecond());
      if (opened.damaged() != null) {
        var touched = Files.getLastModifiedTime(opened.damaged()).toInstant();
        var from = touched.isBefore(now) ? touched : now;
        var gap = Gap.of(Gap.SPOOL_DAMAGED, EventClass.AGENT, 0, from, now, now);
        tables.insert(List.of(new Waiting(EventClass.AGENT, now, gap.json())));
      }
      sqlite.commit();
      var note = LossNote.open(file.resolveSibling("spool.lost"));
      note.counted(tables.lossNote());
      var reserve = new Reserve(file.resolveSibling("spool.reserve"));
      return new Spool(sqlite, tables, note, reserve, clock);
    } catch (SQLException | IOException e) {
      throw new SpoolFailure(file + ": " + e.getMessage(), e);
    }
  }

  /// Keeps events. When they cannot be kept, the loss is counted and declared later.
  ///
  /// @return whether they are on disk
  boolean offer(Waiting event) {
    if (event.kind() == EventClass.CHECK) {
      event.subject().ifPresent(s -> saw(s, event));
    }
    try {
      add(List.of(event), List.of(), List.of());
      return true;
    } catch (SpoolFailure _) {
      noted(event);
      return false;
    }
  }

  private void saw(String subject, Waiting event) {
    synchronized (newest) {
      if (newest.size() < MOST_SUBJECTS || newest.containsKey(subject)) {
        newest.put(subject, event);
      }
    }
  }

  /// The newest result of each check since the start, by its id.
  Map<String, Waiting> newest() {
    synchronized (newest) {
      return Map.copyOf(newest);
    }
  }

  /// Keeps log lines together with how far their file was read.
  ///
  /// @param gone marks that are no longer needed
  /// @throws SpoolFailure when nothing was kept
  void add(List<Waiting> events, List<TailMark> marks, List<TailMark> gone) {
    run(() -> {
      tables.lose(note);
      tables.insert(events);
      tables.unmark(gone);
      tables.mark(marks);
      tables.shed();
      return true;
    });
  }

  /// The batch to send next: the one cut before, or a new one; empty when nothing waits.
  Optional<Cut> next(AgentId agent) {
    return run(() -> {
      tables.lose(note);
      return tables.next(agent, clock.instant());
    });
  }

  /// Removes everything up to a sequence: it is on the collector's disk.
  void acknowledge(long last) {
    run(() -> {
      tables.acknowledge(last);
      return true;
    });
  }

  /// Numbers everything unacknowledged anew.
  ///
  /// @param epoch this or a newer one
  /// @param first the sequence that the oldest event gets
  void renumber(long epoch, long first) {
    run(() -> {
      tables.renumber(epoch, first);
      return true;
    });
  }

  /// The highest number given in this epoch.
  long highest() {
    return run(tables::highest);
  }

  /// Cuts a refused batch into two; a single refused event is set aside and a gap takes its number.
  ///
  /// @return whether there was anything to divide or set aside
  boolean divide(Cut refused, AgentId agent, String problem) {
    return run(() -> tables.divide(refused, agent, problem, clock.instant()));
  }

  /// What waits.
  State state() {
    return run(tables::state);
  }

  /// The marks kept for a log's path.
  List<TailMark> marks(String path) {
    return run(() -> tables.marks(path));
  }

  /// The paths that marks are kept for.
  List<String> markedPaths() {
    return run(tables::markedPaths);
  }

  /// A remembered value.
  Optional<String> recall(String name) {
    return run(() -> tables.value(name));
  }

  /// Sets a remembered value.
  ///
  /// @return the value before
  Optional<String> remember(String name, String value) {
    return run(() -> tables.remember(name, value));
  }

  /// Waits until a full batch waits, or until the oldest waiting event has waited long enough, or
  /// until the time is over.
  void await(Duration flush, Duration atMost) throws InterruptedException {
    var end = System.nanoTime() + atMost.toNanos();
    synchronized (arrival) {
      while (waiting < SpoolTables.MOST_LINES) {
        var now = System.nanoTime();
        var until = waiting == 0 ? end : Math.min(end, oldestWaitingNanos + flush.toNanos());
        if (until - now <= 0) {
          return;
        }
        TimeUnit.NANOSECONDS.timedWait(arrival, until - now);
      }
    }
  }

  @Override
  public void close() {
    writer.shutdown();
    try {
      if (writer.awaitTermination(10, TimeUnit.SECONDS)) {
        note.close();
        sqlite.close();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (SQLException | IOException e) {
      throw new SpoolFailure("spool: closing: " + e.getMessage(), e);
    }
  }

  /// @param events how many wait, those in a cut batch included
  /// @param oldest when the oldest of them was seen
  record State(long epoch, long events, long bytes, Optional<Instant> oldest) {}

  /// Tells the sender how many wait; on the spool's own thread, so that no arrival is missed.
  private void arrived(long events) {
    synchronized (arrival) {
      if (waiting == 0) {
        oldestWaitingNanos = System.nanoTime();
      }
      waiting = events;
      arrival.notifyAll();
    }
  }

  private <T> T run(SqlWork<T> work) {
    return onWriter(() -> inTransaction(work));
  }

  private <T> T onWriter(Callable<T> work) {
    Future<T> done;
    try {
      done = writer.submit(work);
    } catch (java.util.concurrent.RejectedExecutionException e) {
      throw new SpoolFailure("spool: it is closed", e);
    }
    var isInterrupted = false;
    try {
      while (true) {
        try {
          return done.get();
        } catch (InterruptedException _) {
          isInterrupted = true; // the work goes on, so we wait on
        } catch (ExecutionException e) {
          var cause = e.getCause() == null ? e : e.getCause();
          throw new SpoolFailure("spool: " + cause.getMessage(), cause);
        }
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Writes a loss down on the spool's own thread. After the end there is nobody left to tell.
  private void noted(Waiting event) {
    try {
      onWriter(() -> {
        note.add(event.kind(), event.created());
        return true;
      });
    } catch (SpoolFailure _) {
      // closed
    }
  }

  private <T> T inTransaction(SqlWork<T> work) throws SQLException {
    if (isTight && reserve.isBack()) {
      isTight = false;
      tables.loosen();
    }
    try {
      return committed(work);
    } catch (SQLException e) {
      if (!isFull(e) || !(reserve.spend() || isTight)) {
        throw e;
      }
      isTight = true;
      tables.tighten();
      return committed(work);
    }
  }

  /// 13 SQLITE_FULL; 10 SQLITE_IOERR is what some writes on a full disk end with.
  private static boolean isFull(SQLException e) {
    return (e.getErrorCode() & 0xff) == 13 || (e.getErrorCode() & 0xff) == 10;
  }

  private <T> T committed(SqlWork<T> work) throws SQLException {
    try {
      var result = work.done();
      // Read before the commit: nothing may fail after it.
      var counted = tables.lossNote();
      sqlite.commit();
      note.counted(counted);
      arrived(tables.waiting());
      return result;
    } catch (SQLException | RuntimeException e) {
      undo(e);
      throw e;
    }
  }

  /// SQLite undoes some failed transactions by itself (a full disk). Then there is nothing to roll
  /// back, and the driver, which says so, has not begun the next one: without that each statement
  /// would be a transaction of its own.
  private void undo(Exception why) {
    try {
      sqlite.rollback();
    } catch (SQLException _) {
      begin(why);
    }
    try {
      tables.recount();
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }

  private void begin(Exception why) {
    try (var statement = sqlite.createStatement()) {
      statement.execute("BEGIN");
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }

  private interface SqlWork<T> {
    T done() throws SQLException;
  }

  /// The bytes of a text.
  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package kentongan.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import kentongan.office.OfficeId;

/// The durable record of every accepted batch, in the order of acceptance. Archive and detection
/// read on from it, each from its own position.
public interface EventLog extends AutoCloseable {
  /// Appends a batch once, and returns when it is on disk.
  ///
  /// A batch must continue where its agent's last one ended; a new epoch starts at 1.
  ///
  /// @param batch with a signature that has been checked
  /// @param office whose agent sent it
  /// @throws EventLogFailure when the batch could not be stored, on a full disk for instance; then
  ///   nothing of it is kept and the log goes on working once there is space again
  Appended append(Batch batch, OfficeId office, Instant acceptedAt);

  /// The next batches after a position, oldest first; empty at the end. May give fewer than there
  /// are, when they are large, but never none while there is one.
  ///
  /// @param after 0 for the beginning
  /// @param most how many at most, at least 1
  List<Stored> read(long after, int most);

  /// The position of the newest batch; 0 when empty.
  long end();

  /// Waits until there is something after a position, or until the time is over.
  ///
  /// @return whether there is something
  boolean awaitBeyond(long position, Duration atMost) throws InterruptedException;

  /// Where an agent's record ends: what it has to send next.
  Cursor cursor(AgentId agent);

  @Override
  void close();

  /// What became of a batch.
  sealed interface Appended {
    /// It is on disk at this position.
    record Accepted(long position) implements Appended {}

    /// All of it was already there; nothing was stored.
    record Repeated(Cursor cursor) implements Appended {}

    /// It begins after, or before, the event that has to come next; nothing was stored. Of a new
    /// epoch that does not begin at 1 the expected cursor is that epoch's beginning.
    record OutOfOrder(Cursor expected) implements Appended {}

    /// Its epoch is older than the one in force; nothing was stored.
    record StaleEpoch(Cursor expected) implements Appended {}
  }

  /// The end of an agent's record.
  ///
  /// @param epoch 0 when nothing was ever stored
  /// @param last the last stored sequence of that epoch; 0 when nothing was ever stored
  record Cursor(long epoch, long last) {}

  /// A batch on disk.
  ///
  /// @param position 1, 2, 3 … in the order of acceptance
  record Stored(long position, OfficeId office, Instant acceptedAt, Batch batch) {}

  /// A batch could not be stored, or the log not be read.
  final class EventLogFailure extends RuntimeException {
    private final boolean noSpace;

    public EventLogFailure(String what, Throwable cause) {
      this(what, cause, false);
    }

    /// @param noSpace whether the disk is full, which somebody can mend
    public EventLogFailure(String what, Throwable cause, boolean noSpace) {
      super(what, cause);
      this.noSpace = noSpace;
    }

    /// Whether there was no space left for it.
    public boolean noSpace() {
      return noSpace;
    }
  }
}

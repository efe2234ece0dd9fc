package kentongan.intake;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// How many bytes of batches are in memory at once, and no more.
final class InFlight {
  private final long most;
  private final AtomicLong held = new AtomicLong();

  InFlight(long most) {
    this.most = most;
  }

  /// A place for so many bytes; empty when there is none now.
  Optional<Place> reserve(long bytes) {
    if (held.addAndGet(bytes) > most) {
      held.addAndGet(-bytes);
      return Optional.empty();
    }
    return Optional.of(new Place(bytes));
  }

  /// Bytes that are held until it is closed; closing twice is closing once.
  final class Place implements AutoCloseable {
    private final long bytes;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Place(long bytes) {
      this.bytes = bytes;
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        held.addAndGet(-bytes);
      }
    }
  }
}

package kentongan.probe;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The end of a check's time. Closes the socket when it comes, so that a server that sends a byte
/// every few seconds holds nobody.
final class Deadline implements AutoCloseable {
  private static final ScheduledThreadPoolExecutor CLOCK = clock();

  private final long end;
  private final Future<?> alarm;
  private @Nullable Closeable socket;
  private boolean over;

  Deadline(Duration from) {
    this.end = System.nanoTime() + from.toNanos();
    this.alarm = CLOCK.schedule(this::come, from.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// What is left, at least 1 ms while it has not come.
  ///
  /// @throws CheckFailed when it has come
  int leftMillis() throws CheckFailed {
    var left = end - System.nanoTime();
    if (left <= 0) {
      throw new CheckFailed(Reason.TIMEOUT, "no whole answer in time");
    }
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, left / 1_000_000));
  }

  boolean hasCome() {
    return end - System.nanoTime() <= 0;
  }

  /// Puts a socket under this deadline, in place of the one before.
  synchronized void watch(Closeable socket) throws IOException {
    this.socket = socket;
    if (over) {
      socket.close();
    }
  }

  private synchronized void come() {
    over = true;
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException _) {
        // it is closed as far as we can close it
      }
    }
  }

  @Override
  public void close() {
    alarm.cancel(false);
  }

  private static ScheduledThreadPoolExecutor clock() {
    var clock =
        new ScheduledThreadPoolExecutor(
            1, work -> Thread.ofPlatform().daemon().name("probe-deadline").unstarted(work));
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }
}

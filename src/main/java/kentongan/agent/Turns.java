package kentongan.agent;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Who may ask now: a few questions at once, since a body in memory costs more than a thread; and
/// never two to one host at once, nor one close behind another.
final class Turns {
  private final Semaphore free;
  private final Duration spacing;
  private final Map<String, Host> hosts = new ConcurrentHashMap<>();

  /// @param atOnce questions at one time
  /// @param spacing between the end of one question to a host and the beginning of the next
  Turns(int atOnce, Duration spacing) {
    this.free = new Semaphore(atOnce);
    this.spacing = spacing;
  }

  private static final class Host {
    final ReentrantLock lock = new ReentrantLock(true);
    long until = System.nanoTime();
  }

  /// Does something when its turn has come.
  ///
  /// @param host who is asked; empty for this machine, which needs no sparing
  void take(String host, Runnable look) throws InterruptedException {
    if (host.isEmpty()) {
      whenFree(look);
      return;
    }
    var place = hosts.computeIfAbsent(host, _ -> new Host());
    place.lock.lockInterruptibly();
    try {
      for (var left = place.until - System.nanoTime(); left > 0; ) {
        TimeUnit.NANOSECONDS.sleep(left);
        left = place.until - System.nanoTime();
      }
      whenFree(look);
    } finally {
      place.until = System.nanoTime() + spacing.toNanos();
      place.lock.unlock();
    }
  }

  private void whenFree(Runnable look) throws InterruptedException {
    free.acquire();
    try {
      look.run();
    } finally {
      free.release();
    }
  }
}

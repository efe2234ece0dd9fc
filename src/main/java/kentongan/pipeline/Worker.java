package kentongan.pipeline;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread of its own that does one step after another until it is closed. Never interrupted: an
/// interrupted thread closes the files it writes to.
final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Thread thread;
  private final Step step;
  private final Figures figures;
  private volatile boolean closing;

  /// What a worker does.
  interface Step {
    /// Does one piece of work, waiting for it for up to a second.
    void run() throws Exception;
  }

  Worker(String name, Figures figures, Step step) {
    this.step = step;
    this.figures = figures;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::work);
  }

  Worker start() {
    thread.start();
    return this;
  }

  /// Ends a wait early: there is something to do.
  void wake() {
    LockSupport.unpark(thread);
  }

  private void work() {
    var pause = FIRST_PAUSE;
    while (!closing) {
      try {
        step.run();
        pause = FIRST_PAUSE;
      } catch (Exception failed) {
        if (closing) {
          return;
        }
        figures.retried.increment();
        LOG.atError()
            .addKeyValue("worker", thread.getName())
            .addKeyValue("next_try_ms", pause.toMillis())
            .setCause(failed)
            .log("a step failed and is tried again");
        LockSupport.parkNanos(pause.toNanos());
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                ? LONGEST_PAUSE
                : pause.multipliedBy(2);
      }
    }
  }

  /// Lets the step under way end, then returns.
  @Override
  public void close() {
    closing = true;
    wake();
    try {
      thread.join(Duration.ofSeconds(30));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}

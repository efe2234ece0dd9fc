package kentongan.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import kentongan.probe.HttpProbe;

/// Asks every check and looks at every page at its time, each on a virtual thread of its own, a few
/// at once: a body in memory costs more than a thread.
final class Rounds {
  private static final int AT_ONCE = 4;
  private static final Duration SPREAD = Duration.ofMillis(25);

  private final AgentConfig config;
  private final HttpProbe probe;
  private final Spool spool;
  private final InstantSource clock;
  private final String host;
  private final Consumer<String> say;
  private final Semaphore turns = new Semaphore(AT_ONCE);

  Rounds(
      AgentConfig config,
      HttpProbe probe,
      Spool spool,
      InstantSource clock,
      String host,
      Consumer<String> say) {
    this.say = say;
    this.config = config;
    this.probe = probe;
    this.spool = spool;
    this.clock = clock;
    this.host = host;
  }

  /// Begins the rounds of a plan.
  interface Starter {
    /// @param end ends them
    List<Thread> start(Planned.Work work, CountDownLatch end);
  }

  /// Starts the rounds of a plan; they go on until `end`.
  List<Thread> start(Planned.Work work, CountDownLatch end) {
    var said = new HashMap<String, String>(work.witness());
    return start(work.duties(), id -> Optional.ofNullable(said.get(id)), end);
  }

  /// Starts the rounds; they go on until `end`.
  List<Thread> start(CountDownLatch end) {
    return start(config.duties(), _ -> Optional.empty(), end);
  }

  private List<Thread> start(
      AgentConfig.Duties duties, Function<String, Optional<String>> witness, CountDownLatch end) {
    var threads = new ArrayList<Thread>();
    for (var check : duties.checks()) {
      var asked = new CheckRound(check, probe, clock, host, witness.apply(check.id()));
      threads.add(round(threads.size(), check.every(), () -> spool.offer(asked.event()), end));
    }
    for (var page : duties.pages()) {
      var looked = new PageRound(page, probe, clock, host, config.data().resolve("pages"));
      threads.add(round(threads.size(), page.every(), () -> look(looked, page), end));
    }
    return threads;
  }

  private void look(PageRound looked, AgentConfig.Page page) {
    try {
      looked.event().ifPresent(spool::offer);
    } catch (IOException | UncheckedIOException e) {
      say.accept(
          page.url() + ": halaman pembanding tidak dapat dibaca atau disimpan: " + e.getMessage());
    }
  }

  private Thread round(int place, Duration every, Runnable look, CountDownLatch end) {
    return Thread.ofVirtual()
        .name("round-" + place)
        .start(() -> {
          var next = System.nanoTime() + SPREAD.multipliedBy(place).toNanos();
          try {
            while (!end.await(next - System.nanoTime(), TimeUnit.NANOSECONDS)) {
              turns.acquire();
              try {
                look.run();
              } finally {
                turns.release();
              }
              // At its own beat; a round that took longer than that skips, it does not hurry.
              do {
                next += every.toNanos();
              } while (next - System.nanoTime() <= 0);
            }
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }
}

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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import kentongan.probe.HttpCheck;
import kentongan.probe.Probes;

/// Asks every check and looks at every page at its time, each on a virtual thread of its own, when
/// its turn has come.
final class Rounds {
  private static final Duration SPREAD = Duration.ofMillis(25);
  private static final double JITTER = 0.05;

  private final AgentConfig config;
  private final Probes probes;
  private final Spool spool;
  private final InstantSource clock;
  private final String host;
  private final Consumer<String> say;
  private final Turns turns;

  Rounds(
      AgentConfig config,
      Probes probes,
      Spool spool,
      InstantSource clock,
      String host,
      Consumer<String> say,
      Turns turns) {
    this.say = say;
    this.turns = turns;
    this.config = config;
    this.probes = probes;
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
    var memory = new SpoolMemory(spool);
    for (var check : duties.checks()) {
      var asked =
          new CheckRound(
              check, probes, memory.of(check.id()), clock, host, witness.apply(check.id()));
      var beat = new Beat(threads.size(), check.every(), check.question().host());
      threads.add(round(beat, () -> spool.offer(asked.event()), end));
    }
    for (var page : duties.pages()) {
      var looked = new PageRound(page, probes.http(), clock, host, config.data().resolve("pages"));
      var beat = new Beat(threads.size(), page.every(), HttpCheck.of(page.url()).host());
      threads.add(round(beat, () -> look(looked, page), end));
    }
    return threads;
  }

  private void look(PageRound looked, AgentConfig.Page page) {
    try {
      looked.events().forEach(spool::offer);
    } catch (IOException | UncheckedIOException e) {
      say.accept(
          page.url() + ": halaman pembanding tidak dapat dibaca atau disimpan: " + e.getMessage());
    }
  }

  /// When a round looks, and at whom.
  private record Beat(int place, Duration every, String host) {
    /// One interval, up to a twentieth shorter or longer: what began together does not stay so.
    long nanos() {
      var jitter = ThreadLocalRandom.current().nextDouble(-JITTER, JITTER);
      return (long) (every.toNanos() * (1 + jitter));
    }
  }

  private Thread round(Beat beat, Runnable look, CountDownLatch end) {
    return Thread.ofVirtual()
        .name("round-" + beat.place())
        .start(() -> {
          var next = System.nanoTime() + SPREAD.multipliedBy(beat.place()).toNanos();
          try {
            while (!end.await(next - System.nanoTime(), TimeUnit.NANOSECONDS)) {
              turns.take(
                  beat.host(),
                  () -> {
                    if (end.getCount() > 0) {
                      look.run();
                    }
                  });
              // At its own beat; a round that took longer than that skips, it does not hurry.
              do {
                next += beat.nanos();
              } while (next - System.nanoTime() <= 0);
            }
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }
}

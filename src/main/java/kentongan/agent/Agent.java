package kentongan.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import kentongan.probe.AddressGuard;
import kentongan.probe.JobCheck;
import kentongan.probe.Probes;
import org.jspecify.annotations.Nullable;

/// One office's agent: its threads, from start to end. Several may live in one process, each with a
/// directory of its own.
public final class Agent implements AutoCloseable {
  /// As it stands in heartbeats.
  static final String VERSION = version();

  private static final int AT_ONCE = 4;

  private final AgentConfig config;
  private final InstantSource clock;
  private final Consumer<String> say;
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Turns turns;
  private final LogCounts counts = new LogCounts();
  private @Nullable FileChannel lock;
  private @Nullable Spool spool;
  private @Nullable Journal journal;
  private @Nullable Planned planned;
  private @Nullable Sender sender;
  private @Nullable Thread sending;
  private @Nullable OfficePage page;
  private @Nullable JobDoor jobDoor;

  /// @param say told one line for people at each change of state
  public Agent(AgentConfig config, InstantSource clock, Consumer<String> say) {
    this.config = config;
    this.clock = clock;
    this.say = say;
    this.turns = new Turns(AT_ONCE, config.asking().spacing());
  }

  /// Starts everything and returns.
  ///
  /// @throws IOException when the directory cannot be used, or another agent uses it
  public void start() throws IOException {
    Files.createDirectories(config.data());
    lock = locked(config.data().resolve("agent.lock"));
    var identity = Identity.in(config.data());
    var opened = openedSpool();
    spool = opened;
    var host = Host.name();
    keep(opened, life("started", host));
    var before = opened.remember("config", Integer.toHexString(config.duties().hashCode()));
    if (before.isPresent()
        && !before.get().equals(Integer.toHexString(config.duties().hashCode()))) {
      keep(opened, life("config_changed", host));
    }
    var work =
        new Planned(
            config,
            identity,
            (plan, until) -> planRounds(plan, opened, host).start(plan, until),
            told -> opened.offer(told(told, host)),
            say);
    planned = work;
    var newSender = new Sender(config, identity, opened, clock, say, host, work);
    sender = newSender;
    sending = run("sender", newSender::run);
    threads.add(run("heartbeat", () -> beat(opened, host)));
    if (!config.duties().logs().isEmpty()) {
      var logs = new LogWatch(config, opened, clock, counts, say);
      threads.add(run("logs", () -> logs.run(this::ended)));
    }
    watch(opened, host);
    var rounds =
        new Rounds(
            config,
            new Probes(new AddressGuard(config.allow()), clock),
            opened,
            clock,
            host,
            say,
            turns);
    threads.addAll(rounds.start(end));
    openJobDoor();
    serveOffice(opened, newSender.line(), identity);
    work.begin();
  }

  /// Rounds that may go where the agent's file allows, and where the plan does.
  private Rounds planRounds(Planned.Work plan, Spool into, String host) {
    var allow = new ArrayList<>(config.allow());
    allow.addAll(plan.allow());
    return new Rounds(
        config, new Probes(new AddressGuard(allow), clock), into, clock, host, say, turns);
  }

  private Waiting told(Planned.Told told, String host) {
    var now = clock.instant();
    var doc =
        new Doc("kentongan.agent", now, now)
            .put("event.action", told.action())
            .put("message", told.message())
            .put("host.hostname", host)
            .put("kentongan.plan.version", told.version())
            .put("kentongan.plan.reason", told.reason())
            .put("kentongan.agent.version", VERSION);
    return new Waiting(EventClass.AGENT, now, doc.json());
  }

  private void serveOffice(Spool into, LineState line, Identity identity) {
    var office = config.office();
    if (office.listen().isPresent()) {
      try {
        page = OfficePage.open(office, new OfficeView(config, line, into, clock)::html);
      } catch (IOException e) {
        say.accept("office.listen: %s: %s".formatted(office.listen().get(), e.getMessage()));
      }
    }
    if (!office.sms().isEmpty()) {
      var sms = new CodeSms(office, say);
      threads.add(
          run(
              "sms",
              () -> {
                while (!ended(Duration.ofSeconds(5))) {
                  var name = identity.agent().map(a -> a.value().split("-", 2)[0]).orElse("?");
                  sms.look(line.now(), name, clock.instant());
                }
              }));
    }
  }

  private void openJobDoor() {
    var asking = config.asking();
    if (asking.jobPort().isEmpty()) {
      return;
    }
    var names = new HashSet<String>();
    for (var check : config.duties().checks()) {
      if (check.question() instanceof JobCheck job) {
        names.add(job.job());
      }
    }
    try {
      jobDoor = JobDoor.open(asking.jobPort().get(), config.data().resolve("jobs"), names, say);
    } catch (IOException e) {
      say.accept("jobs.port: %d: %s".formatted(asking.jobPort().get(), e.getMessage()));
    }
  }

  private void watch(Spool into, String host) {
    var watched = config.duties().watched();
    if (!watched.roots().isEmpty()) {
      var file = config.data().resolve("files.db");
      var files = new FileWatch(watched.roots(), file, into, clock, host, say);
      threads.add(run("files", () -> files.run(this::ended)));
    }
    watched
        .journal()
        .ifPresent(source -> {
          var read = new Journal(source, into, clock, counts, say);
          journal = read;
          threads.add(run("journal", () -> read.run(this::ended)));
        });
  }

  /// Waits until the agent has nothing to live for: the collector refuses to enrol it.
  ///
  /// @return whether that is so; false when the time is over
  public boolean awaitRefusal(Duration atMost) throws InterruptedException {
    var last = System.nanoTime() + atMost.toNanos();
    while (sender == null || !sender.isRefused()) {
      if (end.await(
              Math.min(200, Math.max(1, (last - System.nanoTime()) / 1_000_000)),
              TimeUnit.MILLISECONDS)
          || System.nanoTime() > last) {
        return false;
      }
    }
    return true;
  }

  /// Ends everything; what waits is sent once more, within two seconds, and otherwise kept.
  @Override
  public void close() {
    end.countDown();
    if (page != null) {
      page.close();
    }
    if (planned != null) {
      planned.close();
    }
    if (jobDoor != null) {
      jobDoor.close();
    }
    join(threads, 3000);
    if (spool != null) {
      keep(spool, life("stopped", Host.name()));
    }
    if (sender != null && sending != null) {
      sender.end();
      join(List.of(sending), 2000);
    }
    if (spool != null) {
      spool.close();
    }
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (IOException _) {
      // the process's end frees it
    }
  }

  private Spool openedSpool() throws IOException {
    try {
      return Spool.open(config.data().resolve("spool.db"), config.bounds(), clock);
    } catch (SpoolFailure e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static FileChannel locked(Path file) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      @Nullable FileLock held = channel.tryLock();
      if (held != null) {
        return channel;
      }
    } catch (OverlappingFileLockException _) {
      // held in this very process
    }
    channel.close();
    throw new IOException(file.getParent() + ": another agent uses this directory");
  }

  private void beat(Spool into, String host) {
    do {
      var now = clock.instant();
      try {
        var state = into.state();
        var doc =
            new Doc("kentongan.heartbeat", now, now)
                .put("host.hostname", host)
                .put("kentongan.spool.events", state.events())
                .put("kentongan.spool.bytes", state.bytes())
                .put("kentongan.spool.oldest", state.oldest().map(Doc::text))
                .put("kentongan.logs.lines", counts.lines())
                .put("kentongan.logs.unparsed", counts.unparsed())
                .put("kentongan.agent.version", VERSION);
        into.offer(new Waiting(EventClass.HEARTBEAT, now, doc.json()));
      } catch (SpoolFailure e) {
        say.accept(e.getMessage());
      }
    } while (!ended(config.pace().heartbeat()));
  }

  /// Waits; says whether the end has come.
  private boolean ended(Duration atMost) {
    try {
      return end.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private Waiting life(String action, String host) {
    Instant now = clock.instant();
    var doc =
        new Doc("kentongan.agent", now, now)
            .put("event.action", action)
            .put("message", "agent " + action)
            .put("host.hostname", host)
            .put("kentongan.agent.version", VERSION);
    return new Waiting(EventClass.AGENT, now, doc.json());
  }

  private void keep(Spool into, Waiting event) {
    if (!into.offer(event)) {
      say.accept("catatan tidak dapat disimpan; kehilangannya dicatat");
    }
  }

  private static Thread run(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name(name).stackSize(512 * 1024).start(work);
  }

  private static void join(List<Thread> threads, long millis) {
    var last = System.nanoTime() + millis * 1_000_000;
    try {
      for (var thread : threads) {
        var left = (last - System.nanoTime()) / 1_000_000;
        if (left > 0) {
          thread.join(left);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String version() {
    var version = Agent.class.getPackage().getImplementationVersion();
    return version == null ? "0.1.0" : version;
  }
}

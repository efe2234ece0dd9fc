package kentongan.boot.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import kentongan.event.Agent;
import kentongan.event.Batch;
import kentongan.event.BatchBody;
import kentongan.event.BatchSignature;
import kentongan.event.EventLog;
import kentongan.intake.ConnectionGuard;
import kentongan.intake.Intake;
import kentongan.intake.IntakeSettings;
import kentongan.office.OfficeId;
import kentongan.store.sqlite.SqliteAgents;
import kentongan.store.sqlite.SqliteDesk;
import kentongan.store.sqlite.SqliteEventLog;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/// The collector's own door and log on loopback, and agents that send to it.
final class Rig implements AutoCloseable {
  static final int BATCH = 500;
  private static final int AGENTS = 8;

  private final SqliteEventLog log;
  private final SqliteDesk desk;
  private final Intake intake;
  private final DisposableServer server;
  private final List<Agent> agents = new ArrayList<>();
  private final byte[] key = BatchSignature.newPrivateKey(new SecureRandom());

  Rig(Path directory) {
    log = SqliteEventLog.open(directory.resolve("log"));
    desk = SqliteDesk.open(directory.resolve("desk"));
    var register = new SqliteAgents(desk);
    var clock = InstantSource.system();
    for (var i = 0; i < AGENTS; i++) {
      var token = register.issueToken(new OfficeId("51.0" + i), clock.instant().plusSeconds(60));
      agents.add(
          register
              .enrol(token, "bench", BatchSignature.publicKey(key), clock.instant())
              .orElseThrow());
    }
    var settings = IntakeSettings.onThisMachine();
    var meters = new SimpleMeterRegistry();
    intake = new Intake(log, register, clock, settings, meters);
    server =
        new ConnectionGuard(settings, meters)
            .apply(HttpServer.create().host("127.0.0.1").port(0))
            .handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(intake.routes())))
            .bindNow();
  }

  EventLog log() {
    return log;
  }

  /// Signed batches of each agent, in order.
  List<List<Batch>> batches(BenchLines lines, int events, long epoch, Instant from) {
    var all = new ArrayList<List<Batch>>();
    for (var i = 0; i < AGENTS; i++) {
      var own = new ArrayList<Batch>();
      for (var first = 1L; first + BATCH - 1 <= events / AGENTS; first += BATCH) {
        var body =
            BatchBody.pack(lines.batch(first + i * 100_000L, BATCH, from), Batch.Encoding.ZSTD);
        own.add(
            BatchSignature.sign(
                key,
                agents.get(i).id(),
                epoch,
                first,
                first + BATCH - 1,
                Batch.Encoding.ZSTD,
                body));
      }
      all.add(own);
    }
    return all;
  }

  /// All agents at once.
  ///
  /// @return how long each answer took, in nanoseconds, sorted
  List<Long> send(List<List<Batch>> batches) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var work =
          batches.stream()
              .map(own -> (Callable<List<Long>>) () -> Sender.send(server.port(), own))
              .toList();
      var took = new ArrayList<Long>();
      for (var done : threads.invokeAll(work)) {
        took.addAll(done.get());
      }
      took.sort(null);
      return took;
    }
  }

  @Override
  public void close() {
    server.disposeNow(Duration.ofSeconds(3));
    intake.close();
    log.close();
    desk.close();
  }
}

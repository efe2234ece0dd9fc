package kentongan.boot.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/// What the servers of two offices write all the while: sshd in Makassar, nginx in Jayapura.
final class Traffic implements AutoCloseable {
  private static final Duration BETWEEN_LINES = Duration.ofMillis(250);
  private static final Duration BETWEEN_GUESSES = Duration.ofMillis(200);
  private static final int QUIET_LINES = 1500;

  private final GrowingLog auth;
  private final GrowingLog access;
  private final SshdLog sshd = new SshdLog(DemoPlace.MAKASSAR.machine());
  private final List<SshdLog.Said> quiet;
  private final InstantSource clock;
  private final Thread writer;

  private Traffic(Path folder, Optional<Path> recorded, InstantSource clock) {
    auth = new GrowingLog(folder.resolve("makassar").resolve("auth.log"));
    access = new GrowingLog(folder.resolve("jayapura").resolve("access.log"));
    quiet = SshdLog.quiet(recorded, QUIET_LINES);
    this.clock = clock;
    writer = Thread.ofVirtual().name("traffic").start(this::write);
  }

  /// @param folder where the log files lie
  /// @param recorded a recorded sshd log to take ordinary lines from
  static Traffic start(Path folder, Optional<Path> recorded, InstantSource clock) {
    return new Traffic(folder, recorded, clock);
  }

  Path authLog() {
    return auth.file();
  }

  Path accessLog() {
    return access.file();
  }

  /// The break-in over sshd, guess by guess.
  void breakIn() throws InterruptedException {
    for (var said : SshdLog.breakIn()) {
      auth.append(sshd.line(said, now(DemoPlace.MAKASSAR)));
      Thread.sleep(BETWEEN_GUESSES);
    }
  }

  /// The attack on the web application, request by request.
  void webAttack() throws InterruptedException {
    for (var asked : AccessLog.attack()) {
      access.append(AccessLog.line(asked, now(DemoPlace.JAYAPURA)));
      Thread.sleep(BETWEEN_GUESSES);
    }
  }

  @Override
  public void close() {
    writer.interrupt();
  }

  private void write() {
    try {
      for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
        auth.append(sshd.line(quiet.get(i % quiet.size()), now(DemoPlace.MAKASSAR)));
        access.append(AccessLog.line(AccessLog.visitor(i), now(DemoPlace.JAYAPURA)));
        Thread.sleep(BETWEEN_LINES);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private OffsetDateTime now(DemoPlace place) {
    return clock.instant().atZone(place.office().zone()).toOffsetDateTime();
  }
}

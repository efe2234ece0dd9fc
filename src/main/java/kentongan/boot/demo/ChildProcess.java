package kentongan.boot.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process of our own in the background, its words in a file. It never outlives this one: it is
/// ended when this JVM ends.
final class ChildProcess implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final List<String> command;
  private final Path log;
  private final Thread atExit = new Thread(this::end, "end-child");
  private Process process;

  private ChildProcess(List<String> command, Path log) throws IOException {
    this.command = List.copyOf(command);
    this.log = log;
    process = begin();
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /// @param log gets what the process says; grows when it is started again
  static ChildProcess start(List<String> command, Path log) {
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      return new ChildProcess(command, log);
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Path log() {
    return log;
  }

  long pid() {
    return process.pid();
  }

  /// Ends it at once, as `kill -9` does.
  void kill() {
    process.destroyForcibly();
    waitFor(GRACE);
  }

  /// Starts the same command again, after it ended.
  void startAgain() {
    try {
      process = begin();
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    }
  }

  /// Asks it to end, and ends it when it does not.
  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException alreadyEnding) {
      // The hook is what called this.
    }
  }

  private void end() {
    process.destroy();
    if (!waitFor(GRACE)) {
      kill();
    }
  }

  private boolean waitFor(Duration most) {
    try {
      return process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Process begin() throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }
}

package kentongan.store.sqlite;

import static kentongan.event.EventSamples.BADUNG;
import static kentongan.event.EventSamples.EPOCH;
import static kentongan.event.EventSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import kentongan.event.AgentId;
import kentongan.event.BatchBody;
import kentongan.event.EventLog;
import kentongan.event.EventLog.Cursor;
import kentongan.event.EventSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was acknowledged before a `kill -9` is there afterwards, whole, once and in order.
class KilledLogTest {
  private static final int CYCLES = 8;
  private static final int AGENTS = 4;

  @TempDir private Path directory;

  /// Appends without end and prints what was acknowledged. Run in a process of its own.
  public static void main(String[] args) {
    var log = SqliteEventLog.open(Path.of(args[0]));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < AGENTS; i++) {
        var agent = new AgentId("agent-" + i);
        threads.submit(() -> append(log, agent));
      }
    }
  }

  private static void append(EventLog log, AgentId agent) {
    for (var first = log.cursor(agent).last() + 1; ; first += 3) {
      log.append(EventSamples.batch(agent, EPOCH, first, first + 2), BADUNG, NOON);
      synchronized (System.out) {
        System.out.println(agent + " " + (first + 2));
        System.out.flush();
      }
    }
  }

  @Test
  void nothing_acknowledged_is_lost_and_nothing_is_there_twice() throws Exception {
    var acknowledged = new HashMap<String, Long>();
    var random = new Random(7);
    for (var cycle = 0; cycle < CYCLES; cycle++) {
      var lines = 1 + random.nextInt(400);
      kill(lines, acknowledged);
    }

    try (var log = SqliteEventLog.open(directory)) {
      for (var entry : acknowledged.entrySet()) {
        assertThat(log.cursor(new AgentId(entry.getKey())).last())
            .as(entry.getKey())
            .isGreaterThanOrEqualTo(entry.getValue());
      }
      wholeAndInOrder(log);
    }
  }

  /// Reads so many acknowledgements, kills, and reads what had been said before the end.
  private void kill(int lines, HashMap<String, Long> acknowledged) throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                KilledLogTest.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      var count = 0;
      for (var line = said.readLine(); line != null; line = said.readLine()) {
        var parts = line.split(" ", 2);
        // The last line may have been cut in the middle of its number.
        if (parts.length == 2 && said.ready()) {
          acknowledged.merge(parts[0], Long.parseLong(parts[1]), Math::max);
        }
        if (++count == lines) {
          // By its handle: the process itself would close its streams, and with them what it said.
          process.toHandle().destroyForcibly();
        }
      }
      assertThat(count).as("acknowledged before the end").isGreaterThanOrEqualTo(lines);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /// Surefire and the console launcher each hide theirs in a place of their own.
  private static String classPath() {
    if (KilledLogTest.class.getClassLoader() instanceof URLClassLoader loader) {
      return Arrays.stream(loader.getURLs())
          .map(url -> Path.of(URI.create(url.toString())).toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static void wholeAndInOrder(EventLog log) {
    var next = new HashMap<AgentId, Long>();
    var position = 0L;
    for (var read = log.read(0, 500); !read.isEmpty(); read = log.read(position, 500)) {
      for (var stored : read) {
        assertThat(stored.position()).isEqualTo(++position);
        var batch = stored.batch();
        assertThat(batch.first()).isEqualTo(next.getOrDefault(batch.agent(), 1L));
        assertThat(BatchBody.events(stored)).hasSize(3);
        next.put(batch.agent(), batch.last() + 1);
      }
    }
    assertThat(position).isEqualTo(log.end());
    next.forEach(
        (agent, first) -> assertThat(log.cursor(agent)).isEqualTo(new Cursor(EPOCH, first - 1)));
  }
}

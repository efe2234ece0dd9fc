package kentongan.boot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import kentongan.event.Batch;

/// `kentongan bench agent`: what an agent with 20 checks costs in memory and processor time, beside
/// the floor of a Java process with TLS, and how many pages a core compares.
public final class AgentBench {
  /// The jars an agent needs besides our own classes; the launcher and the packages use the same.
  public static final List<String> AGENT_JARS =
      List.of(
          "sqlite-jdbc",
          "zstd-jni",
          "jackson-core",
          "bcprov-jdk18on",
          "jsoup",
          "re2j",
          "snakeyaml",
          "jspecify");

  /// The flags an agent is run and measured with.
  public static final List<String> AGENT_FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx24m",
          "-Xms4m",
          "-Xmn2m",
          "-XX:MinHeapFreeRatio=10",
          "-XX:MaxHeapFreeRatio=25",
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=6m",
          "-XX:MaxMetaspaceSize=40m",
          "-Xss256k",
          "-XX:TrimNativeHeapInterval=5000",
          "-XX:-UsePerfData",
          "-Djdk.virtualThreadScheduler.parallelism=1",
          "--enable-native-access=ALL-UNNAMED");

  private static final int CHECKS = 20;
  private static final int LIMIT_MB = 80;
  private static final int FLOOR_MB = 57;

  private AgentBench() {}

  /// Runs the benchmark.
  ///
  /// @param args optionally the seconds to measure, 20 unless given
  /// @return 0 within the limit, 1 above it
  public static int run(List<String> args) {
    try {
      var seconds = args.isEmpty() ? 20 : Integer.parseInt(args.getFirst());
      pages();
      return resident(seconds) ? 0 : 1;
    } catch (NumberFormatException _) {
      System.err.printf("bench agent: '%s' (expected: seconds)%n", args.getFirst());
      return 2;
    } catch (IOException e) {
      System.err.println("bench agent: " + e.getMessage());
      return 1;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static void pages() {
    PagesBench.run(2);
  }

  private static boolean resident(int seconds) throws IOException, InterruptedException {
    var events = new AtomicLong();
    var server = server(events);
    var data = Files.createTempDirectory("kentongan-bench-agent");
    try {
      var log = data.resolve("auth.log");
      Files.writeString(log, "");
      Files.writeString(data.resolve("agent.yaml"), settings(server, log));
      var agent = start(data);
      try {
        return measured(agent, log, seconds, events);
      } finally {
        agent.destroy();
        agent.waitFor(5, TimeUnit.SECONDS);
      }
    } finally {
      server.stop(0);
      remove(data);
    }
  }

  private static boolean measured(Process agent, Path log, int seconds, AtomicLong events)
      throws IOException, InterruptedException {
    var line =
        "Nov 21 02:14:07 srv sshd[42]: Failed password for root from 192.0.2.7 port 22 ssh2\n";
    for (var i = 0; i < seconds * 10 && agent.isAlive(); i++) {
      Files.writeString(log, line.repeat(10), StandardOpenOption.APPEND);
      Thread.sleep(100);
    }
    var status = Files.readString(Path.of("/proc/" + agent.pid() + "/smaps_rollup"));
    var rss = kilobytes(status, "Rss:") / 1024;
    var dirty = (kilobytes(status, "Private_Dirty:") + kilobytes(status, "Private_Clean:")) / 1024;
    var cpu = agent.info().totalCpuDuration().map(d -> d.toMillis() / 1000.0).orElse(0.0);
    System.out.printf(
        "{\"bench\":\"agent\",\"figure\":\"resident MB, %d checks, 100 lines a"
            + " second\",\"value\":%d,\"pss\":%d,\"private\":%d,\"limit\":%d,\"floor\":%d,\"cpu_seconds\":%.2f,\"wall_seconds\":%d,\"events\":%d}%n",
        CHECKS,
        rss,
        kilobytes(status, "Pss:") / 1024,
        dirty,
        LIMIT_MB,
        FLOOR_MB,
        cpu,
        seconds,
        events.get());
    return agent.isAlive() && rss <= LIMIT_MB;
  }

  private static Process start(Path data) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(AGENT_FLAGS);
    command.addAll(
        List.of("-cp", classPath(), "kentongan.Kentongan", "agent", "--data", data.toString()));
    var agent = new ProcessBuilder(command);
    // One pool for native memory: SQLite and zstd use little, and from several threads.
    agent.environment().put("MALLOC_ARENA_MAX", "1");
    return agent
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// Of our own class path what an agent needs, and nothing else.
  static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(AgentBench::isNeeded)
        .reduce((a, b) -> a + File.pathSeparator + b)
        .orElseThrow();
  }

  private static boolean isNeeded(String entry) {
    var name = Path.of(entry).getFileName().toString();
    if (!name.endsWith(".jar")) {
      return !entry.contains("test");
    }
    return name.startsWith("kentongan")
        || AGENT_JARS.stream().anyMatch(jar -> name.matches(jar + "-[0-9].*\\.jar"));
  }

  private static String settings(HttpServer server, Path log) {
    var at = "http://127.0.0.1:" + server.getAddress().getPort();
    var text = new StringBuilder("collector: %s%ntoken: t%nallow: [127.0.0.0/8]%n".formatted(at));
    text.append("logs:%n  - {path: %s, kind: sshd}%nchecks:%n".formatted(log));
    for (var i = 0; i < CHECKS; i++) {
      text.append(
          "  - {asset: a-%d, url: '%s/situs', every: 3s, expect: {contains: Bawaslu}}%n"
              .formatted(i, at));
    }
    text.append("pages:%n  - {asset: a-0, url: '%s/situs', every: 10s}%n".formatted(at));
    return text.toString();
  }

  private static HttpServer server(AtomicLong events) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var site = ("<title>Bawaslu</title>" + "<p>Bawaslu mengawasi.</p>".repeat(800));
    server.createContext("/situs", e -> answer(e, 200, site));
    server.createContext(
        "/intake/v1/enrolments", e -> answer(e, 201, "{\"agent\":\"00-bench\",\"office\":\"00\"}"));
    server.createContext(
        "/intake/v1/batches",
        e -> {
          var headers = e.getRequestHeaders();
          var last = Long.parseLong(headers.getFirst(Batch.LAST));
          events.set(last);
          answer(
              e, 200, "{\"epoch\":%s,\"last\":%d}".formatted(headers.getFirst(Batch.EPOCH), last));
        });
    server.setExecutor(work -> Thread.ofVirtual().start(work));
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    exchange.getRequestBody().readAllBytes();
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static long kilobytes(String status, String name) {
    return status
        .lines()
        .filter(l -> l.startsWith(name))
        .map(l -> l.replaceAll("[^0-9]", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }

  private static void remove(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}

package kentongan.store.elastic;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;

/// A real Elasticsearch on loopback, for tests: Maven fetches its distribution once, it is unpacked
/// to a temporary directory, started as somebody who is not root, and removed afterwards.
final class ElasticServer implements AutoCloseable {
  private static final String ARTIFACT =
      "org.elasticsearch.distribution.integ-test-zip:elasticsearch:8.19.21:zip";
  private static final String VERSION = "elasticsearch-8.19.21";

  private final Path home;
  private final Process process;
  private final URI uri;

  private ElasticServer(Path home, Process process, URI uri) {
    this.home = home;
    this.process = process;
    this.uri = uri;
  }

  /// Why there is no server to test with.
  static final class Unavailable extends Exception {
    Unavailable(String why) {
      super(why);
    }
  }

  URI uri() {
    return uri;
  }

  static ElasticServer start() throws Unavailable, IOException, InterruptedException {
    var zip = fetched();
    var home = Files.createTempDirectory("kentongan-elastic");
    try {
      unpack(zip, home);
      var port = freePort();
      Files.writeString(home.resolve(VERSION + "/config/elasticsearch.yml"), settings(port));
      var process = run(home);
      var server = new ElasticServer(home, process, URI.create("http://127.0.0.1:" + port));
      server.await();
      return server;
    } catch (IOException | InterruptedException | RuntimeException | Unavailable failed) {
      delete(home);
      throw failed;
    }
  }

  /// The distribution from Maven's own repository, or from wherever Maven gets things.
  private static Path fetched() throws Unavailable, IOException, InterruptedException {
    var target = Path.of("target/elastic").toAbsolutePath();
    var zip = target.resolve(VERSION + ".zip");
    if (Files.exists(zip)) {
      return zip;
    }
    Files.createDirectories(target);
    for (var mode : List.of("-o", "-U")) {
      var maven =
          List.of(
              "mvn",
              "-B",
              "-q",
              mode,
              "dependency:copy",
              "-Dartifact=" + ARTIFACT,
              "-DoutputDirectory=" + target);
      if (outcome(maven, 400) == 0 && Files.exists(zip)) {
        return zip;
      }
    }
    throw new Unavailable("Maven cannot get " + ARTIFACT);
  }

  private static int outcome(List<String> command, int seconds)
      throws Unavailable, InterruptedException {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return -1;
      }
      return process.exitValue();
    } catch (IOException missing) {
      throw new Unavailable(missing.getMessage());
    }
  }

  private static void unpack(Path zip, Path home) throws IOException {
    try (var file = new ZipFile(zip.toFile())) {
      for (var entry : file.stream().toList()) {
        var to = home.resolve(entry.getName()).normalize();
        if (!to.startsWith(home)) {
          throw new IOException(entry.getName() + " leads outside");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(to);
        } else {
          Files.createDirectories(to.getParent());
          try (var in = file.getInputStream(entry)) {
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
          }
          if (entry.getName().contains("/bin/")) {
            to.toFile().setExecutable(true, false);
          }
        }
      }
    }
  }

  private static String settings(int port) throws IOException {
    return """
    discovery.type: single-node
    xpack.security.enabled: false
    network.host: 127.0.0.1
    http.port: %d
    transport.port: %d
    cluster.routing.allocation.disk.threshold_enabled: false
    """
        .formatted(port, freePort());
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Process run(Path home) throws IOException, InterruptedException, Unavailable {
    var command = new ArrayList<String>();
    if (System.getProperty("user.name").equals("root")) {
      if (outcome(List.of("chown", "-R", "nobody", home.toString()), 60) != 0) {
        throw new Unavailable("nobody cannot be given " + home);
      }
      command.addAll(List.of("setpriv", "--reuid=nobody", "--clear-groups"));
    }
    command.add(home.resolve(VERSION + "/bin/elasticsearch").toString());
    var builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("JAVA") || name.startsWith("JDK"));
    environment.put("HOME", home.toString());
    environment.put("ES_JAVA_HOME", System.getProperty("java.home"));
    environment.put("ES_JAVA_OPTS", "-Xms1g -Xmx1g");
    environment.put("ES_TMPDIR", Files.createDirectories(home.resolve("tmp")).toString());
    outcome(List.of("chmod", "-R", "a+rwX", home.resolve("tmp").toString()), 10);
    return builder.start();
  }

  private void await() throws Unavailable, InterruptedException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(150);
    while (System.nanoTime() < deadline) {
      if (!process.isAlive()) {
        break;
      }
      try {
        // This distribution has nothing at /.
        var health = uri.resolve("/_cluster/health").toURL();
        var connection = (HttpURLConnection) health.openConnection();
        connection.setConnectTimeout(1000);
        connection.setReadTimeout(5000);
        if (connection.getResponseCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        Thread.sleep(200);
      }
    }
    stop();
    throw new Unavailable("Elasticsearch did not start");
  }

  private void stop() {
    var all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().join());
  }

  @Override
  public void close() throws IOException {
    stop();
    delete(home);
  }

  private static void delete(Path directory) throws IOException {
    try (var paths = Files.walk(directory)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}

package kentongan.boot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import kentongan.event.Batch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoAgentsTest {
  @TempDir private Path folder;

  @Test
  void a_real_agent_enrols_and_sends_what_it_sees() throws Exception {
    try (var door = new Door();
        var site = DemoSite.start(DemoPlace.MAKASSAR);
        var agents = new DemoAgents(folder)) {
      var log = new GrowingLog(folder.resolve("auth.log"));
      var duties =
          new DemoAgents.Duties(
              DemoPlace.MAKASSAR, List.of(site), Optional.of(log.file()), Optional.empty());

      agents.start(duties, door.url(), "satu-kali");
      Await.until("a heartbeat", Duration.ofSeconds(20), () -> door.saw("kentongan.heartbeat"));
      log.append(
          "2026-11-21T02:14:07.120000+08:00 web-73-71 sshd[1]: "
              + "Failed password for root from 198.51.100.23 port 51200 ssh2");

      Await.until("a check", Duration.ofSeconds(10), () -> door.saw("kentongan.check"));
      Await.until("a log line", Duration.ofSeconds(10), () -> door.saw("198.51.100.23"));
      assertThat(door.enrolments).hasSize(1).allMatch(text -> text.contains("satu-kali"));
      agents.close();
      assertThat(agents.at(DemoPlace.MAKASSAR).isAlive()).isFalse();
    } catch (AssertionError wrong) {
      var said = folder.resolve("agent-73.71.log");
      throw new AssertionError(
          wrong.getMessage() + "\n" + (Files.exists(said) ? Files.readString(said) : ""), wrong);
    }
  }

  /// The collector's door, as far as an agent can tell.
  private static final class Door implements AutoCloseable {
    private final List<String> enrolments = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 8);

    Door() throws IOException {
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/intake/v1/enrolments", this::enrol);
      server.createContext("/intake/v1/batches", this::take);
      server.start();
    }

    URI url() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    boolean saw(String text) {
      return bodies.stream().anyMatch(body -> body.contains(text));
    }

    private void enrol(HttpExchange exchange) throws IOException {
      enrolments.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      answer(exchange, 201, "{\"agent\":\"73.71-7f3a9c\",\"office\":\"73.71\"}");
    }

    private void take(HttpExchange exchange) throws IOException {
      var body = exchange.getRequestBody().readAllBytes();
      bodies.add(new String(Zstd.decompress(body, 8 << 20), StandardCharsets.UTF_8));
      var headers = exchange.getRequestHeaders();
      answer(
          exchange,
          200,
          "{\"epoch\":%s,\"last\":%s}"
              .formatted(headers.getFirst(Batch.EPOCH), headers.getFirst(Batch.LAST)));
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
      try (exchange) {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}

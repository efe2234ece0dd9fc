package kentongan.intake;

import static kentongan.event.EventSamples.EPOCH;
import static kentongan.event.EventSamples.batch;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import kentongan.event.AgentId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionGuardTest {
  private static final String SMUGGLED =
      "GET /smuggled HTTP/1.1\r\nHost: kentongan.example\r\n\r\n";

  @TempDir private Path directory;
  private IntakeServer server;
  private AgentId agent;

  @BeforeEach
  void start() {
    server = new IntakeServer(directory);
    agent = server.enrolled().id();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /// Each of these has once made some server see two requests where another saw one.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked, xchunked",
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding:\tchunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding:\r\n chunked",
        "X: y\r\n\tTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5\r\nContent-Length: 5",
        "Content-Length: 5, 5",
        "Content-Length: +5",
        "Content-Length: -5",
        "Content-Length: 0x5",
        "Content-Length: 5 5",
        "Content-Length: 99999999999999999999",
        "Content-Length : 5",
        "Content-Length: 5\u0000",
        "Host: other.example\r\nContent-Length: 5"
      })
  void an_ambiguous_request_is_refused_and_nothing_after_it_is_read(String headers)
      throws Exception {
    var said =
        server.saidTo(
            "POST /intake/v1/batches HTTP/1.1\r\nHost: kentongan.example\r\n"
                + headers
                + "\r\n\r\n0\r\n\r\n"
                + SMUGGLED);

    assertThat(answers(said)).isEqualTo(1);
    assertThat(said).startsWith("HTTP/1.1 400 ").doesNotContain(" 404 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
        "\u0000\u0001\u0002\r\n\r\n",
        "GET /\u0000 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n"
      })
  void garbage_is_refused(String bytes) throws Exception {
    assertThat(server.saidTo(bytes)).matches("(?s)(HTTP/1.1 (400|404|505) .*)?");
  }

  @Test
  void a_head_of_a_hundred_kilobytes_is_refused() throws Exception {
    var head = "GET / HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(100_000) + "\r\n\r\n";

    assertThat(server.saidTo(head)).startsWith("HTTP/1.1 431 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "POST /intake/v1/batches HTTP/1.1\r\nHost: kentongan.example\r\nConte"})
  void half_a_head_is_closed_in_time(String half) throws Exception {
    var began = System.nanoTime();

    assertThat(server.saidTo(half)).isEmpty();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void a_head_that_drips_is_closed_in_time() throws Exception {
    try (var socket = server.socket()) {
      socket.setSoTimeout(50);
      var deadline = System.nanoTime() + Duration.ofSeconds(8).toNanos();
      var closed = false;
      while (!closed && System.nanoTime() < deadline) {
        try {
          socket.getOutputStream().write("X".getBytes(StandardCharsets.US_ASCII));
          closed = socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException open) {
          closed = false;
        } catch (java.io.IOException reset) {
          closed = true;
        }
      }
      assertThat(closed).isTrue();
    }
  }

  @Test
  void half_a_body_is_closed_in_time_and_stores_nothing() throws Exception {
    var batch = batch(agent, EPOCH, 1, 1);

    var said = server.saidTo(IntakeServer.head(batch, 1000) + "\r\nhalf");

    assertThat(said).doesNotContain(" 200 ");
    assertThat(server.log.end()).isZero();
    assertThat(server.meters.get("kentongan.intake.closed").tag("reason", "slow-body").counter())
        .satisfies(closed -> assertThat(closed.count()).isEqualTo(1));
  }

  @Test
  void two_good_requests_on_one_connection_are_both_answered() throws Exception {
    var request = "GET /nothing HTTP/1.1\r\nHost: kentongan.example\r\n";

    assertThat(answers(server.saidTo(request + "\r\n" + request + "Connection: close\r\n\r\n")))
        .isEqualTo(2);
  }

  private static long answers(String said) {
    return Pattern.compile("HTTP/1\\.1 \\d{3} ").matcher(said).results().count();
  }
}

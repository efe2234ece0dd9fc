package kentongan.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpProbeTest {
  private static final HttpCheck.Bounds TIGHT =
      new HttpCheck.Bounds(Duration.ofMillis(500), Duration.ofMillis(700), 2048, 10_000);
  private static final AddressGuard OPEN = new AddressGuard(List.of(Network.parse("127.0.0.0/8")));
  private final List<ServerSocket> servers = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (var server : servers) {
      server.close();
    }
  }

  @Test
  void a_good_answer_is_timed_by_phase() throws IOException {
    var answer = ask(says("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhalo!"));

    assertThat(answer.failure()).isEmpty();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("halo!");
    var phases = answer.phases();
    assertThat(phases.connect()).isPositive();
    assertThat(phases.firstByte()).isPositive();
    assertThat(phases.tls()).isZero();
    assertThat(phases.whole()).isGreaterThanOrEqualTo(phases.connect() + phases.firstByte());
  }

  @Test
  void chunks_interim_answers_and_bodies_to_the_end_are_read() throws IOException {
    var head = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200\r\n";
    var chunked =
        head + "Transfer-Encoding: chunked\r\n\r\n4;x=y\r\nhalo\r\n1\r\n!\r\n0\r\nX: y\r\n\r\n";
    assertThat(ask(says(chunked)).text()).isEqualTo("halo!");
    assertThat(ask(says("HTTP/1.0 200 OK\r\n\r\nhalo!")).text()).isEqualTo("halo!");
    assertThat(ask(says("HTTP/1.1 204 No Content\r\n\r\n")).isGood()).isTrue();
  }

  @Test
  void gzip_is_unpacked_within_the_bound() throws IOException {
    assertThat(ask(serves(gzip(new byte[9_000]))).body()).hasSize(9_000);
    var bomb = ask(serves(gzip(new byte[50_000_000])));
    assertThat(reason(bomb)).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void what_is_not_http_or_breaks_off_is_a_protocol_failure() throws IOException {
    for (var text :
        List.of(
            "SSH-2.0-OpenSSH_9.2\r\n",
            "",
            "HTTP/1.1 200 OK\r\nContent-Le",
            "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalo",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nhalo",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, xchunked\r\n\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalo!!\r\n",
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nhalo halo halo",
            "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nhalo")) {
      assertThat(reason(ask(says(text)))).as(text).isEqualTo(Reason.PROTOCOL);
    }
  }

  @Test
  void too_much_header_and_endless_bodies_are_too_large() throws IOException {
    var header = "HTTP/1.1 200 OK\r\nX: " + "x".repeat(5_000) + "\r\n\r\n";
    assertThat(reason(ask(says(header)))).isEqualTo(Reason.TOO_LARGE);
    var endless =
        serves(out -> {
          out.write(utf8("HTTP/1.1 200 OK\r\n\r\n"));
          while (true) {
            out.write(new byte[8192]);
          }
        });
    assertThat(reason(ask(endless))).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void silence_and_slow_drips_end_at_the_deadline() throws IOException {
    var silent = serves(_ -> Thread.sleep(5_000));
    var header = drip("HTTP/1.1 200 OK\r\nX: ");
    var body = drip("HTTP/1.1 200 OK\r\n\r\n");
    for (var server : List.of(silent, header, body)) {
      var start = System.nanoTime();
      assertThat(reason(ask(server))).isEqualTo(Reason.TIMEOUT);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void a_drip_within_the_handshake_ends_at_the_deadline_too() throws IOException {
    var server = drip("\u0016\u0003\u0003");
    var answer = ask(URI.create(server.toString().replace("http:", "https:")));
    assertThat(reason(answer)).isIn(Reason.TIMEOUT, Reason.TLS);
  }

  @Test
  void refusals_resets_and_plain_text_instead_of_tls_are_told_apart() throws IOException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertThat(reason(ask(URI.create("http://127.0.0.1:" + port + "/")))).isEqualTo(Reason.REFUSED);
    var reset =
        serve(socket -> {
          socket.setSoLinger(true, 0);
          socket.close();
        });
    assertThat(reason(ask(reset))).isEqualTo(Reason.PROTOCOL);
    var plain = says("HTTP/1.1 400 Bad Request\r\n\r\n");
    var https = URI.create(plain.toString().replace("http:", "https:"));
    assertThat(reason(ask(https))).isEqualTo(Reason.TLS);
  }

  @Test
  void names_that_do_not_resolve_and_resolvers_that_hang_are_dns_failures() {
    var check =
        new HttpCheck(URI.create("http://x.example/"), Map.of(), HttpCheck.Expect.USUAL, TIGHT);
    var unknown =
        probe(host -> {
          throw new UnknownHostException(host);
        });
    assertThat(reason(unknown.ask(check))).isEqualTo(Reason.DNS);
    var hanging =
        probe(host -> {
          try {
            Thread.sleep(60_000);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          return List.of(InetAddress.getLoopbackAddress());
        });
    assertThat(reason(hanging.ask(check))).isEqualTo(Reason.DNS);
  }

  @Test
  void conditions_on_status_and_body_are_judged() throws IOException {
    var url = says("HTTP/1.1 503 Busy\r\nContent-Length: 9\r\n\r\nBawaslu A");
    assertThat(reason(ask(url))).isEqualTo(Reason.STATUS);
    assertThat(expecting(url, Set.of(503), List.of("Bawaslu"), List.of())).isEmpty();
    assertThat(expecting(url, Set.of(503), List.of("KPU"), List.of())).contains(Reason.BODY);
    assertThat(expecting(url, Set.of(503), List.of(), List.of("Bawaslu"))).contains(Reason.BODY);
  }

  @Test
  void redirects_are_followed_each_with_its_address_checked() throws IOException {
    var end = says("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    var answer = ask(says("HTTP/1.1 302 Found\r\nLocation: " + end + "a b\r\n\r\n"));
    assertThat(answer.isGood()).isTrue();
    assertThat(answer.path()).hasSize(2);
    assertThat(answer.servedFrom().getRawPath()).isEqualTo("/a%20b");

    var loop = says("HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n");
    assertThat(reason(ask(loop))).isEqualTo(Reason.PROTOCOL);
    for (var inner :
        List.of(
            "http://10.0.0.1/", "http://169.254.169.254/", "http://[::1]/", "http://2886729729/")) {
      var out = says("HTTP/1.1 302 Found\r\nLocation: " + inner + "\r\n\r\n");
      assertThat(reason(ask(out))).as(inner).isIn(Reason.FORBIDDEN, Reason.PROTOCOL);
    }
    assertThat(reason(ask(says("HTTP/1.1 302 x\r\nLocation: file:///etc/passwd\r\n\r\n"))))
        .isEqualTo(Reason.PROTOCOL);
  }

  @Test
  void a_name_with_one_inner_address_among_its_addresses_is_refused() throws IOException {
    var both = List.of(InetAddress.getByName("192.0.2.1"), InetAddress.getByName("10.1.2.3"));
    var check =
        new HttpCheck(URI.create("http://x.example/"), Map.of(), HttpCheck.Expect.USUAL, TIGHT);
    assertThat(reason(probe(_ -> both).ask(check))).isEqualTo(Reason.FORBIDDEN);
  }

  @Test
  void inner_addresses_are_closed_unless_allowed() throws IOException {
    var guard =
        new AddressGuard(List.of(Network.parse("10.20.0.0/16"), Network.parse("fd00:1::/32")));
    for (var closed :
        List.of(
            "127.0.0.1",
            "10.0.0.1",
            "172.16.3.4",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "224.0.0.1",
            "255.255.255.255")) {
      assertThat(guard.refusal(InetAddress.getByName(closed))).as(closed).isPresent();
    }
    for (var open :
        List.of(
            "192.0.2.1", "203.0.113.7", "2001:db8::1", "10.20.3.4", "fd00:1::7", "172.32.0.1")) {
      assertThat(guard.refusal(InetAddress.getByName(open))).as(open).isEmpty();
    }
    for (var bad : List.of("10.0.0.0/33", "localhost", "10.0.0/8/1", "", "x/8", "10.0.0.0/-1")) {
      assertThatThrownBy(() -> Network.parse(bad)).as(bad).hasMessageContaining("network:");
    }
  }

  private static HttpProbe probe(Resolver resolver) {
    return new HttpProbe(OPEN, resolver, Optional.empty());
  }

  private static HttpAnswer ask(URI url) {
    return new HttpProbe(OPEN).ask(new HttpCheck(url, Map.of(), HttpCheck.Expect.USUAL, TIGHT));
  }

  private static Optional<Reason> expecting(
      URI url, Set<Integer> status, List<String> contains, List<String> absent) {
    var expect = new HttpCheck.Expect(status, contains, absent);
    return new HttpProbe(OPEN)
        .ask(new HttpCheck(url, Map.of(), expect, TIGHT))
        .failure()
        .map(HttpAnswer.Failure::reason);
  }

  private static Reason reason(HttpAnswer answer) {
    return answer.failure().orElseThrow().reason();
  }

  private interface Service {
    void serve(Socket socket) throws IOException, InterruptedException;
  }

  private interface Reply {
    void to(OutputStream out) throws IOException, InterruptedException;
  }

  private URI says(String text) throws IOException {
    return serves(out -> out.write(utf8(text)));
  }

  private URI serves(byte[] answer) throws IOException {
    return serves(out -> out.write(answer));
  }

  private URI drip(String start) throws IOException {
    return serves(out -> {
      out.write(start.getBytes(StandardCharsets.ISO_8859_1));
      while (true) {
        out.write('x');
        out.flush();
        Thread.sleep(50);
      }
    });
  }

  private URI serves(Reply reply) throws IOException {
    return serve(socket -> {
      var in = socket.getInputStream();
      // To the empty line, or at a handshake's first byte: then the client waits for us.
      var last = 0;
      for (var b = in.read(); b >= 0 && b != 0x16; b = in.read()) {
        last = b == '\n' ? last + 1 : b == '\r' ? last : 0;
        if (last == 2) {
          break;
        }
      }
      reply.to(socket.getOutputStream());
      socket.getOutputStream().flush();
    });
  }

  private URI serve(Service service) throws IOException {
    var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    servers.add(server);
    Thread.ofVirtual()
        .start(() -> {
          while (!server.isClosed()) {
            try {
              var socket = server.accept();
              Thread.ofVirtual().start(() -> answer(service, socket));
            } catch (IOException _) {
              return;
            }
          }
        });
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
  }

  private static void answer(Service service, Socket socket) {
    try (socket) {
      service.serve(socket);
    } catch (IOException _) {
      // the probe left
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] gzip(byte[] body) throws IOException {
    var out = new ByteArrayOutputStream();
    out.write(utf8("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"));
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(body);
    }
    return out.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

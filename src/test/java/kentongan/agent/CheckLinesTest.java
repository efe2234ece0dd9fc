package kentongan.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import kentongan.probe.DiskCheck;
import kentongan.probe.DnsCheck;
import kentongan.probe.DnsType;
import kentongan.probe.HttpCheck;
import kentongan.probe.JobCheck;
import kentongan.probe.TlsCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checks as they are written, whose turn it is, and the door for jobs.
class CheckLinesTest {
  @TempDir Path dir;

  @Test
  void every_kind_is_read_from_one_line() throws Exception {
    var checks =
        read(
            """
            collector: http://127.0.0.1:1
            spacing: 250ms
            jobs: {port: 7411}
            checks:
              - {asset: a, url: "https://contoh.example/", expect: {headers: {Content-Type: text/html}, json: {"data[0].ok": true}, within: 3s}, conditional: no}
              - {asset: a, tls: "contoh.example:465", issuer: Contoh}
              - {asset: a, tcp: "contoh.example:25", greeting: "220 "}
              - {asset: a, ping: contoh.example, ports: [22]}
              - {asset: a, dns: contoh.example, type: ns, resolvers: [192.0.2.53]}
              - {asset: a, domain: contoh.example, rdap: "https://rdap.example/", warn: 45d}
              - {asset: a, mail: contoh.example, selectors: [utama]}
              - {job: cadangan, within: 25h}
              - {disk: /srv/situs, quota: 3GB, most: 85%}
              - {network: all}
              - {time: ntp.example, within: 500ms}
              - {asset: a, tls: contoh.example}
            """);

    assertThat(checks)
        .extracting(AgentConfig.Check::id)
        .containsExactly(
            "a-http",
            "a-tls",
            "a-tcp",
            "a-ping",
            "a-dns",
            "a-domain",
            "a-mail",
            "job",
            "disk",
            "network",
            "time",
            "a-tls-2");
    assertThat(((HttpCheck) checks.get(0).question()).more())
        .isEqualTo(
            new HttpCheck.More(
                Map.of("content-type", "text/html"),
                Map.of("data[0].ok", "true"),
                java.util.Optional.empty(),
                java.util.Optional.of(Duration.ofSeconds(3)),
                false));
    assertThat(((TlsCheck) checks.get(1).question()).place().port()).isEqualTo(465);
    assertThat(((DnsCheck) checks.get(4).question()).type()).isEqualTo(DnsType.NS);
    assertThat(((JobCheck) checks.get(7).question()).file())
        .isEqualTo(dir.resolve("jobs/cadangan"));
    assertThat(((DiskCheck) checks.get(8).question()).quota()).isEqualTo(3L << 30);
  }

  @Test
  void faulty_lines_are_all_named() {
    assertThatThrownBy(() ->
            read(
                """
                collector: http://127.0.0.1:1
                checks:
                  - {asset: a}
                  - {asset: a, url: "ftp://x/"}
                  - {asset: a, tcp: "contoh.example"}
                  - {asset: a, dns: contoh.example, resolvers: [ns.example]}
                  - {asset: a, dns: contoh.example, type: PTR}
                  - {asset: a, tls: contoh.example, tcp: "x:1"}
                  - {job: "../x"}
                  - {asset: a, url: "http://x/", expect: {json: {"a..b": 1}}}
                """))
        .isInstanceOfSatisfying(ConfigFile.Faulty.class, e -> assertThat(e.faults()).hasSize(8));
  }

  private List<AgentConfig.Check> read(String text) throws IOException, ConfigFile.Faulty {
    Files.writeString(dir.resolve("agent.yaml"), text);
    return ConfigFile.read(dir, Map.of()).duties().checks();
  }

  @Test
  void one_host_is_asked_one_thing_at_a_time_and_not_at_once_again() throws Exception {
    var turns = new Turns(4, Duration.ofMillis(50));
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    var start = System.nanoTime();
    var threads = new ArrayList<Thread>();
    for (var i = 0; i < 4; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  turns.take(
                      "contoh.example",
                      () -> {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        Thread.yield();
                        now.decrementAndGet();
                      });
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              }));
    }
    for (var thread : threads) {
      thread.join();
    }
    assertThat(most).hasValue(1);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(149));
  }

  @Test
  void a_job_reports_through_the_door_and_strangers_do_not() throws IOException {
    var said = new ArrayList<String>();
    try (var door = JobDoor.open(0, dir.resolve("jobs"), Set.of("cadangan"), said::add)) {
      assertThat(answer(door, "POST /jobs/cadangan HTTP/1.1\r\nHost: x\r\n\r\n")).contains("204");
      assertThat(dir.resolve("jobs/cadangan")).hasContent("ok");
      assertThat(answer(door, "POST /jobs/cadangan/failed HTTP/1.1\r\n\r\n")).contains("204");
      assertThat(dir.resolve("jobs/cadangan")).hasContent("failed");
      assertThat(answer(door, "POST /jobs/lain HTTP/1.1\r\n\r\n")).contains("404");
      assertThat(answer(door, "POST /jobs/../agent.key HTTP/1.1\r\n\r\n")).contains("400");
      assertThat(answer(door, "x".repeat(2048))).contains("400");
      assertThat(dir.resolve("jobs/lain")).doesNotExist();
    }
  }

  private static String answer(JobDoor door, String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}

package kentongan.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Jobs, disks, network counters, clocks and plain connections.
class MachineProbesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
  private static final AddressGuard OPEN = new AddressGuard(List.of(Network.parse("127.0.0.0/8")));
  private final Memory memory = Memory.passing();
  @TempDir Path dir;

  @Test
  void a_job_that_never_spoke_has_its_time_from_the_first_look() throws IOException {
    var check = new JobCheck("cadangan", dir.resolve("cadangan"), Duration.ofHours(26));
    assertThat(at(NOW).ask(check, memory).isGood()).isTrue();
    assertThat(at(NOW.plus(Duration.ofHours(26))).ask(check, memory).isGood()).isTrue();
    assertThat(reason(at(NOW.plus(Duration.ofHours(27))).ask(check, memory)))
        .isEqualTo(Reason.MISSING);

    Files.writeString(check.file(), "ok\n");
    Files.setLastModifiedTime(check.file(), FileTime.from(NOW.plus(Duration.ofHours(27))));
    assertThat(at(NOW.plus(Duration.ofHours(28))).ask(check, memory).isGood()).isTrue();
    Files.writeString(check.file(), "failed 2\n");
    Files.setLastModifiedTime(check.file(), FileTime.from(NOW.plus(Duration.ofHours(28))));
    assertThat(reason(at(NOW.plus(Duration.ofHours(28))).ask(check, memory)))
        .isEqualTo(Reason.STATUS);
  }

  @Test
  void a_slot_tells_the_day_it_will_be_full() throws IOException {
    var check = new DiskCheck(dir, 1_000_000, 0.9, Duration.ofDays(14));
    Finding finding = null;
    for (var day = 0; day < 4; day++) {
      Files.write(dir.resolve("f" + day), new byte[100_000]);
      finding = at(NOW.plus(Duration.ofDays(day))).ask(check, memory);
    }
    assertThat(reason(finding)).isEqualTo(Reason.LIMIT);
    assertThat(finding.facts())
        .containsEntry("kentongan.check.disk.used", 400_000L)
        .containsEntry("kentongan.check.disk.full_days", 6L)
        .containsEntry("kentongan.check.disk.daily", 100_000L);

    Files.write(dir.resolve("besar"), new byte[550_000]);
    assertThat(at(NOW).ask(check, Memory.passing()).failure().orElseThrow().detail())
        .contains("95 percent");
  }

  @Test
  void a_disk_that_does_not_grow_is_never_full() {
    var trend = new Trend(List.of());
    for (var day = 0; day < 200; day++) {
      trend = trend.with(NOW.plus(Duration.ofDays(day)), 500);
    }
    assertThat(trend.samples()).hasSize(120);
    assertThat(trend.reaches(1000, 500, NOW)).isEmpty();
    assertThat(Trend.parse(trend.toString())).isEqualTo(trend);
    assertThat(Trend.parse("x,1:2:3,,5:6").samples()).hasSize(1);
  }

  @Test
  void traffic_far_above_the_usual_of_its_hour_is_told() throws IOException {
    var counters = dir.resolve("dev");
    var probe = new NetworkProbe(counters);
    var bytes = 0L;
    Finding finding = null;
    for (var i = 0; i <= 40; i++) {
      bytes += 60_000 + i % 3 * 600;
      finding = counted(probe, counters, bytes, NOW.plusSeconds(i * 60));
    }
    assertThat(finding.facts()).containsEntry("kentongan.check.network.out_unusual", "no");

    finding = counted(probe, counters, bytes + 6_000_000, NOW.plusSeconds(41 * 60));
    assertThat(finding.facts())
        .containsEntry("kentongan.check.network.out_unusual", "high")
        .containsEntry("host.network.egress.bytes", 6_000_000L);
    finding = counted(probe, counters, 5, NOW.plusSeconds(42 * 60));
    assertThat(finding.facts()).doesNotContainKey("host.network.egress.bytes");
  }

  private Finding counted(NetworkProbe probe, Path counters, long bytes, Instant at)
      throws IOException {
    Files.writeString(
        counters,
        "Inter-| Receive\n    lo: 9 9 0 0 0 0 0 0 9 9\n  eth0: %d 1 0 0 0 0 0 0 %d 1 0\n"
            .formatted(bytes, bytes));
    return probe.ask(new NetworkCheck(""), memory, at);
  }

  @Test
  void a_clock_is_compared_and_a_liar_refused() throws IOException {
    assertThat(reason(time(a -> a.putLong(32, stamp(5_000)).putLong(40, stamp(5_000)))))
        .isEqualTo(Reason.LIMIT);
    var good = time(a -> a.putLong(32, stamp(200)).putLong(40, stamp(200)));
    assertThat(good.failure()).isEmpty();
    assertThat((Double) good.facts().get("kentongan.check.time.offset_ms")).isBetween(100.0, 300.0);
    assertThat(reason(time(a -> a.put(1, (byte) 0).put(12, (byte) 'R'))))
        .isEqualTo(Reason.PROTOCOL);
    assertThat(reason(time(a -> a.put(0, (byte) 0xe4)))).isEqualTo(Reason.PROTOCOL);
    assertThat(reason(time(a -> a.putLong(24, 7)))).isEqualTo(Reason.TIMEOUT);
  }

  private Finding time(Consumer<ByteBuffer> change) throws IOException {
    try (var server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              var packet = new DatagramPacket(new byte[100], 100);
              server.receive(packet);
              var answer = ByteBuffer.allocate(48);
              answer.put(0, (byte) 0x24).put(1, (byte) 2);
              answer.putLong(24, ByteBuffer.wrap(packet.getData()).getLong(40));
              answer.putLong(32, stamp(0)).putLong(40, stamp(0));
              change.accept(answer);
              server.send(new DatagramPacket(answer.array(), 48, packet.getSocketAddress()));
            } catch (IOException _) {
              // the test ended
            }
          });
      var place = new Place("127.0.0.1", server.getLocalPort());
      var check = new TimeCheck(place, Duration.ofSeconds(1), Duration.ofMillis(600));
      return at(NOW).ask(check, memory);
    }
  }

  private static long stamp(long millis) {
    var at = NOW.plusMillis(millis);
    return at.getEpochSecond() + 2_208_988_800L << 32 | (at.getNano() * (1L << 32)) / 1_000_000_000;
  }

  @Test
  void a_machine_that_refuses_lives_and_a_service_must_greet() throws IOException {
    int port;
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
      Thread.ofVirtual()
          .start(() -> {
            for (var i = 0; i < 2; i++) {
              try (var caller = server.accept()) {
                caller.getOutputStream().write("220 contoh ESMTP\r\n".getBytes());
              } catch (IOException _) {
                return;
              }
            }
          });
      var place = new Place("127.0.0.1", port);
      assertThat(at(NOW).ask(new TcpCheck(place, "220 ", Duration.ofSeconds(1)), memory).isGood())
          .isTrue();
      assertThat(reason(at(NOW).ask(new TcpCheck(place, "554 ", Duration.ofSeconds(1)), memory)))
          .isEqualTo(Reason.BODY);
    }
    var ping = new PingCheck("127.0.0.1", List.of(port), 3, Duration.ofSeconds(1));
    assertThat(at(NOW).ask(ping, memory).isGood()).isTrue();
    var place = new Place("127.0.0.1", port);
    assertThat(reason(at(NOW).ask(new TcpCheck(place, "", Duration.ofSeconds(1)), memory)))
        .isEqualTo(Reason.REFUSED);
    var strict = new Probes(new AddressGuard(List.of()), InstantSource.fixed(NOW));
    assertThat(reason(strict.ask(ping, memory))).isEqualTo(Reason.FORBIDDEN);
  }

  @Test
  void a_value_is_found_in_json_and_bad_paths_are_named() throws CheckFailed {
    var json = "{\"a\":{\"x\":[1,{\"b\":\"ya\"}]},\"n\":null,\"t\":true}".getBytes();
    assertThat(JsonPath.parse("a.x[1].b").in(json)).contains("ya");
    assertThat(JsonPath.parse("a.x[0]").in(json)).contains("1");
    assertThat(JsonPath.parse("t").in(json)).contains("true");
    assertThat(JsonPath.parse("a.x[2]").in(json)).isEmpty();
    assertThat(JsonPath.parse("a.x").in(json)).isEmpty();
    assertThat(JsonPath.parse("[1]").in("[1,2]".getBytes())).contains("2");
    for (var bad : List.of("", "a..b", "a[", "a[x]", "a]")) {
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> JsonPath.parse(bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Probes at(Instant now) {
    return new Probes(OPEN, InstantSource.fixed(now));
  }

  private static Reason reason(Finding finding) {
    return finding.failure().orElseThrow().reason();
  }
}

package kentongan.agent;

import static kentongan.agent.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page, the code message and the self check at an office whose line is dead.
class OfficePageTest {
  private static final Instant NOON = Instant.parse("2026-11-21T05:00:00Z");
  @TempDir private Path dir;

  @Test
  void the_page_says_what_is_wrong_whom_to_call_and_what_to_do() throws Exception {
    var config = config(List.of("Siaga <b>provinsi</b>: 0800 000 000"));
    try (var spool = Spool.open(dir.resolve("spool.db"), config.bounds(), InstantSource.system());
        var page =
            OfficePage.open(
                config.office(),
                new OfficeView(
                        config,
                        new LineState(NOON),
                        spool,
                        InstantSource.fixed(NOON.plusSeconds(600)))
                    ::html)) {
      var json =
          new Doc("kentongan.check", NOON, NOON)
              .put("kentongan.check.id", "situs-<script>")
              .put("event.outcome", "failure")
              .json();
      spool.offer(new Waiting(EventClass.CHECK, NOON, json));

      var answer = asked(page.port(), "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

      assertThat(answer)
          .startsWith("HTTP/1.1 200")
          .contains("Terputus sejak", "(10 menit lalu)", "Bermasalah:</b> situs-&lt;script&gt;")
          .contains(
              "Siaga &lt;b&gt;provinsi&lt;/b&gt;", "Internet terputus", "Content-security-policy")
          .doesNotContain("<script", "http://", "https://", "src=");
    }
  }

  @Test
  void only_get_only_the_root_and_only_known_names() throws Exception {
    try (var page = OfficePage.open(config(List.of()).office(), () -> "isi")) {
      assertThat(asked(page.port(), "GET / HTTP/1.1\r\nHost: 127.0.0.1:8686\r\n\r\n"))
          .startsWith("HTTP/1.1 200");
      assertThat(asked(page.port(), "GET / HTTP/1.1\r\nHost: jahat.example\r\n\r\n"))
          .startsWith("HTTP/1.1 421");
      assertThat(asked(page.port(), "GET / HTTP/1.1\r\n\r\n")).doesNotContain("isi");
      assertThat(asked(page.port(), "GET /../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n"))
          .startsWith("HTTP/1.1 404");
      assertThat(
              asked(page.port(), "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"))
          .startsWith("HTTP/1.1 405");
    }
  }

  @Test
  void the_code_message_goes_once_when_dead_and_once_when_back_and_not_too_often()
      throws Exception {
    var told = dir.resolve("told");
    var command = dir.resolve("sms.sh");
    Files.writeString(command, "#!/bin/sh\necho \"$@\" >> " + told + "\n");
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
    var settings =
        new OfficeSettings(
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(command.toString(), "$(id)"),
            Duration.ofMinutes(10));
    var sms = new CodeSms(settings, _ -> {});
    var line = new LineState(NOON);

    for (var minute = 0; minute < 60; minute++) {
      if (minute == 31) {
        line.is(true, NOON.plusSeconds(31 * 60), "ada");
      }
      sms.look(line.now(), "51.03", NOON.plusSeconds(minute * 60));
    }

    assertThat(Files.readAllLines(told))
        .containsExactly("$(id) KTG 51.03 L0 10M", "$(id) KTG 51.03 L1");
  }

  @Test
  void a_failing_command_is_tried_six_times_a_day_at_most() {
    var said = new ArrayList<String>();
    var settings =
        new OfficeSettings(
            Optional.empty(), List.of(), List.of(), List.of("/nonexistent/sms"), Duration.ZERO);
    var sms = new CodeSms(settings, said::add);
    for (var minute = 0; minute < 24 * 60; minute++) {
      sms.look(new LineState(NOON).now(), "51.03", NOON.plusSeconds(minute * 60));
    }
    assertThat(said).hasSize(6);
  }

  @Test
  void the_self_check_names_what_does_not_work() throws Exception {
    try (var collector = new FakeCollector()) {
      var log = Files.writeString(dir.resolve("auth.log"), "");
      var good = SelfCheck.of(checked(collector.uri(), log), InstantSource.system());
      var bad =
          SelfCheck.of(
              checked(collector.uri(), dir.resolve("none.log")),
              InstantSource.fixed(Instant.parse("2019-01-01T00:00:00Z")));

      assertThat(good).allMatch(SelfCheck.Finding::isGood);
      assertThat(bad)
          .filteredOn(f -> !f.isGood())
          .extracting(SelfCheck.Finding::text)
          .anyMatch(t -> t.contains("betulkan jam"))
          .anyMatch(t -> t.contains("none.log tidak ada"))
          .hasSize(2);
    }
  }

  @Test
  void without_a_line_the_self_check_says_so() throws Exception {
    var findings =
        SelfCheck.of(
            checked(URI.create("http://127.0.0.1:1"), Files.writeString(dir.resolve("l"), "")),
            InstantSource.system());
    until("told", () -> !findings.isEmpty());
    assertThat(findings).anyMatch(f -> !f.isGood() && f.text().contains("tidak terjangkau"));
  }

  private AgentConfig checked(URI collector, Path log) {
    var usual = AgentConfig.of(collector, Optional.of("token"), dir);
    return new AgentConfig(
        collector,
        usual.token(),
        dir,
        new AgentConfig.Duties(
            List.of(),
            List.of(),
            List.of(new AgentConfig.Log(log, AgentConfig.Log.Kind.PLAIN, Optional.empty())),
            java.time.ZoneOffset.UTC),
        usual.pace(),
        new AgentConfig.Bounds(1 << 20, 1000),
        List.of());
  }

  private AgentConfig config(List<String> contacts) {
    var usual = AgentConfig.of(URI.create("http://127.0.0.1:1"), Optional.empty(), dir);
    return new AgentConfig(
        usual.collector(),
        usual.token(),
        dir,
        usual.duties(),
        usual.pace(),
        usual.bounds(),
        usual.allow(),
        usual.asking(),
        new OfficeSettings(
            Optional.of("127.0.0.1:0"), List.of(), contacts, List.of(), Duration.ofMinutes(10)));
  }

  private static String asked(int port, String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

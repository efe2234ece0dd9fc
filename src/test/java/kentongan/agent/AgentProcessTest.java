package kentongan.agent;

import static kentongan.agent.AgentTest.append;
import static kentongan.agent.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import kentongan.Kentongan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The agent as the process it is: on its short class path, killed, cut off, started again.
class AgentProcessTest {
  @TempDir private Path dir;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() throws InterruptedException {
    for (var process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void a_running_agent_loads_no_class_of_the_frame() throws Exception {
    try (var collector = new FakeCollector()) {
      var log = settings(collector);
      append(log, "satu\n");
      var classes = dir.resolve("classes");
      var agent = agent("-Xlog:class+load:file=" + classes);
      until("a line arrives", () -> collector.messages().contains("satu"));
      until("a page arrives", () -> !collector.of("kentongan.page").isEmpty());
      agent.destroy();
      assertThat(agent.waitFor(10, TimeUnit.SECONDS)).isTrue();

      var loaded = Files.readString(classes);
      assertThat(loaded).contains("kentongan.agent.Sender", "org.sqlite.JDBC");
      assertThat(loaded)
          .doesNotContain(
              "org.springframework", "picocli", "reactor.", "io.netty", "ch.qos.logback");
      assertThat(collector.faults()).isEmpty();
      assertThat(collector.of("kentongan.agent"))
          .extracting(e -> e.at("/event/action").asString())
          .containsExactly("started", "stopped");
    }
  }

  @Test
  void killed_at_any_moment_no_line_is_lost_or_repeated() throws Exception {
    try (var collector = new FakeCollector()) {
      collector.mood(r -> r.number() % 5 == 4 ? -1 : 0);
      var log = settings(collector);
      var expected = new ArrayList<String>();
      for (var round = 0; round < 5; round++) {
        var agent = agent();
        var arrived = collector.messages().size();
        until("it works", () -> collector.last() > 0);
        for (var i = 0; i < 150; i++) {
          var line = "putaran %d baris %d".formatted(round, i);
          expected.add(line);
          append(log, line + "\n");
          if (i % 50 == 49) {
            Thread.sleep(ThreadLocalRandom.current().nextInt(150));
          }
        }
        if (round == 2) {
          Files.move(log, dir.resolve("app.log.1"));
        }
        until("some arrive", () -> collector.messages().size() > arrived);
        agent.destroyForcibly().waitFor();
      }
      agent();
      until("all arrive", () -> collector.messages().size() >= expected.size());
      assertThat(collector.messages()).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(collector.faults()).isEmpty();
      assertThat(collector.tokens()).hasSize(1);
    }
  }

  @Test
  void wrong_words_and_settings_are_named() throws Exception {
    Files.createDirectories(dir.resolve("data"));
    Files.writeString(
        dir.resolve("data/agent.yaml"),
        """
        collector: ftp://x
        hartbeat: 10s
        heartbeat: soon
        allow: [pc-kantor]
        checks:
          - {asset: a, url: "file:///etc/passwd", every: 10s}
        logs:
          - {path: /var/log/x, kind: iis}
        """);
    var agent = agent();
    var said =
        new String(agent.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(agent.waitFor()).isEqualTo(1);
    assertThat(said)
        .contains("hartbeat: an unknown setting")
        .contains("heartbeat: 'soon'")
        .contains("network: 'pc-kantor'")
        .contains("checks[0].url")
        .contains("logs[0].kind: 'iis' (expected: sshd, syslog, nginx, apache,");
  }

  private Path settings(FakeCollector collector) throws IOException {
    var log = dir.resolve("app.log");
    Files.createDirectories(dir.resolve("data"));
    Files.writeString(
        dir.resolve("data/agent.yaml"),
        """
        collector: %s
        token: good
        heartbeat: 500ms
        pause_max: 300ms
        allow: [127.0.0.0/8]
        checks:
          - {asset: situs-51.03, url: "%s/situs", every: 300ms}
        pages:
          - {asset: situs-51.03, url: "%s/situs", every: 300ms}
        logs:
          - {path: %s, kind: plain}
        """
            .formatted(collector.uri(), collector.uri(), collector.uri(), log));
    return log;
  }

  private Process agent(String... flags) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(kentongan.boot.AgentBench.AGENT_FLAGS);
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", AgentClassPath.shortest(), Kentongan.class.getName()));
    command.addAll(List.of("agent", "--data", dir.resolve("data").toString()));
    var process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    started.add(process);
    return process;
  }
}

package kentongan.agent;

import static kentongan.agent.Until.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kentongan.probe.HttpCheck;
import kentongan.probe.Network;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentTest {
  @TempDir private Path dir;
  private FakeCollector collector;
  private final List<String> said = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void open() throws IOException {
    collector = new FakeCollector();
  }

  @AfterEach
  void close() {
    collector.close();
  }

  @Test
  void it_enrols_sends_what_it_sees_and_says_goodbye() throws Exception {
    var log = dir.resolve("app.log");
    Files.writeString(log, "satu\ndua\n");

    try (var agent = agent(log, "good")) {
      agent.start();
      until("the lines arrive", () -> collector.messages().equals(List.of("satu", "dua")));
      append(log, "tiga\n");
      until("the next arrives", () -> collector.messages().size() == 3);
      until("a failing check arrives", () -> !collector.of("kentongan.check").isEmpty());
    }

    assertThat(collector.faults()).isEmpty();
    var check = collector.of("kentongan.check").getFirst();
    assertThat(check.at("/kentongan/check/reason").asString()).isEqualTo("refused");
    assertThat(check.at("/kentongan/asset").asString()).isEqualTo("situs-51.03");
    assertThat(check.at("/agent/id").asString()).isEqualTo(FakeCollector.AGENT);
    var actions =
        collector.of("kentongan.agent").stream().map(e -> e.at("/event/action").asString());
    assertThat(actions).containsExactly("started", "stopped");
    assertThat(collector.of("kentongan.heartbeat")).isNotEmpty();
    assertThat(said).anyMatch(line -> line.contains("terdaftar sebagai 51.03-7f3a9c"));
  }

  @Test
  void the_key_is_for_its_owner_only_and_stays() throws Exception {
    var log = dir.resolve("app.log");
    for (var i = 0; i < 2; i++) {
      try (var agent = agent(log, "good")) {
        agent.start();
        until(
            "started",
            () ->
                collector.of("kentongan.agent").stream()
                    .anyMatch(e -> e.at("/event/action").asString().equals("started")));
      }
    }

    var rights = Files.getPosixFilePermissions(dir.resolve("data/agent.key"));
    assertThat(PosixFilePermissions.toString(rights)).isEqualTo("rw-------");
    assertThat(collector.tokens()).hasSize(1);
    assertThat(collector.faults()).isEmpty();
  }

  @Test
  void a_second_agent_in_the_same_directory_is_refused() throws Exception {
    try (var first = agent(dir.resolve("a"), "good");
        var second = agent(dir.resolve("a"), "good")) {
      first.start();
      assertThatThrownBy(second::start).hasMessageContaining("another agent");
    }
  }

  @Test
  void a_refused_token_ends_it() throws Exception {
    try (var agent = agent(dir.resolve("a"), "bad")) {
      agent.start();
      assertThat(agent.awaitRefusal(Duration.ofSeconds(10))).isTrue();
    }
    assertThat(said).anyMatch(line -> line.contains("token ditolak"));
  }

  @Test
  void while_the_line_is_cut_nothing_is_lost_and_the_order_stays() throws Exception {
    var log = dir.resolve("app.log");
    Files.writeString(log, "");
    try (var agent = agent(log, "good")) {
      agent.start();
      until("up", () -> !collector.of("kentongan.agent").isEmpty());
      var port = collector.uri().getPort();
      var before = collector.events().size();
      var key = collector;
      collector.mood(_ -> 503);
      var expected = IntStream.rangeClosed(1, 3000).mapToObj(i -> "baris " + i).toList();
      for (var line : expected) {
        append(log, line + "\n");
      }
      until("it tells", () -> said.stream().anyMatch(s -> s.contains("tidak terjangkau")));
      assertThat(collector.events()).hasSize(before);
      assertThat(port).isEqualTo(key.uri().getPort());
      collector.mood(_ -> 0);
      until("all arrive", () -> collector.messages().size() >= 3000);
      assertThat(collector.messages()).isEqualTo(expected);
    }
    assertThat(collector.faults()).isEmpty();
  }

  @Test
  void answers_that_get_lost_do_not_double_anything() throws Exception {
    var log = dir.resolve("app.log");
    Files.writeString(log, "");
    collector.mood(r -> r.number() % 2 == 0 ? -1 : 0);
    try (var agent = agent(log, "good")) {
      agent.start();
      var expected = IntStream.rangeClosed(1, 40).mapToObj(i -> "baris " + i).toList();
      for (var line : expected) {
        append(log, line + "\n");
        Thread.sleep(10);
      }
      until("all arrive", () -> collector.messages().size() >= 40);
      assertThat(collector.messages()).isEqualTo(expected);
    }
    assertThat(collector.faults()).isEmpty();
  }

  @Test
  void a_poisonous_event_is_set_aside_and_declared_and_the_rest_arrives() throws Exception {
    var log = dir.resolve("app.log");
    Files.writeString(log, "");
    collector.mood(r -> r.lines().stream().anyMatch(l -> l.contains("racun")) ? 422 : 0);
    try (var agent = agent(log, "good")) {
      agent.start();
      append(log, "satu\ndua\nracun\ntiga\nempat\n");
      until("the rest arrives", () -> collector.messages().size() >= 4);
      assertThat(collector.messages()).containsExactly("satu", "dua", "tiga", "empat");
    }
    var gaps = collector.of("kentongan.gap");
    assertThat(gaps).hasSize(1);
    assertThat(gaps.getFirst().at("/kentongan/gap/reason").asString()).isEqualTo("refused");
    assertThat(gaps.getFirst().at("/kentongan/gap/lost").asInt()).isEqualTo(1);
    assertThat(collector.faults()).isEmpty();
  }

  @Test
  void a_record_that_ends_elsewhere_is_continued_and_a_newer_epoch_is_outdone() throws Exception {
    var log = dir.resolve("app.log");
    Files.writeString(log, "");
    try (var agent = agent(log, "good")) {
      agent.start();
      until("up", () -> collector.last() > 0);
      collector.cursor(collector.epoch(), 0);
      append(log, "satu\n");
      until("goes on from 1", () -> collector.messages().contains("satu"));
      collector.cursor(collector.epoch(), 1000);
      append(log, "dua\n");
      until(
          "does not take another's events for its own", () -> collector.messages().contains("dua"));
      var newer = collector.epoch() + 100_000_000;
      collector.cursor(newer, 5);
      append(log, "tiga\n");
      until("a newer epoch", () -> collector.messages().contains("tiga"));
      assertThat(collector.epoch()).isGreaterThan(newer);
    }
    assertThat(collector.faults()).isEmpty();
  }

  @Test
  void an_unknown_agent_keeps_everything_and_tries_again() throws Exception {
    var log = dir.resolve("app.log");
    Files.writeString(log, "satu\n");
    collector.mood(r -> r.number() < 3 ? 401 : 0);
    try (var agent = agent(log, "good")) {
      agent.start();
      until("the line arrives", () -> collector.messages().equals(List.of("satu")));
    }
    assertThat(said).anyMatch(s -> s.contains("tidak mengenali"));
  }

  private Agent agent(Path log, String token) throws IOException {
    int closed;
    try (var socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    var url = URI.create("http://127.0.0.1:" + closed + "/");
    var duties =
        new AgentConfig.Duties(
            List.of(
                new AgentConfig.Check(
                    "c", "situs-51.03", HttpCheck.of(url), Duration.ofMillis(300))),
            List.of(),
            List.of(new AgentConfig.Log(log, AgentConfig.Log.Kind.PLAIN, Optional.empty())),
            ZoneOffset.UTC);
    var pace =
        new AgentConfig.Pace(
            Duration.ofMillis(500),
            Duration.ofMillis(20),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofMillis(200));
    var config =
        new AgentConfig(
            collector.uri(),
            Optional.of(token),
            dir.resolve("data"),
            duties,
            pace,
            AgentConfig.Bounds.USUAL,
            List.of(Network.parse("127.0.0.0/8")));
    return new Agent(config, InstantSource.system(), said::add);
  }

  static void append(Path log, String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}

package kentongan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kentongan.event.AgentId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The journal, played by a script that notes how it was called.
class JournalTest {
  private static final AgentId AGENT = new AgentId("51.03-7f3a9c");
  @TempDir private Path dir;
  private Spool spool;
  private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final LogCounts counts = new LogCounts();

  @BeforeEach
  void open() {
    spool = Spool.open(dir.resolve("spool.db"), AgentConfig.Bounds.USUAL, InstantSource.system());
  }

  @AfterEach
  void close() {
    spool.close();
  }

  @Test
  void entries_are_read_and_the_place_is_kept() throws Exception {
    script(
        """
        echo "$@" >> %1$s/calls
        case "$*" in
        *after-cursor=c2*) echo '{"__CURSOR":"c3","__REALTIME_TIMESTAMP":"1795227247000000","SYSLOG_IDENTIFIER":"x","MESSAGE":[104,255,105]}'; exec sleep 60;;
        *lines=1000*) echo '{"__CURSOR":"c1","__REALTIME_TIMESTAMP":"1795227245500000","_HOSTNAME":"srv","SYSLOG_IDENTIFIER":"sshd-session","_PID":"9","PRIORITY":"6","_SYSTEMD_UNIT":"ssh.service","MESSAGE":"Failed password for root from 203.0.113.9 port 9 ssh2"}'
          echo 'bukan json'
          echo '{"__CURSOR":"c2","__REALTIME_TIMESTAMP":"1795227246000000","SYSLOG_IDENTIFIER":"CRON","MESSAGE":"(root) CMD (x)"}';;
        esac
        """);
    run(() -> taken.size() >= 3);
    var login = taken.getFirst();
    assertThat(login.at("/@timestamp").asString()).isEqualTo("2026-11-21T02:14:05.500Z");
    assertThat(login.at("/event/dataset").asString()).isEqualTo("system.auth");
    assertThat(login.at("/source/ip").asString()).isEqualTo("203.0.113.9");
    assertThat(login.at("/host/hostname").asString()).isEqualTo("srv");
    assertThat(login.at("/process/pid").asInt()).isEqualTo(9);
    assertThat(login.at("/log/level").asString()).isEqualTo("informational");
    assertThat(taken.get(1).at("/event/action").asString()).isEqualTo("cron_command");
    assertThat(taken.get(2).at("/message").asString()).isEqualTo("h\ufffdi");
    assertThat(spool.marks("journal:").getFirst().head()).isEqualTo("c3");
    assertThat(counts.lines()).isEqualTo(3);
    assertThat(Files.readAllLines(dir.resolve("calls")))
        .last()
        .asString()
        .contains("--after-cursor=c2", "--unit=ssh.service");
  }

  @Test
  void a_lost_place_is_declared_and_nothing_is_doubled() throws Exception {
    spool.add(
        List.of(),
        List.of(new TailMark("journal:", "cursor", 0, "lama", 1795227245500000L)),
        List.of());
    script(
        """
        case "$*" in
        *after-cursor=lama*) exit 1;;
        *since=@1795227245*) echo '{"__CURSOR":"n1","__REALTIME_TIMESTAMP":"1795227245500000","MESSAGE":"sudah"}'
          echo '{"__CURSOR":"n2","__REALTIME_TIMESTAMP":"1795227245600000","MESSAGE":"baru"}'; exec sleep 60;;
        esac
        """);
    run(() -> taken.size() >= 2);
    assertThat(taken.getFirst().at("/kentongan/gap/reason").asString()).isEqualTo("file_truncated");
    assertThat(taken.get(1).at("/message").asString()).isEqualTo("baru");
    assertThat(taken).hasSize(2);
  }

  @Test
  void a_machine_without_the_program_hears_a_clear_word() throws Exception {
    run(() -> !said.isEmpty());
    assertThat(said.getFirst()).contains("journal tidak dapat dibaca");
  }

  private void script(String text) throws IOException {
    var file = dir.resolve("journalctl");
    Files.writeString(file, "#!/bin/sh\n" + text.formatted(dir));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private void run(java.util.function.BooleanSupplier isDone) throws InterruptedException {
    var source = new Watched.JournalSource(dir.resolve("journalctl"), List.of("ssh.service"));
    var journal = new Journal(source, spool, InstantSource.system(), counts, said::add);
    var end = new CountDownLatch(1);
    var thread = Thread.ofPlatform().start(() -> journal.run(pause -> ended(end, pause)));
    try {
      Until.until(
          "the journal is read",
          () -> {
            take();
            return isDone.getAsBoolean();
          });
    } finally {
      end.countDown();
      journal.end();
      thread.join(5_000);
    }
    assertThat(thread.isAlive()).isFalse();
  }

  private static boolean ended(CountDownLatch end, Duration pause) {
    try {
      return end.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      return true;
    }
  }

  private void take() {
    var fresh = new ArrayList<JsonNode>();
    for (var cut = spool.next(AGENT); cut.isPresent(); cut = spool.next(AGENT)) {
      Packing.unpack(cut.get().body())
          .forEach(line -> fresh.add(JsonMapper.shared().readTree(line)));
      spool.acknowledge(cut.get().last());
    }
    taken.addAll(fresh);
  }
}

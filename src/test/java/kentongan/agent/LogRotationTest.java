package kentongan.agent;

import static kentongan.agent.AgentTest.append;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import kentongan.event.AgentId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Logs under rotation, in many files, with entries of many lines: each line once.
class LogRotationTest {
  private static final AgentId AGENT = new AgentId("51.03-7f3a9c");
  @TempDir private Path dir;
  private Path log;
  private Spool spool;
  private LogFiles files;
  private AgentConfig.Log config;
  private Instant now = Instant.parse("2026-11-21T02:14:07Z");
  private InstantSource clock = () -> now;
  private LogCounts counts = new LogCounts();
  private final List<JsonNode> taken = new ArrayList<>();

  @BeforeEach
  void open() {
    log = dir.resolve("app.log");
    configure(log.toString(), AgentConfig.Log.Kind.PLAIN, Joining.EACH, 64);
  }

  @AfterEach
  void close() {
    files.close();
    spool.close();
  }

  @Test
  void a_log_that_was_compressed_while_we_were_away_is_read_on() throws IOException {
    append(log, "satu\n");
    assertThat(lines()).containsExactly("satu");
    stop();
    append(log, "dua\n");
    gzip(log, dir.resolve("app.log.1.gz"));
    append(log, "tiga\n");
    restart();
    assertThat(lines()).containsExactly("satu", "dua", "tiga");
    restart();
    assertThat(lines()).hasSize(3);
    assertThat(gaps()).isZero();
  }

  @Test
  void several_rotations_while_we_were_away_are_all_read_in_order() throws Exception {
    append(log, "satu\n");
    lines();
    stop();
    append(log, "dua\n");
    gzip(log, dir.resolve("app.log.3.gz"));
    Thread.sleep(20);
    append(log, "tiga\n");
    gzip(log, dir.resolve("app.log.2.gz"));
    Thread.sleep(20);
    append(log, "empat\n");
    Files.move(log, dir.resolve("app.log.1"));
    Thread.sleep(20);
    append(log, "lima\n");
    restart();
    lines();
    assertThat(lines()).containsExactly("satu", "dua", "tiga", "empat", "lima");
    restart();
    now = now.plusSeconds(30);
    lines();
    restart();
    assertThat(lines()).hasSize(5);
    assertThat(gaps()).isZero();
  }

  @Test
  void a_file_that_came_and_went_between_two_looks_is_read() throws Exception {
    append(log, "satu\n");
    lines();
    Files.move(log, dir.resolve("app.log.2"));
    Thread.sleep(10);
    append(log, "dua\n");
    Files.move(log, dir.resolve("app.log.1"));
    Thread.sleep(10);
    append(log, "tiga\n");
    assertThat(lines()).containsExactlyInAnyOrder("satu", "dua", "tiga");
    restart();
    assertThat(lines()).hasSize(3);
  }

  @Test
  void old_rotated_files_are_not_read_when_a_log_is_new_to_us() throws IOException {
    append(dir.resolve("app.log.1"), "lama\n");
    append(log, "baru\n");
    assertThat(lines()).containsExactly("baru");
  }

  @Test
  void a_half_written_compressed_file_is_read_when_it_is_whole() throws IOException {
    append(log, "satu\n");
    lines();
    stop();
    var text = new StringBuilder("satu\n");
    for (var i = 0; i < 20_000; i++) {
      text.append("baris ").append(i * 7919L).append('\n');
    }
    Files.writeString(log, text);
    var packed = dir.resolve("app.log.1.gz");
    gzip(log, packed);
    var bytes = Files.readAllBytes(packed);
    Files.write(packed, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    append(log, "akhir\n");
    restart();
    lines();
    Files.write(packed, bytes);
    assertThat(lines()).hasSize(20_002);
    now = now.plusSeconds(30);
    assertThat(lines()).hasSize(20_002).doesNotHaveDuplicates();
  }

  /// Rotation by rename every few hundred lines, with a reader that is killed now and then: its
  /// process's memory goes, its disk stays.
  @Test
  void a_writer_that_rotates_while_we_read_loses_and_doubles_nothing() throws Exception {
    var total = 12_000;
    var isDone = new AtomicBoolean();
    var writer = Thread.ofPlatform().start(() -> write(total, isDone));
    var end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    var turn = 0;
    while (System.nanoTime() < end && (!isDone.get() || taken.size() < total)) {
      now = Instant.now();
      files.poll();
      if (++turn % 40 == 0) {
        lines();
        files.close();
        reopen();
      }
      if (isDone.get()) {
        lines();
      }
    }
    writer.join();
    now = now.plusSeconds(60);
    lines();
    var lines = lines();
    assertThat(lines).doesNotHaveDuplicates().hasSize(total);
    assertThat(gaps()).isZero();
  }

  private void write(int total, AtomicBoolean isDone) {
    try {
      var n = 0;
      var part = 0;
      while (n < total) {
        try (var out =
            Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
          for (var i = 0; i < 400 && n < total; i++) {
            var line = "baris " + n++ + "\n";
            // In two pieces, so that half a line is seen.
            out.write(line.substring(0, 4).getBytes(StandardCharsets.US_ASCII));
            out.write(line.substring(4).getBytes(StandardCharsets.US_ASCII));
          }
          Files.move(log, dir.resolve("app.log.%03d".formatted(part++)));
          // The writer has not noticed yet.
          for (var i = 0; i < 20 && n < total; i++) {
            out.write(("baris " + n++ + "\n").getBytes(StandardCharsets.US_ASCII));
          }
        }
        Thread.sleep(12);
      }
      append(log, "");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      isDone.set(true);
    }
  }

  @Test
  void new_files_of_a_pattern_are_found_and_their_number_is_bounded() throws IOException {
    configure(dir + "/situs*/*.log", AgentConfig.Log.Kind.PLAIN, Joining.EACH, 3);
    Files.createDirectories(dir.resolve("situs-a"));
    append(dir.resolve("situs-a/error.log"), "a\n");
    append(dir.resolve("situs-a/error.log.1"), "tidak\n");
    append(dir.resolve("situs-a/error.log-2.log"), "tidak\n");
    assertThat(lines()).containsExactly("a");
    Files.createDirectories(dir.resolve("situs-b"));
    append(dir.resolve("situs-b/error.log"), "b\n");
    append(dir.resolve("situs-b/lain.log"), "c\n");
    now = now.plusSeconds(3);
    assertThat(lines()).containsExactlyInAnyOrder("a", "b", "c");
    append(dir.resolve("situs-b/satu-lagi.log"), "d\n");
    now = now.plusSeconds(3);
    assertThat(lines()).hasSize(3);
    assertThat(files.faults()).hasSize(1);
    restart();
    assertThat(lines()).hasSize(3);
    Files.delete(dir.resolve("situs-a/error.log"));
    for (var i = 0; i < 4; i++) {
      now = now.plusSeconds(61);
      lines();
    }
    assertThat(lines()).contains("d").hasSize(4);
    assertThat(spool.marks(dir + "/situs-a/error.log")).isEmpty();
  }

  @Test
  void a_stack_trace_is_one_entry_that_waits_for_its_end() throws IOException {
    configure(log.toString(), AgentConfig.Log.Kind.PHP, Joining.ENTRY, 64);
    append(log, "[21-Nov-2026 02:14:05 UTC] PHP Fatal error:  x in /a.php:1\nStack trace:\n");
    assertThat(lines()).isEmpty();
    append(log, "#0 {main}\n  thrown in /a.php on line 1\n");
    assertThat(lines()).isEmpty();
    restart();
    append(log, "[21-Nov-2026 02:14:06 UTC] PHP Notice:  y in /b.php on line 2\n");
    assertThat(lines()).hasSize(1).first().asString().endsWith("on line 1").contains("#0 {main}");
    now = now.plusSeconds(2);
    assertThat(lines()).hasSize(2);
    restart();
    now = now.plusSeconds(2);
    assertThat(lines()).hasSize(2);
    assertThat(counts.lines()).isEqualTo(2);
    assertThat(counts.unparsed()).isZero();
  }

  @Test
  void an_entry_without_end_is_ended() throws IOException {
    configure(log.toString(), AgentConfig.Log.Kind.PLAIN, Joining.INDENT, 64);
    append(log, "awal\n" + "  lanjut\n".repeat(1_000) + "Caused by: x\nlain\n");
    now = now.plusSeconds(2);
    lines();
    now = now.plusSeconds(2);
    var entries = lines();
    assertThat(entries).hasSize(7).last().isEqualTo("lain");
    assertThat(entries.stream().mapToLong(e -> e.lines().count()).sum()).isEqualTo(1_003);
  }

  @Test
  void an_expression_says_where_entries_begin() throws IOException {
    configure(
        log.toString(), AgentConfig.Log.Kind.PLAIN, new Joining(Joining.How.START, "^\\d{4}-"), 64);
    append(log, "2026-a\nb\nc\n2026-d\n");
    lines();
    now = now.plusSeconds(2);
    assertThat(lines()).containsExactly("2026-a\nb\nc", "2026-d");
  }

  @Test
  void lines_that_are_not_understood_are_kept_and_counted() throws IOException {
    configure(log.toString(), AgentConfig.Log.Kind.NGINX, Joining.EACH, 64);
    append(log, "bukan\n203.0.113.9 - - [21/Nov/2026:02:14:05 +0000] \"GET / HTTP/1.1\" 200 1\n");
    lines();
    assertThat(taken).hasSize(2);
    assertThat(taken.getFirst().at("/message").asString()).isEqualTo("bukan");
    assertThat(counts.lines()).isEqualTo(2);
    assertThat(counts.unparsed()).isEqualTo(1);
  }

  @Test
  void a_hole_that_truncation_left_is_skipped() throws IOException {
    try (var file = new java.io.RandomAccessFile(log.toFile(), "rw")) {
      file.seek(300_000);
      file.write("sesudah\n".getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(lines()).containsExactly("sesudah");
    assertThat(taken.getFirst().at("/log/offset").asLong()).isEqualTo(300_000);
  }

  private void configure(String path, AgentConfig.Log.Kind kind, Joining joining, int most) {
    config =
        new AgentConfig.Log(
            Path.of(path),
            kind,
            Optional.empty(),
            new AgentConfig.Log.Reading(Optional.empty(), joining, most));
    if (spool != null) {
      stop();
    }
    restart();
  }

  private void stop() {
    files.close();
    spool.close();
  }

  private void restart() {
    if (spool != null) {
      stop();
    }
    spool = Spool.open(dir.resolve("spool.db"), AgentConfig.Bounds.USUAL, clock);
    reopen();
  }

  private void reopen() {
    files = new LogFiles(config, ZoneOffset.UTC, Duration.ofSeconds(1), spool, clock, counts);
  }

  private List<String> lines() throws IOException {
    while (files.poll()) {
      // all turns
    }
    for (var cut = spool.next(AGENT); cut.isPresent(); cut = spool.next(AGENT)) {
      Packing.unpack(cut.get().body())
          .forEach(line -> taken.add(JsonMapper.shared().readTree(line)));
      spool.acknowledge(cut.get().last());
    }
    return taken.stream()
        .filter(e -> !e.at("/event/dataset").asString().equals("kentongan.gap"))
        .map(e -> e.at("/message").asString())
        .toList();
  }

  private long gaps() {
    return taken.stream()
        .filter(e -> e.at("/event/dataset").asString().equals("kentongan.gap"))
        .count();
  }

  private static void gzip(Path from, Path to) throws IOException {
    var time = Files.getLastModifiedTime(from);
    try (var out = new GZIPOutputStream(Files.newOutputStream(to))) {
      Files.copy(from, out);
    }
    Files.setLastModifiedTime(to, time);
    Files.delete(from);
  }
}

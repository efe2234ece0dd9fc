package kentongan.agent;

import static kentongan.agent.AgentTest.append;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kentongan.event.AgentId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogTailTest {
  private static final AgentId AGENT = new AgentId("51.03-7f3a9c");
  @TempDir private Path dir;
  private Path log;
  private Spool spool;
  private LogTail tail;
  private Instant now = Instant.parse("2026-11-21T02:14:07Z");
  private final InstantSource clock = () -> now;
  private final List<JsonNode> taken = new ArrayList<>();

  @BeforeEach
  void open() {
    log = dir.resolve("app.log");
    restart();
  }

  @AfterEach
  void close() {
    tail.close();
    spool.close();
  }

  @Test
  void a_file_that_is_missing_is_waited_for() throws IOException {
    tail.poll();
    append(log, "satu\n");
    assertThat(lines()).containsExactly("satu");
  }

  @Test
  void a_line_without_its_end_waits() throws IOException {
    append(log, "satu\nsetengah");
    assertThat(lines()).containsExactly("satu");
    append(log, " lagi\r\n\n");
    assertThat(lines()).containsExactly("satu", "setengah lagi");
  }

  @Test
  void a_restart_neither_loses_nor_repeats() throws IOException {
    append(log, "satu\nse");
    assertThat(lines()).containsExactly("satu");
    restart();
    append(log, "tengah\ndua\n");
    assertThat(lines()).containsExactly("satu", "setengah", "dua");
    restart();
    assertThat(lines()).hasSize(3);
  }

  @Test
  void a_renamed_file_is_read_to_its_end_and_the_new_one_from_its_beginning() throws IOException {
    append(log, "satu\n");
    assertThat(lines()).containsExactly("satu");
    append(log, "dua\n");
    Files.move(log, dir.resolve("app.log.1"));
    append(log, "empat\n");
    append(dir.resolve("app.log.1"), "tiga\n");
    assertThat(lines()).containsExactlyInAnyOrder("satu", "dua", "tiga", "empat");
    append(dir.resolve("app.log.1"), "terlambat\ntanpa akhir");
    lines();
    now = now.plusSeconds(10);
    lines();
    now = now.plusSeconds(10);
    assertThat(lines()).contains("terlambat", "tanpa akhir").hasSize(6);
    assertThat(spool.marks(log.toString())).hasSize(1);
  }

  @Test
  void a_file_renamed_while_we_were_away_is_found_again() throws IOException {
    append(log, "satu\n");
    lines();
    tail.close();
    append(log, "dua\n");
    Files.move(log, dir.resolve("app.log.1"));
    append(log, "tiga\n");
    restart();
    assertThat(lines()).containsExactlyInAnyOrder("satu", "dua", "tiga");
    restart();
    assertThat(lines()).hasSize(3);
    assertThat(gaps()).isZero();
  }

  @Test
  void a_file_copied_and_truncated_loses_nothing() throws IOException {
    append(log, "satu\n");
    lines();
    append(log, "dua\n");
    Files.copy(log, dir.resolve("app.log.1"));
    truncate();
    append(log, "tiga\n");
    assertThat(lines()).containsExactlyInAnyOrder("satu", "dua", "tiga");
    restart();
    assertThat(lines()).hasSize(3);
    assertThat(gaps()).isZero();
  }

  @Test
  void a_file_copied_and_truncated_while_we_were_away_loses_nothing() throws IOException {
    append(log, "satu\n");
    lines();
    tail.close();
    append(log, "dua\n");
    Files.copy(log, dir.resolve("app.log.1"));
    truncate();
    append(log, "tiga, länger als vorher\n");
    restart();
    assertThat(lines()).containsExactlyInAnyOrder("satu", "dua", "tiga, länger als vorher");
  }

  @Test
  void a_file_that_was_just_truncated_is_read_anew_and_the_doubt_declared() throws IOException {
    append(log, "satu\n");
    lines();
    truncate();
    append(log, "x\n");
    assertThat(lines()).containsExactly("satu", "x");
    assertThat(gaps()).isEqualTo(1);
  }

  @Test
  void a_truncated_file_that_has_already_outgrown_our_place_is_noticed() throws IOException {
    append(log, "satu\n");
    lines();
    truncate();
    append(log, "baru tetapi lebih panjang\ndan lagi\n");
    assertThat(lines()).containsExactly("satu", "baru tetapi lebih panjang", "dan lagi");
  }

  @Test
  void a_deleted_file_is_followed_by_its_successor() throws IOException {
    append(log, "satu\n");
    lines();
    Files.delete(log);
    lines();
    append(log, "dua\n");
    assertThat(lines()).containsExactly("satu", "dua");
  }

  @Test
  void many_rotations_with_restarts_between_lose_and_repeat_nothing() throws IOException {
    var expected = new ArrayList<String>();
    for (var i = 0; i < 40; i++) {
      var line = "putaran %d %s".formatted(i, "x".repeat(i));
      expected.add(line);
      append(log, line + "\n");
      if (i % 3 == 0) {
        lines();
      }
      if (i % 5 == 4) {
        Files.move(log, dir.resolve("app.log.1"), StandardCopyOption.REPLACE_EXISTING);
        append(log, "");
        lines();
      }
      if (i % 7 == 6) {
        restart();
      }
    }
    lines();
    assertThat(lines()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void odd_bytes_are_kept_as_far_as_they_can_be_shown() throws IOException {
    var bytes = new byte[] {'a', (byte) 0xff, (byte) 0xc3, 0, 7, 27, '"', '<', '\n'};
    Files.write(log, bytes, StandardOpenOption.CREATE);
    assertThat(lines()).containsExactly("a\ufffd\ufffd\0\u0007\u001b\"<");
  }

  @Test
  void an_enormous_line_is_cut_and_says_how_long_it_was() throws IOException {
    var length = 100_000_000L;
    try (var file = new RandomAccessFile(log.toFile(), "rw")) {
      var block = "x".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
      for (var i = 0; i < 100; i++) {
        file.write(block);
      }
      file.write("\nsesudahnya\n".getBytes(StandardCharsets.US_ASCII));
    }
    var lines = lines();
    assertThat(lines).hasSize(2).last().isEqualTo("sesudahnya");
    var cut = taken.getFirst();
    assertThat(cut.at("/kentongan/cut").asBoolean()).isTrue();
    assertThat(cut.at("/kentongan/original_bytes").asLong()).isEqualTo(length);
    assertThat(cut.toString().length()).isBetween(30_000, 65_536);
  }

  @Test
  void a_line_of_control_characters_still_fits_on_the_wire() throws IOException {
    Files.write(log, ("\u0001".repeat(60_000) + "\n").getBytes(StandardCharsets.UTF_8));
    lines();
    assertThat(taken).hasSize(1);
    assertThat(JsonMapper.shared().writeValueAsBytes(taken.getFirst())).hasSizeLessThan(65_536);
    assertThat(taken.getFirst().at("/kentongan/original_bytes").asInt()).isEqualTo(60_000);
  }

  @Test
  void more_than_a_turn_holds_comes_in_the_next_turns() throws IOException {
    var expected = IntStream.range(0, 25_000).mapToObj(i -> "baris " + i).toList();
    Files.writeString(log, String.join("\n", expected) + "\n");
    assertThat(tail.poll()).isTrue();
    assertThat(lines()).isEqualTo(expected);
  }

  private void truncate() throws IOException {
    try (var file = new RandomAccessFile(log.toFile(), "rw")) {
      file.setLength(0);
    }
  }

  private void restart() {
    if (spool != null) {
      tail.close();
      spool.close();
    }
    spool = Spool.open(dir.resolve("spool.db"), AgentConfig.Bounds.USUAL, clock);
    var kind = new AgentConfig.Log(log, AgentConfig.Log.Kind.PLAIN, Optional.empty());
    tail = new LogTail(kind, ZoneOffset.UTC, Duration.ofSeconds(5), spool, clock);
  }

  /// Every line so far, in the order of the wire.
  private List<String> lines() throws IOException {
    while (tail.poll()) {
      // all turns
    }
    for (var cut = spool.next(AGENT); cut.isPresent(); cut = spool.next(AGENT)) {
      Packing.unpack(cut.get().body())
          .forEach(line -> taken.add(JsonMapper.shared().readTree(line)));
      spool.acknowledge(cut.get().last());
    }
    return taken.stream()
        .filter(e -> e.at("/event/dataset").asString().equals("log"))
        .map(e -> e.at("/message").asString())
        .toList();
  }

  private long gaps() {
    return taken.stream()
        .filter(e -> e.at("/event/dataset").asString().equals("kentongan.gap"))
        .count();
  }
}

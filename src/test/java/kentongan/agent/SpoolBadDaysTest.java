package kentongan.agent;

import static kentongan.agent.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import kentongan.event.AgentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The spool when the disk is full, torn or damaged, and after a long absence.
class SpoolBadDaysTest {
  private static final AgentId AGENT = new AgentId("51.03-7f3a9c");
  private static final Instant NOON = Instant.parse("2026-11-21T05:00:00Z");
  private static final AgentConfig.Bounds ROOMY = new AgentConfig.Bounds(64 << 20, 1_000_000);
  @TempDir private Path dir;

  @Test
  void a_full_disk_sheds_the_lowest_and_declares_exactly_that_also_when_killed_on_it()
      throws Exception {
    try (var disk = SmallDisk.at(dir.resolve("disk"), 8)) {
      var offered = new ArrayList<String>();
      for (var round = 0; round < 2; round++) {
        var writer = writer(disk.path(), round);
        var told = told(round);
        until("it writes", () -> lines(told) > 100);
        disk.fill();
        var then = lines(told);
        until("it goes on", () -> lines(told) > then + 1_000);
        writer.destroyForcibly().waitFor();
        offered.addAll(Files.readAllLines(told));
      }
      disk.free();

      try (var spool = Spool.open(disk.path().resolve("spool.db"), ROOMY, at(NOON))) {
        var events = events(spool);
        var kept = events.stream().filter(e -> e.has("n")).map(e -> e.at("/n").asInt()).toList();
        for (var kind : List.of("heartbeat", "log", "check")) {
          var all = offered.stream().filter(l -> l.startsWith(kind)).count();
          var stored = events.stream().filter(e -> e.at("/kind").asString("").equals(kind)).count();
          var lost =
              events.stream()
                  .filter(e -> e.at("/kentongan/gap/class").asString("").equals(kind))
                  .mapToLong(e -> e.at("/kentongan/gap/lost").asLong())
                  .sum();
          // What was being kept when the kill came may be kept and not yet told: one a kill.
          assertThat(stored + lost - all).as(kind + " " + all).isBetween(0L, 2L);
        }
        assertThat(new HashSet<>(kept)).hasSameSizeAs(kept);
        assertThat(kept).isSorted();
        var gaps = events.stream().filter(e -> e.at("/kentongan/gap").isObject()).toList();
        assertThat(gaps).isNotEmpty();
        assertThat(gaps)
            .extracting(g -> g.at("/kentongan/gap/class").asString())
            .contains("heartbeat");
      }
    }
  }

  @Test
  void a_torn_last_page_costs_at_most_what_was_not_yet_promised() throws IOException {
    var random = new SplittableRandom(4);
    var file = dir.resolve("spool.db");
    var spool = Spool.open(file, ROOMY, at(NOON));
    for (var n = 0; n < 40; n++) {
      spool.offer(event(EventClass.LOG, n, NOON));
    }
    var wal = Files.readAllBytes(dir.resolve("spool.db-wal"));
    for (var round = 0; round < 20; round++) {
      var copy = Files.createDirectory(dir.resolve("copy" + round)).resolve("spool.db");
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      var torn = Arrays.copyOf(wal, wal.length - random.nextInt(wal.length));
      for (var i = 0; i < Math.min(torn.length, 8); i++) {
        torn[torn.length - 1 - i] ^= 0x5a;
      }
      Files.write(copy.resolveSibling("spool.db-wal"), torn);

      try (var again = Spool.open(copy, ROOMY, at(NOON))) {
        var kept = events(again).stream().map(e -> e.at("/n").asInt(-1)).toList();
        assertThat(kept).isEqualTo(IntStream.range(0, kept.size()).boxed().toList());
      }
    }
    spool.close();
  }

  @Test
  void a_damaged_spool_is_declared_with_an_unknown_count() throws IOException {
    Spool.open(dir.resolve("spool.db"), ROOMY, at(NOON)).close();
    Files.writeString(dir.resolve("spool.db"), "words ".repeat(2000));
    try (var spool = Spool.open(dir.resolve("spool.db"), ROOMY, at(NOON))) {
      var gap = events(spool).getFirst().at("/kentongan/gap");
      assertThat(gap.at("/reason").asString()).isEqualTo("spool_damaged");
      assertThat(gap.at("/lost").asInt()).isZero();
    }
  }

  @Test
  void after_a_long_absence_the_newest_state_goes_first_and_then_history_in_order() {
    try (var spool = Spool.open(dir.resolve("spool.db"), ROOMY, at(NOON))) {
      for (var n = 0; n < 1200; n++) {
        var seen = NOON.minusSeconds(3600).plusSeconds(n * 3L);
        spool.offer(n % 3 == 0 ? event(EventClass.LOG, n, seen) : check(n, "site-" + n % 3, seen));
      }
      var first = numbers(spool);
      assertThat(first.subList(0, 4)).containsExactly(1198, 1199, 0, 1);
      assertThat(first.subList(2, first.size())).isSorted();

      spool.offer(check(1200, "site-1", NOON));
      var second = numbers(spool);
      assertThat(second.getFirst()).isEqualTo(1200);
      assertThat(second.subList(1, second.size())).isSorted();

      var rest = new ArrayList<Integer>();
      for (var more = numbers(spool); !more.isEmpty(); more = numbers(spool)) {
        rest.addAll(more);
      }
      assertThat(rest).isSorted();
      var all = new ArrayList<>(first);
      all.addAll(second);
      all.addAll(rest);
      assertThat(all)
          .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(0, 1200).boxed().toList());
    }
  }

  @Test
  void what_has_not_waited_long_goes_in_order() {
    try (var spool = Spool.open(dir.resolve("spool.db"), ROOMY, at(NOON))) {
      for (var n = 0; n < 6; n++) {
        spool.offer(check(n, "site-" + n % 2, NOON.minusSeconds(60 - n)));
      }
      assertThat(numbers(spool)).isSorted().hasSize(6);
    }
  }

  @Test
  void a_check_names_its_subject_and_no_text_from_outside_can() {
    var json =
        new Doc("kentongan.check", NOON, NOON)
            .put("message", "\"check\":{\"id\":\"palsu\"")
            .put("kentongan.check.id", "situs-51.03-http")
            .json();
    assertThat(new Waiting(EventClass.CHECK, NOON, json).subject()).contains("situs-51.03-http");
    assertThat(new Waiting(EventClass.LOG, NOON, json).subject()).isEmpty();
  }

  @Test
  void a_note_of_losses_survives_and_counts_once() throws IOException {
    var file = dir.resolve("spool.lost");
    try (var note = LossNote.open(file)) {
      note.add(EventClass.CHECK, NOON.plusSeconds(5));
      note.add(EventClass.CHECK, NOON);
      note.add(EventClass.HEARTBEAT, NOON);
    }
    try (var note = LossNote.open(file)) {
      assertThat(note.losses())
          .containsEntry(EventClass.CHECK, new LossNote.Loss(2, NOON, NOON.plusSeconds(5)))
          .containsEntry(EventClass.HEARTBEAT, new LossNote.Loss(1, NOON, NOON));
      note.counted(note.number());
    }
    try (var note = LossNote.open(file)) {
      assertThat(note.losses()).isEmpty();
      assertThat(note.number()).isEqualTo(2);
    }
  }

  @Test
  void the_line_is_used_at_its_rate() {
    var rate = new LineRate(1000, 0);
    assertThat(rate.sent(1000, 0)).isEqualTo(Duration.ZERO);
    assertThat(rate.sent(500, 0)).isEqualTo(Duration.ofMillis(500));
    assertThat(rate.sent(500, 1_000_000_000)).isEqualTo(Duration.ZERO);
    assertThat(rate.sent(2000, 60_000_000_000L)).isEqualTo(Duration.ofSeconds(1));
  }

  private static Waiting event(EventClass kind, int n, Instant seen) {
    var json =
        "{\"n\":%d,\"kind\":\"%s\",\"pad\":\"%s\"}".formatted(n, kind.token(), "x".repeat(700));
    return new Waiting(kind, seen, json.getBytes(StandardCharsets.UTF_8));
  }

  private static Waiting check(int n, String id, Instant seen) {
    var json = "{\"n\":%d,\"kentongan\":{\"check\":{\"id\":\"%s\"}}}".formatted(n, id);
    return new Waiting(EventClass.CHECK, seen, json.getBytes(StandardCharsets.UTF_8));
  }

  private static InstantSource at(Instant now) {
    return InstantSource.fixed(now);
  }

  private static List<Integer> numbers(Spool spool) {
    var cut = spool.next(AGENT);
    cut.ifPresent(c -> spool.acknowledge(c.last()));
    return cut.stream()
        .flatMap(c -> Packing.unpack(c.body()).stream())
        .map(line -> JsonMapper.shared().readTree(line).at("/n").asInt())
        .toList();
  }

  private static List<JsonNode> events(Spool spool) {
    var events = new ArrayList<JsonNode>();
    for (var cut = spool.next(AGENT); cut.isPresent(); cut = spool.next(AGENT)) {
      Packing.unpack(cut.get().body()).forEach(l -> events.add(JsonMapper.shared().readTree(l)));
      spool.acknowledge(cut.get().last());
    }
    return events;
  }

  private Path told(int round) {
    return dir.resolve("told" + round);
  }

  private static long lines(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process writer(Path data, int round) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            AgentClassPath.withTests(),
            Writer.class.getName(),
            data.toString(),
            Integer.toString(round * 1_000_000))
        .redirectOutput(told(round).toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /// Offers events of three classes for ever, whether or not they can be kept, and prints each once
  /// it was kept or counted as lost.
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) {
      var kinds = List.of(EventClass.HEARTBEAT, EventClass.LOG, EventClass.CHECK);
      try (var spool = Spool.open(Path.of(args[0], "spool.db"), ROOMY, at(NOON))) {
        for (var n = Integer.parseInt(args[1]); n < 10_000_000; n++) {
          var kind = kinds.get(n % 3);
          spool.offer(event(kind, n, NOON));
          System.out.println(kind.token() + " " + n);
        }
      }
    }
  }
}

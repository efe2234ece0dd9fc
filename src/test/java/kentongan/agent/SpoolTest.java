package kentongan.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import kentongan.event.AgentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SpoolTest {
  private static final AgentId AGENT = new AgentId("51.03-7f3a9c");
  private static final Instant NOW = Instant.parse("2026-11-21T02:14:07Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  @TempDir private Path dir;

  @Test
  void an_empty_spool_has_nothing_to_send() {
    try (var spool = open(AgentConfig.Bounds.USUAL)) {
      assertThat(spool.next(AGENT)).isEmpty();
      assertThat(spool.state().events()).isZero();
      assertThat(spool.state().oldest()).isEmpty();
    }
  }

  @Test
  void a_batch_stays_the_same_until_it_is_acknowledged_also_after_a_restart() {
    byte[] body;
    try (var spool = open(AgentConfig.Bounds.USUAL)) {
      offer(spool, EventClass.LOG, 3);
      var cut = spool.next(AGENT).orElseThrow();
      body = cut.body();
      assertThat(cut.first()).isEqualTo(1);
      assertThat(cut.last()).isEqualTo(3);
      offer(spool, EventClass.LOG, 2);
    }
    try (var spool = open(AgentConfig.Bounds.USUAL)) {
      var again = spool.next(AGENT).orElseThrow();
      assertThat(again.body()).isEqualTo(body);
      assertThat(spool.state().events()).isEqualTo(5);
      assertThat(spool.state().oldest()).contains(NOW);
      spool.acknowledge(3);
      assertThat(spool.next(AGENT).orElseThrow().first()).isEqualTo(4);
    }
  }

  @Test
  void a_part_can_be_acknowledged() {
    try (var spool = open(AgentConfig.Bounds.USUAL)) {
      offer(spool, EventClass.LOG, 5);
      spool.next(AGENT);
      spool.acknowledge(2);
      var rest = spool.next(AGENT).orElseThrow();
      assertThat(rest.first()).isEqualTo(3);
      assertThat(Packing.unpack(rest.body())).hasSize(3);
    }
  }

  @Test
  void when_it_is_full_the_oldest_of_the_lowest_class_goes_and_is_declared_exactly() {
    try (var spool = open(new AgentConfig.Bounds(1 << 20, 10))) {
      offer(spool, EventClass.CHECK, 4);
      offer(spool, EventClass.HEARTBEAT, 3);
      offer(spool, EventClass.LOG, 5);
      offer(spool, EventClass.PAGE, 4);

      var events = events(spool);

      var gaps = events.stream().filter(e -> e.has("kentongan")).toList();
      assertThat(gaps)
          .extracting(g -> g.at("/kentongan/gap/class").asString())
          .containsExactly("heartbeat", "log");
      assertThat(gaps).extracting(g -> g.at("/kentongan/gap/lost").asInt()).containsExactly(3, 3);
      assertThat(kinds(events))
          .containsExactly(
              "CHECK0", "CHECK1", "CHECK2", "CHECK3", "LOG3", "LOG4", "PAGE0", "PAGE1", "PAGE2",
              "PAGE3");
      assertThat(spool.highest()).isEqualTo(12);
    }
  }

  @Test
  void bytes_are_bounded_too() {
    try (var spool = open(new AgentConfig.Bounds(4096, 1000))) {
      offer(spool, EventClass.LOG, 500);
      assertThat(spool.state().bytes()).isLessThanOrEqualTo(4096);
      var events = events(spool);
      var lost = events.getFirst().at("/kentongan/gap/lost").asInt();
      assertThat(lost + kinds(events).size()).isEqualTo(500);
    }
  }

  @Test
  void a_damaged_file_is_put_aside_and_a_new_one_begun() throws IOException {
    try (var spool = open(AgentConfig.Bounds.USUAL)) {
      offer(spool, EventClass.LOG, 3);
    }
    Files.writeString(dir.resolve("spool.db"), "not a database at all, only words ".repeat(300));
    Files.deleteIfExists(dir.resolve("spool.db-wal"));

    try (var spool = open(AgentConfig.Bounds.USUAL)) {
      offer(spool, EventClass.LOG, 1);
      assertThat(kinds(events(spool))).containsExactly("LOG0");
    }
    assertThat(dir.resolve("spool.db.damaged-1")).exists();
  }

  @Test
  void an_interrupted_thread_harms_nothing() {
    try (var spool = open(AgentConfig.Bounds.USUAL)) {
      Thread.currentThread().interrupt();
      offer(spool, EventClass.LOG, 2);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(events(spool)).hasSize(2);
    }
  }

  @Test
  void a_closed_spool_says_so() {
    var spool = open(AgentConfig.Bounds.USUAL);
    spool.close();
    assertThatThrownBy(spool::state).isInstanceOf(SpoolFailure.class);
  }

  @Test
  void waiting_ends_with_the_first_event_and_its_flush() throws InterruptedException {
    try (var spool = open(AgentConfig.Bounds.USUAL)) {
      offer(spool, EventClass.LOG, 1);
      var start = System.nanoTime();
      spool.await(Duration.ofMillis(20), Duration.ofSeconds(10));
      assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }
  }

  @Test
  void killed_at_any_moment_it_keeps_what_it_promised_and_repeats_nothing() throws Exception {
    var promised = 0;
    for (var round = 0; round < 5; round++) {
      var process = writer();
      var most = ThreadLocalRandom.current().nextInt(10, 120);
      var out = process.inputReader();
      for (var n = 0; n < most; n++) {
        promised = Math.max(promised, Integer.parseInt(out.readLine()));
      }
      process.destroyForcibly();
      process.waitFor();
    }

    var seen = new ArrayList<Integer>();
    for (var line : Files.readAllLines(dir.resolve("taken"))) {
      seen.add(Integer.valueOf(line));
    }
    try (var spool = open(AgentConfig.Bounds.USUAL)) {
      // A batch that was taken but not yet acknowledged comes again as it was.
      var rest = events(spool).stream().map(e -> e.at("/n").asInt()).toList();
      rest.stream().filter(n -> !seen.contains(n)).forEach(seen::add);
    }
    assertThat(promised).isPositive();
    assertThat(new HashSet<>(seen)).hasSameSizeAs(seen);
    for (var n = 1; n <= promised; n++) {
      assertThat(seen).contains(n);
    }
  }

  private Process writer() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            AgentClassPath.withTests(),
            Writer.class.getName(),
            dir.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /// Goes on counting where the spool says; prints each number once it is kept, takes batches, and
  /// writes down what it took before it acknowledges.
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) throws IOException {
      var dir = Path.of(args[0]);
      try (var spool =
          Spool.open(dir.resolve("spool.db"), AgentConfig.Bounds.USUAL, InstantSource.system())) {
        var n = spool.marks("n").stream().mapToLong(TailMark::offset).max().orElse(0);
        var taken = dir.resolve("taken");
        while (n < 100_000) {
          n++;
          var json = "{\"n\":%d}".formatted(n).getBytes(StandardCharsets.UTF_8);
          spool.add(
              List.of(new Waiting(EventClass.LOG, Instant.EPOCH, json)),
              List.of(new TailMark("n", "k", 0, "", n)),
              List.of());
          System.out.println(n);
          if (n % 7 == 0) {
            take(spool, taken);
          }
        }
      }
    }

    private static void take(Spool spool, Path taken) throws IOException {
      var cut = spool.next(AGENT).orElseThrow();
      var known =
          Files.exists(taken) ? new HashSet<>(Files.readAllLines(taken)) : new HashSet<String>();
      var fresh = new StringBuilder();
      for (var line : Packing.unpack(cut.body())) {
        var n = JsonMapper.shared().readTree(line).at("/n").asString();
        if (!known.contains(n)) {
          fresh.append(n).append('\n');
        }
      }
      Files.writeString(
          taken,
          fresh,
          java.nio.file.StandardOpenOption.CREATE,
          java.nio.file.StandardOpenOption.APPEND);
      spool.acknowledge(cut.last());
    }
  }

  private Spool open(AgentConfig.Bounds bounds) {
    return Spool.open(dir.resolve("spool.db"), bounds, CLOCK);
  }

  private static void offer(Spool spool, EventClass kind, int count) {
    for (var i = 0; i < count; i++) {
      var json = "{\"k\":\"%s%d\"}".formatted(kind, i).getBytes(StandardCharsets.UTF_8);
      spool.offer(new Waiting(kind, NOW, json));
    }
  }

  private static List<JsonNode> events(Spool spool) {
    var events = new ArrayList<JsonNode>();
    for (var cut = spool.next(AGENT); cut.isPresent(); cut = spool.next(AGENT)) {
      Packing.unpack(cut.get().body()).forEach(l -> events.add(JsonMapper.shared().readTree(l)));
      spool.acknowledge(cut.get().last());
    }
    return events;
  }

  private static List<String> kinds(List<JsonNode> events) {
    return events.stream().filter(e -> e.has("k")).map(e -> e.at("/k").asString()).toList();
  }
}

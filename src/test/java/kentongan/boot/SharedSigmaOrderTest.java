package kentongan.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import kentongan.detection.Detection;
import kentongan.detection.Detector;
import kentongan.detection.Inventory;
import kentongan.detection.Scan;
import kentongan.event.AgentId;
import kentongan.event.Event;
import kentongan.event.EventId;
import kentongan.office.OfficeId;
import kentongan.rule.Mapping;
import kentongan.rule.MappingFile;
import kentongan.rule.RuleFiles;
import kentongan.rule.RuleSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// What the public rules say of recorded events does not depend on the order of the rules, on how
/// the events are dealt out to threads, or on a detector's having been killed half-way. That it is
/// right is [SharedSigmaTest]'s.
class SharedSigmaOrderTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Path SIGMA =
      Path.of(System.getenv().getOrDefault("KENTONGAN_SHARED", "../shared"), "data", "sigma");
  private static final Mapping ECS = MappingFile.read(Path.of("rules/mappings/ecs.yaml"));
  private static final int SEED = 20261121;

  private static RuleSet rules = RuleSet.NONE;
  private static List<byte[]> events = List.of();
  private static Map<Integer, List<String>> inOrder = Map.of();

  @BeforeAll
  static void match_in_order_once() throws IOException {
    assumeTrue(Files.isDirectory(SIGMA), "skipped: no public Sigma rules in " + SIGMA);
    rules =
        RuleFiles.read(
                Stream.of("rules", "rules-emerging-threats", "rules-threat-hunting")
                    .map(folder -> SIGMA.resolve("sigmahq").resolve(folder))
                    .toList())
            .rules();
    var all = new ArrayList<>(lines("windows-real/events.ndjson.gz").subList(0, 1000));
    all.addAll(lines("sigmahq-regression/events.ndjson.gz"));
    events = all;
    inOrder = match(new Scan(rules, ECS, true), 0, events.size());
    assertThat(inOrder).hasSizeGreaterThan(100);
  }

  @Test
  void rules_in_random_order_match_the_same() {
    var shuffled = new ArrayList<>(rules.rules());
    Collections.shuffle(shuffled, new Random(SEED));

    var found = match(new Scan(new RuleSet(shuffled), ECS, true), 0, events.size());

    assertThat(found).isEqualTo(inOrder);
  }

  @Test
  void events_in_batches_of_random_size_on_two_threads_match_the_same() throws Exception {
    var random = new Random(SEED);
    var works = new ArrayList<Callable<Map<Integer, List<String>>>>();
    var scans = ThreadLocal.withInitial(() -> new Scan(rules, ECS, false));
    for (int from = 0; from < events.size(); ) {
      int first = from;
      int end = Math.min(events.size(), from + random.nextInt(1, 400));
      works.add(() -> match(scans.get(), first, end));
      from = end;
    }
    Collections.shuffle(works, random);

    var found = new TreeMap<Integer, List<String>>();
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (var done : threads.invokeAll(works)) {
        found.putAll(done.get());
      }
    }

    assertThat(found).isEqualTo(inOrder);
  }

  /// Killed after any event and started again from what it had stored.
  @ParameterizedTest
  @ValueSource(strings = {"ssh", "web"})
  void a_detector_killed_half_way_says_the_same_of_correlations(String name) throws IOException {
    var correlations =
        RuleFiles.read(List.of(SIGMA.resolve("correlation/" + name + "-rules.yml"))).rules();
    var recorded = new ArrayList<Event>();
    for (var line : lines("correlation/" + name + "-events.ndjson.gz")) {
      recorded.add(event(line, recorded.size() + 1));
    }
    var whole = detected(correlations, recorded, -1);
    var random = new Random(SEED);

    assertThat(whole).isNotEmpty();
    for (int n = 0; n < 4; n++) {
      int kill = random.nextInt(1, recorded.size() - 1);
      assertThat(detected(correlations, recorded, kill)).as("killed at %d", kill).isEqualTo(whole);
    }
  }

  private static List<String> detected(RuleSet rules, List<Event> events, int kill) {
    var detector = new Detector(rules, ECS, Inventory.EMPTY, Detector.Policy.DEFAULT, "");
    var said = new ArrayList<String>();
    for (int i = 0; i < events.size(); i++) {
      for (var detection : detector.on(events.get(i), i + 1)) {
        said.add(text(detection));
      }
      if (i == kill) {
        long from = detector.neededFrom();
        detector =
            new Detector(rules, ECS, Inventory.EMPTY, Detector.Policy.DEFAULT, detector.memory());
        for (long position = from; position <= i + 1; position++) {
          detector.replay(events.get((int) position - 1), position);
        }
      }
    }
    return said;
  }

  private static String text(Detection detection) {
    return detection.id()
        + " "
        + detection.change()
        + " "
        + detection.ruleId()
        + " "
        + detection.group()
        + " "
        + detection.factAt()
        + " "
        + detection.events();
  }

  private static Event event(byte[] line, long sequence) {
    var event = JSON.readTree(line).get("event");
    return new Event(
        new EventId(new AgentId("51.03-7f3a9c"), 1, sequence),
        new OfficeId("51.03"),
        Instant.parse(event.get("@timestamp").asString()),
        event.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Map<Integer, List<String>> match(Scan scan, int from, int end) {
    var found = new TreeMap<Integer, List<String>>();
    for (int i = from; i < end; i++) {
      var ids =
          scan.envelope(events.get(i), false).orElseThrow().stream()
              .map(match -> match.rule().id())
              .sorted()
              .toList();
      if (!ids.isEmpty()) {
        found.put(i, ids);
      }
    }
    return found;
  }

  private static List<byte[]> lines(String file) throws IOException {
    var lines = new ArrayList<byte[]>();
    try (var source = LineSource.of(SIGMA.resolve(file))) {
      for (var line = source.next(); line != null; line = source.next()) {
        lines.add(line);
      }
    }
    return lines;
  }
}

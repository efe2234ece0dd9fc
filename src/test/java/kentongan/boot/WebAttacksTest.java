package kentongan.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import kentongan.detection.Scan;
import kentongan.rule.MappingFile;
import kentongan.rule.RuleFiles;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How many web attacks the rules of the house find in access logs, and how many real requests they
/// take for attacks: over requests written for this project, and over the public sample in
/// `$KENTONGAN_SHARED/data/sigma/web-attacks`, where there is one.
class WebAttacksTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Path OWN = Path.of("src/test/resources/kentongan/boot/web-attacks");
  private static final Path PUBLIC =
      Path.of(
          System.getenv().getOrDefault("KENTONGAN_SHARED", "../shared"), "data/sigma/web-attacks");
  private static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0";

  private final Scan scan =
      new Scan(
          RuleFiles.read(List.of(Path.of("rules/web"))).rules(),
          MappingFile.read(Path.of("rules/mappings/ecs.yaml")),
          true);

  @Test
  void nine_in_ten_attacks_of_every_class_are_found() throws IOException {
    var classes = measured("attacks.txt", 404);

    assertThat(classes.values().stream().mapToInt(Tally::seen).sum()).isGreaterThan(400);
    assertThat(classes)
        .allSatisfy((name, tally) ->
            assertThat(tally.flagged())
                .as("%s: %s", name, tally)
                .isGreaterThan(tally.seen() * 3 / 4));
    assertThat(classes.values().stream().mapToInt(Tally::flagged).sum())
        .isGreaterThan(classes.values().stream().mapToInt(Tally::seen).sum() * 9 / 10);
  }

  @Test
  void strange_looking_requests_of_real_people_are_left_alone() throws IOException {
    var classes = measured("benign.txt", 200);

    assertThat(classes.values().stream().mapToInt(Tally::seen).sum()).isGreaterThan(350);
    assertThat(classes.values().stream().flatMap(tally -> tally.flaggedLines().stream())).isEmpty();
  }

  @Test
  void most_attacks_of_the_public_sample_are_found() throws IOException {
    var visible = counted("crs-requests", crs -> isAttack(crs) && !isOnlyInBody(crs));
    var bodies = counted("crs-requests", crs -> isAttack(crs) && isOnlyInBody(crs));

    assertThat(visible.seen()).isEqualTo(426);
    assertThat(visible.flagged()).isGreaterThanOrEqualTo(visible.seen() * 7 / 10);
    assertThat(bodies.seen()).isEqualTo(968);
    assertThat(bodies.flagged()).isGreaterThanOrEqualTo(bodies.seen() * 7 / 10);
  }

  @Test
  void at_most_one_in_a_thousand_real_requests_is_flagged() throws IOException {
    var real = counted("apache-real", line -> true);

    assertThat(real.seen()).isEqualTo(3000);
    assertThat(real.flagged()).as("%s", real.flaggedLines()).isLessThanOrEqualTo(3);
  }

  private static boolean isAttack(JsonNode line) {
    return !line.at("/crs/expect_ids").isEmpty();
  }

  private static boolean isOnlyInBody(JsonNode line) {
    return line.at("/crs/body_only").asBoolean();
  }

  private Tally counted(String name, Predicate<JsonNode> which) throws IOException {
    var file = PUBLIC.resolve(name + ".ndjson.gz");
    assumeTrue(Files.exists(file), "skipped: no public sample " + file);
    var tally = new Tally();
    try (var source = LineSource.of(file)) {
      for (var line = source.next(); line != null; line = source.next()) {
        var node = JSON.readTree(new String(line, StandardCharsets.UTF_8));
        if (which.test(node)) {
          tally.add(node.at("/event/url/original").asString(), isFlagged(line));
        }
      }
    }
    return tally;
  }

  private Map<String, Tally> measured(String file, int status) throws IOException {
    var classes = new TreeMap<String, Tally>();
    var name = "";
    for (var line : Files.readAllLines(OWN.resolve(file))) {
      if (line.startsWith("== ")) {
        name = line.substring(3);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        classes
            .computeIfAbsent(name, n -> new Tally())
            .add(line, isFlagged(JSON.writeValueAsBytes(envelope(line, status))));
      }
    }
    System.out.println(file + " " + classes);
    return classes;
  }

  private boolean isFlagged(byte[] line) {
    return !scan.envelope(line, false).orElseThrow().isEmpty();
  }

  /// A line of the files: path and query, then `ref=` and `ua=` after tabs.
  private static Map<String, Object> envelope(String line, int status) {
    var parts = List.of(line.split("\t"));
    var event = new TreeMap<String, Object>();
    event.put("http.request.method", "GET");
    event.put("http.response.status_code", status);
    event.put("http.response.body.bytes", 512);
    event.put("url.original", parts.getFirst());
    event.put("url.path", parts.getFirst().replaceFirst("\\?.*", ""));
    event.put("user_agent.original", BROWSER);
    event.put("source.ip", "203.0.113.9");
    for (var part : parts.subList(1, parts.size())) {
      boolean isBrowser = part.startsWith("ua=");
      event.put(
          isBrowser ? "user_agent.original" : "http.request.referrer",
          part.substring(part.indexOf('=') + 1));
    }
    return Map.of("n", 1, "logsource", Map.of("category", "webserver"), "event", event);
  }

  /// Requests of one class: how many, and which were flagged.
  private static final class Tally {
    private final List<String> flagged = new ArrayList<>();
    private int seen;

    void add(String line, boolean isFlagged) {
      seen++;
      if (isFlagged) {
        flagged.add(line);
      }
    }

    int seen() {
      return seen;
    }

    int flagged() {
      return flagged.size();
    }

    List<String> flaggedLines() {
      return flagged;
    }

    @Override
    public String toString() {
      return flagged.size() + " of " + seen;
    }
  }
}

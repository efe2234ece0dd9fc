package kentongan.boot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import kentongan.boot.CommandLineOf;
import kentongan.web.Browser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole main job, once: a collector, three agents in processes of their own, five sites, real
/// mail.
@Tag("slow")
class DemoTest {
  @TempDir private Path folder;

  @Test
  void every_staged_attack_becomes_the_right_incident_and_somebody_is_told() throws Exception {
    var out = new ByteArrayOutputStream();
    var told = new ByteArrayOutputStream();
    var data = folder.resolve("demo");
    var walk = new FutureTask<>(new DemoWalk(() -> told.toString(StandardCharsets.UTF_8)));
    if (Browser.isHere()) {
      Thread.ofPlatform().daemon().name("officer").start(walk);
    }

    var status =
        run(out, told, "demo", "--port", "0", "--data", data.toString(), "--seconds", "240");

    var story = told.toString(StandardCharsets.UTF_8);
    assertThat(status).as(story).isZero();
    var rows =
        out.toString(StandardCharsets.UTF_8)
            .lines()
            .map(line -> JsonMapper.shared().readTree(line))
            .toList();
    var byRule =
        rows.stream()
            .collect(Collectors.toMap(r -> r.path("rule").asString(), r -> r, (a, _) -> a));
    Attack.all().forEach(attack -> isRight(attack, byRule));
    assertThat(rows).as("quiet sites raise nothing").noneMatch(r -> is(r, "office", "35.10"));
    assertThat(story).contains("/masuk/", "BENAR").doesNotContain("KURANG");
    assertThat(Files.exists(data.resolve("agent-51.03.log"))).isTrue();
    if (Browser.isHere()) {
      var seen = walk.get(30, TimeUnit.SECONDS);
      assertThat(seen.steps()).as("steps of the playbook").isGreaterThan(8);
      assertThat(seen.end()).isEqualTo("Laporan dikirim.");
      assertThat(seen.complaints()).isEmpty();
    }
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList())
        .as("processes that were left behind")
        .isEmpty();
  }

  private static void isRight(Attack attack, Map<String, JsonNode> byRule) {
    var row = byRule.get(attack.rule());
    assertThat(row).as(attack.what().en()).isNotNull();
    assertThat(row.path("office").asString()).isEqualTo(attack.office().code());
    assertThat(row.path("category").asString()).isEqualTo(attack.category().word());
    assertThat(row.path("playbook").asString()).isEqualTo(attack.playbook());
    var detected = Instant.parse(row.path("detected_at").asString());
    var noticed = Instant.parse(row.path("notice_at").asString());
    assertThat(Duration.between(detected, noticed))
        .as("from incident to mail: " + row)
        .isLessThan(Duration.ofSeconds(10));
  }

  private static boolean is(JsonNode row, String field, String value) {
    return row.path(field).asString("").equals(value);
  }

  private static int run(ByteArrayOutputStream out, ByteArrayOutputStream told, String... words) {
    var before = System.out;
    var beforeTold = System.err;
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
      return CommandLineOf.run(List.of(words));
    } finally {
      System.setOut(before);
      System.setErr(beforeTold);
    }
  }
}

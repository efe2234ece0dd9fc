package kentongan.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kentongan.event.AgentId;
import kentongan.event.Batch;
import kentongan.event.BatchBody;
import kentongan.office.OfficeId;
import kentongan.store.sqlite.SqliteEventLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RulesCommandTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String RULE =
      """
      title: Failed logins
      id: 11111111-0000-4000-8000-000000000001
      name: failed
      logsource: {product: linux, service: sshd}
      detection:
        fails: {event.outcome: failure}
        root: {user.name: [root, admin]}
        condition: fails and not root
      level: high
      kentongan: {dedupe: [user.name]}
      ---
      title: Many failed logins
      id: 11111111-0000-4000-8000-000000000002
      correlation:
        type: event_count
        rules: [failed]
        group-by: [user.name]
        timespan: 10m
        condition: {gte: 3}
        generate: true
      """;
  private static final String FILTER =
      """
      title: Our backup
      id: 11111111-0000-4000-8000-000000000003
      description: nightly
      logsource: {product: linux}
      filter:
        rules: [failed]
        selection: {user.name: backup}
        condition: not selection
      """;
  private static final String MAPPING =
      """
      sources:
        - when: {event.dataset: system.auth}
          product: linux
          service: [auth, sshd]
      """;

  @TempDir private Path directory;
  private Path rules;
  private Path mapping;

  @BeforeEach
  void write() throws IOException {
    rules = Files.createDirectories(directory.resolve("rules"));
    Files.writeString(rules.resolve("failed.yml"), RULE);
    mapping = Files.createDirectories(rules.resolve("mappings")).resolve("ecs.yaml");
    Files.writeString(mapping, MAPPING);
  }

  @Test
  void check_names_filters_their_warnings_and_the_placeholders_without_values() throws IOException {
    Files.writeString(rules.resolve("filter.yml"), FILTER.replace("[failed]", "[failed, gone]"));
    var placeholder =
        """
        title: Away
        id: 11111111-0000-4000-8000-000000000004
        logsource: {product: linux}
        detection:
          a: {user.name|expand: '%staff%-%site%'}
          condition: a
        """;
    Files.writeString(rules.resolve("placeholder.yml"), placeholder);

    var before = run("rules", "check", rules.toString());
    Files.createDirectories(rules.resolve("placeholders"));
    Files.writeString(rules.resolve("placeholders/ours.yaml"), "staff: [ani, budi]\nsite: x\n");
    var after = run("rules", "check", rules.toString());

    assertThat(before.status()).isEqualTo(1);
    assertThat(before.lines()).hasSize(4);
    assertThat(before.json(2).path("ok").asBoolean()).isTrue();
    assertThat(before.json(2).path("warning").asString()).contains("no sound rule 'gone'");
    assertThat(before.json(3).path("error").asString()).contains("without values: site, staff");
    assertThat(after.status()).isZero();
  }

  @Test
  void explain_says_which_items_were_met_and_what_was_lacking() throws IOException {
    var line = event("ani", "success");
    var file = Files.writeString(directory.resolve("e.ndjson"), "{}\n" + line + "\n");

    var json =
        run("rules", "explain", "failed", file + ":2", "--rules", rules.toString(), "--json");
    var text = run("rules", "explain", "failed", file + ":2", "--rules", rules.toString());

    assertThat(json.status()).isZero();
    var said = json.json(0);
    assertThat(said.path("match").asBoolean()).isFalse();
    assertThat(said.path("routed").asBoolean()).isTrue();
    assertThat(said.path("condition").path("all").size()).isEqualTo(2);
    assertThat(said.path("condition").path("all").get(0).path("met").asBoolean()).isFalse();
    assertThat(said.path("condition").path("all").get(0).path("found").get(0).asString())
        .isEqualTo("success");
    assertThat(said.path("condition").path("all").get(1).path("met").asBoolean()).isTrue();
    assertThat(said.path("lacking").size()).isEqualTo(1);
    assertThat(text.lines()).isEmpty();
    assertThat(text.errors())
        .contains("lacking: event.outcome: failure -- found: success")
        .contains("=> it does not match");
  }

  @Test
  void explain_says_when_a_filter_leaves_the_event_out_and_when_nobody_asks_the_rule()
      throws IOException {
    var filters = Files.createDirectories(directory.resolve("filters"));
    Files.writeString(filters.resolve("filter.yml"), FILTER);
    var backup = Files.writeString(directory.resolve("b.json"), event("backup", "failure"));
    var web =
        Files.writeString(directory.resolve("w.json"), "{\"event.dataset\":\"nginx.access\"}");
    var sets = List.of("--rules", rules.toString(), "--rules", filters.toString());

    var left = run(sets, "rules", "explain", "Failed logins", backup.toString());
    var other = run(sets, "rules", "explain", "failed", web.toString());

    assertThat(left.errors())
        .contains("filter 'Our backup' (nightly): LEAVES IT OUT")
        .contains("lacking: not user.name: backup -- found: backup");
    assertThat(other.errors())
        .contains("the rule is NOT ASKED")
        .contains("decided by event.dataset: found: nginx.access")
        .contains("event.outcome: failure -- missing");
  }

  @Test
  void explain_of_a_correlation_is_about_the_rules_it_stands_on_and_it_is_no_terminals_enemy()
      throws IOException {
    var file = Files.writeString(directory.resolve("e.json"), event("\\u001b[2Jani", "failure"));

    var ran = run("rules", "explain", "Many failed logins", file.toString(), "--rules", rules + "");

    assertThat(ran.errors()).contains("a correlation").contains("=> it matches");
    assertThat(ran.errors()).doesNotContain("\u001b");
  }

  @Test
  void explain_refuses_what_is_not_there() throws IOException {
    var file = Files.writeString(directory.resolve("e.json"), "[1]").toString();
    var folder = rules.toString();

    assertThat(run("rules", "explain", "nobody", file, "--rules", folder).errors())
        .contains("no sound rule among 2");
    assertThat(run("rules", "explain", "failed", file, "--rules", folder).errors())
        .contains("no JSON object");
    assertThat(run("rules", "explain", "failed", file + ":9", "--rules", folder).errors())
        .contains("no such line");
    assertThat(run("rules", "explain", "failed", "x.json", "--rules", folder).status())
        .isEqualTo(1);
    assertThat(run("rules", "explain", "failed").status()).isEqualTo(2);
  }

  @Test
  void replay_counts_what_rules_would_have_said_beside_an_open_log() throws IOException {
    var other = Files.createDirectories(directory.resolve("other"));
    Files.writeString(other.resolve("failed.yml"), RULE);
    Files.writeString(other.resolve("filter.yml"), FILTER);
    try (var log = SqliteEventLog.open(directory.resolve("data/live"))) {
      fill(log);

      var ran = run(replay("2h", "--rules", other.toString(), "--against", rules.toString()));

      assertThat(ran.status()).isZero();
      var many = ran.json("11111111-0000-4000-8000-000000000002");
      assertThat(many.path("detections").asInt()).isZero();
      assertThat(many.path("against").path("detections").asInt()).isEqualTo(1);
      assertThat(many.path("change").asString()).isEqualTo("fewer");
      var failed = ran.json("11111111-0000-4000-8000-000000000001");
      assertThat(failed.path("events").asInt()).isEqualTo(2);
      assertThat(failed.path("against").path("events").asInt()).isEqualTo(5);
      assertThat(failed.path("first").get(0).path("office").asString()).isEqualTo("51.03");
      assertThat(ran.json(ran.lines().size() - 1).path("events").asInt()).isEqualTo(7);
    }
  }

  @Test
  void replay_counts_the_last_part_only_and_reads_a_log_that_nobody_has_open() throws IOException {
    try (var log = SqliteEventLog.open(directory.resolve("data/live"))) {
      fill(log);
    }
    var before = Files.readAllBytes(directory.resolve("data/live/log.db"));

    var ran = run(replay("30m", "--rules", rules.toString(), "--rule", "failed"));

    assertThat(ran.lines()).hasSize(2);
    assertThat(ran.json(0).path("events").asInt()).isEqualTo(1);
    assertThat(ran.json(1).path("events").asInt()).isEqualTo(2);
    assertThat(Files.readAllBytes(directory.resolve("data/live/log.db"))).isEqualTo(before);
  }

  @Test
  void replay_says_what_is_missing() {
    var rule = rules.toString();

    assertThat(run(replay("2h", "--rules", rule)).errors()).contains("log.db: not there");
    assertThat(run(replay("2h", "--rules", rule)).status()).isEqualTo(1);
    assertThat(run(replay("soon", "--rules", rule)).status()).isEqualTo(2);
  }

  private String[] replay(String last, String... more) {
    var args = new ArrayList<>(List.of("rules", "replay", "--last", last));
    args.addAll(List.of("--data", directory.resolve("data").toString()));
    args.addAll(List.of("--mapping", mapping.toString()));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  /// Three times the backup, ani and budi fail; a success; an hour later ani once more.
  private static void fill(SqliteEventLog log) {
    var start = Instant.parse("2026-11-21T02:00:00Z");
    append(log, 1, start, event("backup", "failure"), event("backup", "failure"));
    append(log, 3, start.plusSeconds(60), event("backup", "failure"), event("ani", "failure"));
    append(log, 5, start.plusSeconds(120), event("root", "failure"));
    append(log, 6, start.plusSeconds(3700), event("ani", "failure"), event("ani", "success"));
  }

  private static void append(SqliteEventLog log, long first, Instant at, String... lines) {
    var bytes = new ArrayList<byte[]>();
    for (var line : lines) {
      var stamped = line.replace("{", "{\"@timestamp\":\"" + at + "\",");
      bytes.add(stamped.getBytes(StandardCharsets.UTF_8));
    }
    var body = BatchBody.pack(bytes, Batch.Encoding.ZSTD);
    var agent = new AgentId("51.03-aaaaaa");
    log.append(
        new Batch(
            agent, 1, first, first + lines.length - 1, Batch.Encoding.ZSTD, body, new byte[64]),
        new OfficeId("51.03"),
        at);
  }

  private static String event(String user, String outcome) {
    return "{\"event.dataset\":\"system.auth\",\"user.name\":\"%s\",\"event.outcome\":\"%s\"}"
        .formatted(user, outcome);
  }

  private record Ran(int status, List<String> lines, String errors) {
    JsonNode json(int line) {
      return JSON.readTree(lines.get(line));
    }

    JsonNode json(String rule) {
      return lines.stream()
          .map(JSON::readTree)
          .filter(line -> line.path("rule").asString("").equals(rule))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Ran run(List<String> more, String... args) {
    var all = new ArrayList<>(List.of(args));
    all.addAll(more);
    return run(all.toArray(String[]::new));
  }

  private static Ran run(String... args) {
    var out = new ByteArrayOutputStream();
    var errors = new ByteArrayOutputStream();
    var outBefore = System.out;
    var errorsBefore = System.err;
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
      var status = CommandLineOf.run(List.of(args));
      return new Ran(
          status,
          out.toString(StandardCharsets.UTF_8).lines().toList(),
          errors.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(outBefore);
      System.setErr(errorsBefore);
    }
  }
}

package kentongan.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kentongan.event.Agent;
import kentongan.event.Batch;
import kentongan.event.EventLog;
import kentongan.incident.Incident;
import kentongan.incident.Incidents.Which;
import kentongan.notice.CallPolicy;
import kentongan.office.OfficeId;
import kentongan.office.Offices;
import kentongan.office.PersonId;
import kentongan.pipeline.FilterActs;
import kentongan.pipeline.KeptDetection;
import kentongan.pipeline.Outcome;
import kentongan.pipeline.Pipeline;
import kentongan.pipeline.RuleActs;
import kentongan.pipeline.WorldId;
import kentongan.playbook.Playbooks;
import kentongan.report.Addressees;
import kentongan.rule.Rule;
import kentongan.store.lucene.LuceneArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules that change while events come, and filters that people write: on real stores.
class RulesAtWorkTest {
  private static final OfficeId BADUNG = new OfficeId("51.03");
  private static final PersonId SITI = new PersonId("siti");
  private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
  private static final String DOOR = "00000000-0000-4000-8000-000000000001";
  private static final String MANY = "00000000-0000-4000-8000-000000000002";
  private static final String OTHER = "00000000-0000-4000-8000-000000000003";

  @TempDir Path directory;
  private Path house;
  private Path own;
  private WorldFolder folder;
  private Pipeline pipeline;
  private Agent agent;
  private long events;
  private volatile Duration ahead = Duration.ZERO;

  @BeforeEach
  void set_up() throws Exception {
    house = directory.resolve("house");
    own = directory.resolve("data").resolve("rules");
    Files.createDirectories(house.resolve("mappings"));
    Files.copy(Path.of("rules/mappings/ecs.yaml"), house.resolve("mappings/ecs.yaml"));
    Files.writeString(
        house.resolve("door.yml"),
        """
        title: Pintu dibuka
        id: %s
        name: door
        status: test
        author: Penyusun Uji
        logsource: {product: kentongan, service: agent}
        detection:
          selection: {event.action: door}
          condition: selection
        falsepositives: [pencadangan]
        tags: [attack.t1110, attack.initial-access]
        level: medium
        kentongan: {dedupe: [labels.key]}
        """
            .formatted(DOOR));
    Files.writeString(
        house.resolve("many.yml"),
        """
        title: Pintu dibuka berkali-kali
        id: %s
        correlation:
          type: event_count
          rules: [door]
          group-by: [event.action]
          timespan: 1d
          condition: {eq: 40}
          generate: true
        level: low
        """
            .formatted(MANY));
    other(0);
    open();
    var now = Instant.now();
    var agents = pipeline.world().events().agents();
    var token = agents.issueToken(BADUNG, now.plusSeconds(60));
    agent = agents.enrol(token, "pc-datin", new byte[32], now).orElseThrow();
  }

  @AfterEach
  void tear_down() {
    close();
  }

  @Test
  void a_hundred_changes_under_load_miss_no_event_and_double_no_detection() throws Exception {
    var sender =
        Thread.ofVirtual()
            .start(() -> {
              for (int batch = 0; batch < 300; batch++) {
                int at = batch;
                accept(
                    IntStream.range(0, 20)
                        .mapToObj(i -> event(i == 7 && at % 5 == 0 ? "door" : "walk", "k" + at))
                        .toList());
                LockSupport.parkNanos(5_000_000);
              }
            });

    for (int change = 1; change <= 100; change++) {
      other(change);
      assertThat(acts().reload(SITI, "uji " + change)).isEqualTo(Outcome.DONE);
    }
    sender.join();
    await("all events", () -> pipeline.figures().detected.sum() == 6_000);
    await("60 incidents", () -> kept(DOOR).size() == 60);

    assertThat(kept(DOOR).stream().map(k -> k.detection().group().get("labels.key")))
        .doesNotHaveDuplicates()
        .hasSize(60);
    assertThat(kept(MANY)).as("the window of a rule that stays, stays").hasSize(1);
    assertThat(pipeline.figures().detected.sum()).isEqualTo(6_000);
    assertThat(pipeline.figures().unjudged.sum()).isZero();
    var changes = pipeline.rules().changes(200);
    assertThat(changes).hasSize(101);
    assertThat(changes.getFirst().counts().changed()).isEqualTo(1);
    assertThat(changes.getLast().counts().added()).isEqualTo(3);
    assertThat(ledger("rules.changed")).isEqualTo(101);
    assertThat(pipeline.rules().since().orElseThrow().version())
        .isEqualTo(pipeline.rules().book().version());
  }

  @Test
  void a_broken_file_leaves_the_old_set_in_force_as_a_whole_and_says_where() throws Exception {
    var before = pipeline.rules().book().version();
    other(1);
    Files.writeString(own.resolve("rusak.yml"), "title: Rusak\nlogsource: {product: x}\n");

    var outcome = acts().reload(SITI, "uji");

    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(pipeline.rules().book().version()).isEqualTo(before);
    var fault = acts().refusal().orElseThrow().faults().getFirst();
    assertThat(fault.file()).endsWith("rusak.yml");
    assertThat(fault.line()).isEqualTo(1);

    Files.delete(own.resolve("rusak.yml"));
    assertThat(acts().reload(SITI, "uji")).isEqualTo(Outcome.DONE);
    assertThat(acts().refusal()).isEmpty();
    assertThat(pipeline.rules().book().version()).isNotEqualTo(before);
  }

  @Test
  void a_fault_from_before_the_start_is_named_and_is_in_nobodys_way() throws Exception {
    close();
    Files.writeString(own.resolve("rusak.yml"), "title: Rusak\nlogsource: {product: x}\n");
    open();
    assertThat(pipeline.rules().book().faults()).hasSize(1);
    assertThat(pipeline.rules().book().rules().find(DOOR)).isPresent();

    other(1);

    assertThat(acts().reload(SITI, "uji")).isEqualTo(Outcome.DONE);
  }

  @Test
  void a_start_with_the_same_files_is_no_change_and_one_with_others_is_written_down()
      throws Exception {
    var first = pipeline.rules().since().orElseThrow();
    assertThat(first.why()).isEqualTo("pertama dijalankan");

    close();
    open();
    assertThat(pipeline.rules().changes(10)).hasSize(1);
    assertThat(pipeline.rules().since().orElseThrow().version()).isEqualTo(first.version());

    close();
    Files.delete(house.resolve("other.yml"));
    open();
    var second = pipeline.rules().since().orElseThrow();
    assertThat(second.counts().removed()).isEqualTo(1);
    assertThat(second.counts().rules()).isEqualTo(2);
  }

  @Test
  void a_changed_file_is_read_without_being_asked() throws Exception {
    var before = pipeline.rules().book().version();

    other(1);

    await("the change", () -> !pipeline.rules().book().version().equals(before));
    assertThat(pipeline.rules().since().orElseThrow().by().person()).isEmpty();
  }

  @Test
  void an_incident_whose_rule_is_gone_stays_open_until_people_close_it() throws Exception {
    accept(List.of(event("door", "a")));
    await("an incident", () -> incidents().size() == 1);

    Files.delete(house.resolve("many.yml"));
    Files.delete(house.resolve("door.yml"));
    assertThat(acts().reload(SITI, "uji")).isEqualTo(Outcome.DONE);
    accept(List.of(event("door", "b")));
    await("both events", () -> pipeline.figures().detected.sum() == 2);

    assertThat(incidents()).hasSize(1);
    assertThat(kept(DOOR).getFirst().detection().explanation().getFirst().found())
        .isEqualTo("door");
  }

  @Test
  void our_own_activity_opens_no_incident_any_more_and_its_look_alike_still_does()
      throws Exception {
    accept(List.of(event("door", "a", "192.0.2.7")));
    await("an incident", () -> incidents().size() == 1);
    var seen = kept(DOOR).getFirst();
    assertThat(seen.detection().rule().author()).isEqualTo("Penyusun Uji");

    var choices =
        filters().choices(seen).stream()
            .collect(Collectors.toMap(FilterActs.Choice::field, c -> c));
    assertThat(choices.get("source.ip").value()).isEqualTo("192.0.2.7");
    assertThat(choices.get("event.action").narrows()).isFalse();
    assertThat(choices.get("kentongan.office").value()).isEqualTo("51.03");
    assertThat(filters().preview(seen, Set.of("source.ip"), Duration.ofDays(30)))
        .isEqualTo(new FilterActs.Preview(1, 1));
    assertThat(hide(seen, Set.of("event.action"), Optional.empty()))
        .as("what the rule itself asks for would hide everything")
        .isInstanceOf(Outcome.Refused.class);
    assertThat(hide(seen, Set.of(), Optional.empty())).isInstanceOf(Outcome.Refused.class);
    assertThat(filterFiles()).isEmpty();

    assertThat(hide(seen, Set.of("source.ip", "event.action"), Optional.empty()))
        .isEqualTo(Outcome.DONE);
    assertThat(hide(seen, Set.of("source.ip", "event.action"), Optional.empty()))
        .as("twice the same")
        .isInstanceOf(Outcome.Refused.class);
    accept(List.of(event("door", "b", "192.0.2.7"), event("door", "c", "192.0.2.8")));
    await("the look-alike", () -> incidents().size() == 2);

    assertThat(kept(DOOR).stream().map(k -> k.detection().group().get("labels.key")))
        .containsExactlyInAnyOrder("a", "c");
    assertThat(filterFiles()).hasSize(1);
    assertThat(ledger("rules.filter-added")).isEqualTo(1);

    var filter = pipeline.world().events().ownFilters().list(10).getFirst();
    assertThat(filters().retire(filter.number(), "sudah pindah", SITI)).isEqualTo(Outcome.DONE);
    accept(List.of(event("door", "d", "192.0.2.7")));
    await("heard again", () -> incidents().size() == 3);
    assertThat(Files.list(own.resolve("filters")).map(Path::toString))
        .as("nobody deletes")
        .hasSize(1)
        .allMatch(name -> name.endsWith(".retired"));
  }

  @Test
  void a_filter_with_a_last_day_ends_by_itself() throws Exception {
    accept(List.of(event("door", "a", "192.0.2.7")));
    await("an incident", () -> incidents().size() == 1);
    var today = LocalDate.now(JAKARTA);
    var seen = kept(DOOR).getFirst();
    assertThat(hide(seen, Set.of("source.ip"), Optional.of(today.minusDays(1))))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(hide(seen, Set.of("source.ip"), Optional.of(today))).isEqualTo(Outcome.DONE);

    ahead = Duration.ofDays(2);

    await("its end", () -> filterFiles().isEmpty());
    await(
        "its end on the desk",
        () -> pipeline.world().events().ownFilters().list(10).getFirst().end().isPresent());
    await(
        "the rule alone",
        () -> pipeline.rules().book().rules().bases(rule()).getFirst().filters().isEmpty());
  }

  private Rule rule() {
    return pipeline.rules().book().rules().find(DOOR).orElseThrow();
  }

  private Outcome hide(KeptDetection seen, Set<String> fields, Optional<LocalDate> until) {
    var wish =
        new FilterActs.Wish(seen.detection().id().value(), fields, "pencadangan kami", until);
    return filters().hide(wish, SITI);
  }

  private RuleActs acts() {
    return pipeline.ruleActs().orElseThrow();
  }

  private FilterActs filters() {
    return acts().filters();
  }

  private List<Path> filterFiles() {
    try (var files = Files.list(own.resolve("filters"))) {
      return files.filter(file -> file.toString().endsWith(".yml")).toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// Written aside and moved, as a careful editor does: the watcher sees whole files.
  private void other(int number) throws IOException {
    var text =
        """
        title: Yang berubah
        id: %s
        logsource: {product: kentongan, service: agent}
        detection:
          selection: {event.action: never-%d}
          condition: selection
        level: low
        """
            .formatted(OTHER, number);
    var aside = Files.writeString(house.resolve("other.new"), text);
    Files.move(aside, house.resolve("other.yml"), StandardCopyOption.REPLACE_EXISTING);
  }

  private String event(String action, String key) {
    return event(action, key, "192.0.2.1");
  }

  private String event(String action, String key, String address) {
    return """
    {"@timestamp":"%s","event":{"dataset":"kentongan.agent","action":"%s"},\
    "labels":{"key":"%s"},"source":{"ip":"%s"},"host":{"hostname":"srv"}}\
    """
        .formatted(Instant.now(), action, key, address);
  }

  private void accept(List<String> lines) {
    var first = events + 1;
    events += lines.size();
    var batch =
        new Batch(
            agent.id(),
            1,
            first,
            events,
            Batch.Encoding.IDENTITY,
            lines.stream()
                .map(l -> l + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8),
            new byte[64]);
    assertThat(pipeline.world().events().log().append(batch, BADUNG, Instant.now()))
        .isInstanceOf(EventLog.Appended.Accepted.class);
  }

  private List<KeptDetection> kept(String rule) {
    return pipeline.world().events().detections().ofRule(rule, Instant.EPOCH, 1_000);
  }

  private List<Incident> incidents() {
    var world = pipeline.world();
    var all = world.organisation().offices().subtree(OfficeId.HEADQUARTERS);
    return world.handling().incidents().list(Which.OPEN, all, 1_000);
  }

  private long ledger(String act) {
    return folder
        .desk()
        .jdbc()
        .sql("SELECT COUNT(*) FROM ledger_entry WHERE act = ?")
        .param(act)
        .query(Long.class)
        .single();
  }

  private void open() throws Exception {
    folder =
        WorldFolder.open(
            directory.resolve("data").resolve("live"),
            WorldId.LIVE,
            (at, _) -> LuceneArchive.open(at.resolve("archive"), new SimpleMeterRegistry()));
    var out =
        new WaysOut(
            List.of(),
            new UnsetAgency("belum diisi"),
            Addressees.NONE,
            CallPolicy.standard(),
            () -> URI.create("https://kentongan.example/"),
            _ -> {});
    var world =
        folder.world(
            WorldId.LIVE,
            false,
            () -> Instant.now().plus(ahead),
            Offices.shipped(),
            Playbooks.load(Path.of("playbooks")),
            out);
    pipeline = Pipeline.over(world, Library.ruleFolders(house, Optional.of(own))).start();
  }

  private void close() {
    pipeline.close();
    folder.close();
  }

  private static void await(String what, BooleanSupplier condition) {
    var until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(until);
      LockSupport.parkNanos(20_000_000);
    }
  }
}

package kentongan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kentongan.asset.Asset;
import kentongan.asset.AssetId;
import kentongan.boot.WaysOut;
import kentongan.boot.WorldFolder;
import kentongan.event.AgentId;
import kentongan.event.BatchBody;
import kentongan.event.BatchSignature;
import kentongan.event.Event;
import kentongan.event.EventId;
import kentongan.notice.CallPolicy;
import kentongan.office.OfficeId;
import kentongan.office.Offices;
import kentongan.office.PersonId;
import kentongan.playbook.Playbooks;
import kentongan.report.Addressees;
import kentongan.report.Agency;
import kentongan.report.Dispatch;
import kentongan.store.lucene.LuceneArchive;
import kentongan.watch.Maintenance;
import kentongan.watch.Terms;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Time lines of what witnesses say, and the verdicts that the log then holds.
class VerdictsTest {
  private static final Instant START = Instant.parse("2026-11-21T02:00:00Z");
  private static final List<String> OFFICES = List.of("51.01", "51.02", "51.03", "51.04", "35.10");

  @TempDir private Path dir;
  private Instant now = START;
  private WorldFolder folder;
  private World world;
  private OwnEvents own;
  private PlanBook book;
  private Verdicts verdicts;
  private final Map<String, AgentId> agents = new HashMap<>();
  private long sequence;

  @BeforeEach
  void open() throws Exception {
    folder =
        WorldFolder.open(
            dir,
            WorldId.LIVE,
            (at, _) -> LuceneArchive.open(at.resolve("archive"), new SimpleMeterRegistry()));
    var out =
        new WaysOut(
            List.of(),
            new NoAgency(),
            new Addressees(List.of(), List.of()),
            CallPolicy.standard(),
            () -> URI.create("http://127.0.0.1/"),
            _ -> {});
    world =
        folder.world(WorldId.LIVE, false, () -> now, Offices.shipped(), Playbooks.load(dir), out);
    for (var office : OFFICES) {
      var register = world.events().agents();
      var token = register.issueToken(new OfficeId(office), now.plusSeconds(60));
      var key = BatchSignature.publicKey(BatchSignature.newPrivateKey(new SecureRandom()));
      agents.put(office, register.enrol(token, "pc", key, now).orElseThrow().id());
      world.organisation().assets().save(List.of(asset(office)));
    }
    var key = new Key();
    own = new OwnEvents(world, key);
    book = new PlanBook(world, key, true);
    book.refresh();
    verdicts = new Verdicts(world, book, own, "");
    verdicts.tick(now);
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  void one_witness_that_fails_alone_calls_nobody() {
    play(
        180,
        at -> {
          everybodySees(at, "51.03", office -> !office.equals("51.03"));
        });

    assertThat(told()).isEmpty();
  }

  @Test
  void a_site_that_nobody_reaches_is_down_and_up_again_after_a_while() {
    play(30, at -> everybodySees(at, "51.03", _ -> true));
    play(60, at -> everybodySees(at, "51.03", _ -> false));
    assertThat(told()).containsExactly("site_down asset:situs-51.03");

    play(50, at -> everybodySees(at, "51.03", _ -> true));
    assertThat(told()).hasSize(1);
    play(30, at -> everybodySees(at, "51.03", _ -> true));
    assertThat(told()).containsExactly("site_down asset:situs-51.03", "up asset:situs-51.03");
    assertThat(log().getFirst().at("/kentongan/verdict/reasons").toString()).contains("Pusat");
  }

  @Test
  void an_office_that_is_cut_off_is_no_dead_site() {
    play(30, at -> everybodySees(at, "51.03", _ -> true));
    play(
        120,
        at -> {
          heartbeats(at, "51.03");
          everybodySees(at, "51.03", _ -> false, "51.03");
        });

    assertThat(told()).containsExactly("office_line_down office:51.03");
  }

  @Test
  void an_agent_that_stops_while_its_site_opens_is_a_dead_agent() {
    play(30, at -> everybodySees(at, "51.03", _ -> true));
    play(
        60,
        at -> {
          heartbeats(at, "51.03");
          everybodySees(at, "51.03", _ -> true, "51.03");
        });

    assertThat(told()).containsExactly("agent_down office:51.03");
  }

  @Test
  void a_province_that_is_cut_off_hides_its_offices() {
    play(30, at -> OFFICES.forEach(office -> everybodySees(at, office, _ -> true)));
    play(
        60,
        at -> {
          heartbeats(at, "51.01", "51.02", "51.03", "51.04");
          everybodySees(at, "35.10", _ -> true, "51.01", "51.02", "51.03", "51.04");
          headquarters(at, "51.03", false);
        });

    assertThat(told()).containsExactly("office_line_down province:51");
    assertThat(log().getLast().at("/kentongan/verdict/behind").size()).isEqualTo(4);
  }

  @Test
  void headquarters_that_reaches_nothing_is_blind_and_says_nothing_of_sites() {
    play(30, at -> OFFICES.forEach(office -> everybodySees(at, office, _ -> true)));
    play(
        60,
        at -> {
          for (var office : OFFICES) {
            everybodySees(at, office, who -> !who.equals("00"));
          }
        });

    assertThat(told()).containsExactly("blind headquarters");
  }

  @Test
  void during_announced_work_it_is_told_quietly_and_aloud_when_the_work_is_over() {
    var begins = START.atZone(ZoneId.of("Asia/Makassar"));
    var work =
        new Maintenance(
            "ganti-disk",
            new Maintenance.About(new OfficeId("51.03"), Optional.of(new AssetId("situs-51.03"))),
            Set.of(DayOfWeek.SATURDAY),
            LocalTime.from(begins),
            Duration.ofMinutes(3),
            ZoneId.of("Asia/Makassar"),
            LocalDate.from(begins),
            LocalDate.from(begins).plusDays(30),
            "putu.wirawan",
            "Ganti disk");
    assertThat(new WatchActs(world).announce(work, new PersonId("putu.wirawan")))
        .isEqualTo(Outcome.DONE);

    play(120, at -> everybodySees(at, "51.03", _ -> false));
    assertThat(log())
        .singleElement()
        .satisfies(e -> assertThat(e.at("/kentongan/verdict/quiet").asBoolean()).isTrue());
    play(80, at -> everybodySees(at, "51.03", _ -> false));

    assertThat(log()).hasSize(2);
    assertThat(log().getLast().at("/kentongan/verdict/quiet").asBoolean()).isFalse();
    assertThat(world.handling().ledger().read(1, 10))
        .anyMatch(entry -> entry.toString().contains("maintenance.announced"));
  }

  @Test
  void what_was_told_still_holds_after_a_restart() {
    play(30, at -> everybodySees(at, "51.03", _ -> true));
    play(60, at -> everybodySees(at, "51.03", _ -> false));
    assertThat(told()).hasSize(1);

    verdicts = new Verdicts(world, book, own, verdicts.memory());
    play(60, at -> everybodySees(at, "51.03", _ -> false));
    assertThat(told()).hasSize(1);
    play(120, at -> everybodySees(at, "51.03", _ -> true));

    assertThat(told()).containsExactly("site_down asset:situs-51.03", "up asset:situs-51.03");
  }

  @Test
  void a_stranger_that_says_all_is_well_is_not_believed() {
    play(30, at -> everybodySees(at, "51.03", _ -> true));
    play(
        60,
        at -> {
          everybodySees(at, "51.03", _ -> false);
          check(at, "35.10", "51.03", true);
        });

    assertThat(told()).containsExactly("site_down asset:situs-51.03");
  }

  @Test
  void a_change_of_terms_is_a_new_version_for_those_who_watch_and_in_the_ledger() {
    var mine = agents.get("51.03");
    var before = book.newer(mine, 0).orElseThrow();
    assertThat(before.fits(book.publicKey())).isTrue();
    assertThat(book.newer(mine, before.version())).isEmpty();
    var usual = Terms.USUAL;
    var terms =
        new Terms(
            true,
            Duration.ofSeconds(10),
            usual.pageEvery(),
            Set.of(),
            List.of("Bawaslu"),
            List.of(),
            List.of());

    new WatchActs(world).set(new AssetId("situs-51.03"), terms, new PersonId("admin"));
    book.refresh();

    var after = book.newer(mine, before.version()).orElseThrow();
    assertThat(after.version()).isEqualTo(before.version() + 1);
    assertThat(new String(after.body(), StandardCharsets.UTF_8)).contains("10s", "Bawaslu");
    assertThat(book.newer(agents.get("35.10"), 1)).isEmpty();
    var again = new PlanBook(world, new Key(), true);
    again.refresh();
    assertThat(again.newer(mine, after.version())).isEmpty();
    assertThat(again.newer(mine, 40)).isEmpty();
    again.refresh();
    assertThat(again.newer(mine, 40).orElseThrow().version()).isEqualTo(41);
  }

  private interface Step {
    void at(Instant at);
  }

  /// Every five seconds somebody looks; every second the clock is read. Unless a step says
  /// otherwise all agents are heard.
  private void play(int seconds, Step step) {
    for (var i = 0; i < seconds; i++) {
      now = now.plusSeconds(1);
      if (i % 5 == 0) {
        step.at(now);
      }
      verdicts.tick(now);
    }
  }

  private void heartbeats(Instant at, String... but) {
    agents.forEach((office, agent) -> {
      if (!List.of(but).contains(office)) {
        verdicts.heard(agent, at);
      }
    });
  }

  private interface Sight {
    boolean reaches(String office);
  }

  private void everybodySees(Instant at, String site, Sight sight, String... silent) {
    heartbeats(at, silent);
    for (var office : OFFICES.subList(0, 4)) {
      if (!List.of(silent).contains(office)) {
        check(at, office, site, sight.reaches(office));
      }
    }
    headquarters(at, site, sight.reaches("00"));
  }

  private void headquarters(Instant at, String site, boolean good) {
    check(at, OwnEvents.WITNESS, new OfficeId("00"), site, good);
  }

  private void check(Instant at, String office, String site, boolean good) {
    check(at, agents.get(office), new OfficeId(office), site, good);
  }

  private void check(Instant at, AgentId who, OfficeId office, String site, boolean good) {
    var json =
        """
        {"@timestamp":"%s","event":{"dataset":"kentongan.check","outcome":"%s"},"kentongan":{"asset":"situs-%s","check":{"failures":%d}}}\
        """
            .formatted(
                at.toString().replace("Z", ".000Z"),
                good ? "success" : "failure",
                site,
                good ? 0 : 2);
    verdicts.on(
        new Event(
            new EventId(who, 1, ++sequence), office, at, json.getBytes(StandardCharsets.UTF_8)));
  }

  private List<JsonNode> log() {
    var events = new ArrayList<JsonNode>();
    for (var stored : world.events().log().read(0, 1000)) {
      BatchBody.events(stored).forEach(event -> events.add(event.tree()));
    }
    return events;
  }

  private List<String> told() {
    return log().stream()
        .map(e ->
            e.at("/kentongan/verdict/fault").asString()
                + " "
                + e.at("/kentongan/verdict/subject").asString())
        .toList();
  }

  private static Asset asset(String office) {
    return new Asset(
        new AssetId("situs-" + office),
        "Situs " + office,
        new OfficeId(office),
        Asset.Kind.WEBSITE,
        Optional.of(URI.create("https://k" + office.replace(".", "") + ".example/")),
        Asset.Criticality.HIGH,
        Asset.Hosting.OFFICE);
  }

  private static final class Key implements OwnKey {
    private static final byte[] PRIVATE = BatchSignature.newPrivateKey(new SecureRandom());

    @Override
    public byte[] sign(byte[] bytes) {
      var signature = new byte[Ed25519.SIGNATURE_SIZE];
      Ed25519.sign(PRIVATE, 0, bytes, 0, bytes.length, signature, 0);
      return signature;
    }

    @Override
    public byte[] publicKey() {
      return BatchSignature.publicKey(PRIVATE);
    }
  }

  private static final class NoAgency implements Agency {
    @Override
    public Reach reach() {
      return Reach.EXERCISE;
    }

    @Override
    public Answer send(Dispatch dispatch) {
      return new Answer.NotNow("no agency here");
    }
  }
}

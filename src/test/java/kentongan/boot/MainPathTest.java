package kentongan.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import kentongan.asset.Asset;
import kentongan.asset.AssetId;
import kentongan.event.Agent;
import kentongan.event.Batch;
import kentongan.event.EventArchive;
import kentongan.event.EventLog;
import kentongan.incident.Command;
import kentongan.incident.Incident;
import kentongan.incident.Incidents.Which;
import kentongan.incident.Status;
import kentongan.incident.Verdict;
import kentongan.notice.AckToken;
import kentongan.notice.CallPolicy;
import kentongan.notice.Channel;
import kentongan.notice.Message;
import kentongan.notice.Receipt;
import kentongan.office.Actor;
import kentongan.office.OfficeId;
import kentongan.office.Offices;
import kentongan.office.Person;
import kentongan.office.PersonId;
import kentongan.office.Role;
import kentongan.oncall.Post;
import kentongan.oncall.Roster;
import kentongan.pipeline.Outcome;
import kentongan.pipeline.Pipeline;
import kentongan.pipeline.World;
import kentongan.pipeline.WorldId;
import kentongan.playbook.Playbooks;
import kentongan.report.Addressees;
import kentongan.store.lucene.LuceneArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From an event in the log to a person who has acknowledged, through real stores, rules and
/// playbooks.
class MainPathTest {
  private static final OfficeId BADUNG = new OfficeId("51.03");
  private static final PersonId WAYAN = new PersonId("wayan");
  private static final PersonId SITI = new PersonId("siti");

  @TempDir Path directory;
  private final List<Message> mails = new CopyOnWriteArrayList<>();
  private WorldFolder folder;
  private Pipeline pipeline;
  private Agent agent;
  private long sent;

  @BeforeEach
  void set_up() throws Exception {
    open();
    var world = pipeline.world();
    world.organisation().people().save(person(WAYAN, "Wayan Sudarma", Role.RESPONDER));
    world.organisation().people().save(person(SITI, "Siti Rahma", Role.COMMANDER));
    world
        .organisation()
        .rosters()
        .save(new Roster(BADUNG, Map.of(Post.ON_DUTY, WAYAN, Post.DEPUTY, SITI), List.of()));
    world
        .organisation()
        .assets()
        .save(
            List.of(
                new Asset(
                    new AssetId("situs-51.03"),
                    "Situs Bawaslu Kabupaten Badung",
                    BADUNG,
                    Asset.Kind.WEBSITE,
                    Optional.of(URI.create("https://badung.bawaslu.example/")),
                    Asset.Criticality.HIGH,
                    Asset.Hosting.PUSDATIN)));
    var now = Instant.now();
    var token = world.events().agents().issueToken(BADUNG, now.plusSeconds(60));
    agent = world.events().agents().enrol(token, "pc-datin", new byte[32], now).orElseThrow();
  }

  @AfterEach
  void tear_down() {
    close();
  }

  @Test
  void an_injected_page_becomes_an_incident_a_run_and_a_notice_that_somebody_acknowledges() {
    accept(page("injected"));

    await("a mail", () -> !mails.isEmpty());
    var incident = onlyIncident();
    assertThat(incident.office()).isEqualTo(BADUNG);
    assertThat(incident.playbook()).contains("situs-diretas");
    assertThat(incident.runs()).hasSize(1);
    assertThat(incident.evidence()).hasSize(1);
    assertThat(incident.isAcknowledged()).isFalse();
    assertThat(mails.getFirst().address()).isEqualTo("wayan@bawaslu.example");

    var link = mails.getFirst().acknowledge().getPath();
    var token = AckToken.parse(link.substring(link.lastIndexOf('/') + 1)).orElseThrow();
    assertThat(pipeline.acts().acknowledge(token)).isEqualTo(Outcome.DONE);

    assertThat(onlyIncident().inCharge()).contains(WAYAN);
  }

  @Test
  void the_end_of_the_trouble_is_noted_and_closing_stays_a_persons_act() {
    accept(page("injected"));
    await("an incident", () -> incidents().size() == 1);

    accept(page("clean"));
    await("the end of the trouble", () -> onlyIncident().troubleEndedAt().isPresent());

    assertThat(onlyIncident().isOpen()).isTrue();
    var id = onlyIncident().id();
    pipeline.acts().act(id, new Command.TakeCharge(SITI));
    pipeline
        .acts()
        .act(
            id,
            new Command.ChangeStatus(Actor.person(SITI), Status.RECOVERED, "halaman sudah bersih"));
    var closed =
        pipeline.acts().act(id, new Command.Close(SITI, Verdict.REAL, "tautan sudah dihapus"));
    assertThat(closed).isEqualTo(Outcome.DONE);
    assertThat(incidents()).isEmpty();
  }

  @Test
  void a_restart_in_between_repeats_nothing_and_forgets_nothing() throws Exception {
    accept(page("injected"));
    await("a mail", () -> mails.size() == 1);

    close();
    open();
    accept(page("injected"));
    accept(page("clean"));
    await("the end of the trouble", () -> onlyIncident().troubleEndedAt().isPresent());

    assertThat(incidents()).hasSize(1);
    assertThat(mails).hasSize(1);
  }

  @Test
  void what_a_person_may_not_do_changes_nothing_at_all() {
    accept(page("injected"));
    await("an incident", () -> incidents().size() == 1);
    var before = pipeline.world().handling().ledger().head();
    var id = onlyIncident().id();

    var refused = pipeline.acts().act(id, new Command.Amend(Actor.person(SITI), "x"));

    assertThat(refused).isInstanceOf(Outcome.Refused.class);
    assertThat(pipeline.world().handling().incidents().facts(id))
        .noneMatch(f -> f.toString().contains("Amended"));
    assertThat(before.number()).isPositive();
  }

  @Test
  void every_event_can_be_found_again() {
    accept(page("injected"));
    var now = Instant.now();
    var query =
        new EventArchive.Query(
            "event.dataset:kentongan.page",
            now.minusSeconds(60),
            now.plusSeconds(60),
            Set.of(BADUNG),
            10);

    await(
        "the event in the archive",
        () -> pipeline.world().events().archive().search(query).total() == 1);
  }

  private void accept(String event) {
    sent++;
    var batch =
        new Batch(
            agent.id(),
            1,
            sent,
            sent,
            Batch.Encoding.IDENTITY,
            (event + "\n").getBytes(StandardCharsets.UTF_8),
            new byte[64]);
    var log = pipeline.world().events().log();
    assertThat(log.append(batch, BADUNG, Instant.now()))
        .isInstanceOf(EventLog.Appended.Accepted.class);
  }

  private String page(String verdict) {
    var now = Instant.now();
    return """
    {"@timestamp":"%s","event":{"created":"%s","dataset":"kentongan.page","outcome":"%s"},\
    "agent":{"id":"%s"},"url":{"full":"https://badung.bawaslu.example/","domain":"badung.bawaslu.example"},\
    "kentongan":{"asset":"situs-51.03","page":{"verdict":"%s","score":0.9,"changed":0.02,\
    "reasons":["12 tautan tersembunyi"],"hidden_links":12}}}\
    """
        .formatted(now, now, verdict.equals("clean") ? "success" : "failure", agent.id(), verdict);
  }

  private List<Incident> incidents() {
    var world = pipeline.world();
    var all = world.organisation().offices().subtree(OfficeId.HEADQUARTERS);
    return world.handling().incidents().list(Which.OPEN, all, 100);
  }

  private Incident onlyIncident() {
    assertThat(incidents()).hasSize(1);
    return incidents().getFirst();
  }

  private static Person person(PersonId id, String name, Role role) {
    return new Person(
        id,
        name,
        "Staf Datin",
        BADUNG,
        Set.of(role),
        id.name() + "@bawaslu.example",
        Optional.empty());
  }

  private void open() throws Exception {
    folder =
        WorldFolder.open(
            directory,
            WorldId.LIVE,
            (at, _) -> LuceneArchive.open(at.resolve("archive"), new SimpleMeterRegistry()));
    var out =
        new WaysOut(
            List.of(new Mail()),
            new UnsetAgency("belum diisi"),
            Addressees.NONE,
            CallPolicy.standard(),
            () -> URI.create("https://kentongan.example/"),
            _ -> {});
    World world =
        folder.world(
            WorldId.LIVE,
            false,
            InstantSource.system(),
            Offices.shipped(),
            Playbooks.load(Path.of("playbooks")),
            out);
    pipeline = new Pipeline(world, Library.rules(Path.of("rules"))).start();
  }

  private void close() {
    pipeline.close();
    folder.close();
  }

  private static void await(String what, BooleanSupplier condition) {
    var until = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(until);
      LockSupport.parkNanos(20_000_000);
    }
  }

  private final class Mail implements Channel {
    @Override
    public String name() {
      return "mail";
    }

    @Override
    public Outcome deliver(Message message) {
      mails.add(message);
      return new Outcome.Delivered(new Receipt(Instant.now(), "250 ok"));
    }
  }
}

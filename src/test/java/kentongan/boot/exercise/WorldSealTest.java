package kentongan.boot.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import kentongan.boot.WaysOut;
import kentongan.boot.WorldFolder;
import kentongan.courier.mail.MailSettings;
import kentongan.courier.mail.Smtp;
import kentongan.courier.mail.SmtpChannel;
import kentongan.courier.webhook.WebhookChannel;
import kentongan.courier.webhook.WebhookSettings;
import kentongan.event.Batch;
import kentongan.event.BatchBody;
import kentongan.event.BatchSignature;
import kentongan.exercise.Exercise;
import kentongan.exercise.ExerciseId;
import kentongan.exercise.Exercises.Outcome;
import kentongan.exercise.Exercises.Plan;
import kentongan.exercise.KeptMessage;
import kentongan.exercise.Scenarios;
import kentongan.exercise.Speed;
import kentongan.incident.Category;
import kentongan.incident.Command;
import kentongan.incident.Incidents.Which;
import kentongan.incident.Opening;
import kentongan.incident.Severity;
import kentongan.notice.AckToken;
import kentongan.notice.Channel;
import kentongan.notice.Message;
import kentongan.office.Actor;
import kentongan.office.OfficeId;
import kentongan.office.PersonId;
import kentongan.oncall.Post;
import kentongan.oncall.Roster;
import kentongan.pipeline.Pipeline;
import kentongan.pipeline.WorldId;
import kentongan.pipeline.Worlds;
import kentongan.report.Addressees;
import kentongan.report.Agency;
import kentongan.report.Dispatch;
import kentongan.report.Release;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every way out of an exercise's world that we could think of, tried: none leads anywhere. Beside
/// it runs a live world with a real mail server, a real webhook and an agency.
class WorldSealTest {
  private static final String SCENARIO = "situs-terganggu";

  @TempDir private Path data;

  private final GreenMail mail = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
  private final AtomicInteger hooked = new AtomicInteger();
  private final AtomicInteger reported = new AtomicInteger();
  private HttpServer webhook;
  private Smtp smtp;
  private WorldFolder liveFolder;
  private Pipeline live;
  private RunningExercises exercises;

  @BeforeEach
  void a_live_world_at_work() throws IOException {
    mail.start();
    webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    webhook.createContext(
        "/",
        exchange -> {
          hooked.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    webhook.start();
    smtp =
        new Smtp(
            new MailSettings(
                "127.0.0.1",
                mail.getSmtp().getPort(),
                "kentongan@bawaslu.example",
                "Kentongan",
                MailSettings.Security.NONE,
                "",
                "",
                Duration.ofSeconds(5),
                Duration.ofSeconds(5)));
    liveFolder = openLive();
    live = pipeline(liveFolder).start();
    exercises =
        new RunningExercises(
            ExerciseSamples.stage(data.resolve("exercises")),
            Scenarios.shipped(),
            id ->
                Optional.ofNullable(
                    ExerciseSamples.people(ExerciseSamples.scenario(SCENARIO)).get(id)),
            Optional.of(new Worlds(live)),
            Clock.systemUTC());
  }

  @AfterEach
  void everything_is_closed() {
    exercises.close();
    live.close();
    liveFolder.close();
    smtp.close();
    webhook.stop(0);
    mail.stop();
  }

  private WorldFolder openLive() {
    var archives = ExerciseSamples.stage(data).archives();
    return WorldFolder.open(data.resolve("live"), WorldId.LIVE, archives);
  }

  private Pipeline pipeline(WorldFolder folder) {
    var stage = ExerciseSamples.stage(data);
    var url = URI.create("http://127.0.0.1:%d/".formatted(webhook.getAddress().getPort()));
    var channels =
        List.<Channel>of(
            new SmtpChannel(smtp, Clock.systemUTC()),
            new WebhookChannel(
                new WebhookSettings(url.toString(), "0123456789abcdef", Duration.ofSeconds(5)),
                Clock.systemUTC()));
    var out =
        new WaysOut(
            channels,
            new RealAgency(),
            new Addressees(List.of(new Addressees.Addressee("BSSN", "", "")), List.of()),
            stage.policy(),
            stage.address(),
            _ -> {});
    var world =
        folder.world(
            WorldId.LIVE, false, Clock.systemUTC(), stage.offices(), stage.playbooks(), out);
    return new Pipeline(world, stage.rules().get());
  }

  private final class RealAgency implements Agency {
    @Override
    public Reach reach() {
      return Reach.OUTSIDE;
    }

    @Override
    public Answer send(Dispatch dispatch) {
      reported.incrementAndGet();
      return new Answer.Taken("250 ok", Instant.now());
    }
  }

  @Test
  void a_whole_exercise_leaves_the_live_world_as_it_was_and_sends_nothing() throws Exception {
    var before = hashes(data.resolve("live"));

    var run = start();
    var player =
        new ScriptPlayer(ExerciseSamples.good(SCENARIO), run.exercise().cast(), run.world());
    ExerciseSamples.await(
        "the end of the exercise",
        () -> {
          player.play(run.clock().passed());
          return run.exercise().state() == Exercise.State.ENDED;
        });

    assertThat(player.left()).isEmpty();
    assertThat(run.world().tray().messages(10))
        .isNotEmpty()
        .allSatisfy(kept -> {
          assertThat(kept.subject()).startsWith(KeptMessage.MARK);
          assertThat(kept.address()).endsWith("@latihan.example");
        });
    assertThat(run.world().tray().reports()).hasSize(1);
    assertThat(mail.getReceivedMessages()).isEmpty();
    assertThat(hooked).hasValue(0);
    assertThat(reported).hasValue(0);
    assertThat(hashes(data.resolve("live"))).isEqualTo(before);
  }

  @Test
  void nothing_of_the_live_world_can_be_reached_from_an_exercises() {
    var run = start();

    var reached = reachable(run.world().pipeline());

    var world = live.world();
    assertThat(reached)
        .as("the exercise's own desk is reached, so the walk works")
        .contains(run.world().world().desk(), run.world().world().events().log());
    for (var secret :
        List.of(
            live,
            world,
            liveFolder.desk(),
            world.events().log(),
            world.events().archive(),
            world.events().agents(),
            world.organisation().people(),
            world.handling().incidents(),
            world.handling().ledger(),
            world.out().outbox(),
            world.out().agency(),
            world.out().channels().getFirst(),
            world.out().channels().getLast(),
            smtp)) {
      assertThat(reached.contains(secret)).as(secret.getClass().getName()).isFalse();
    }
    assertThat(reached)
        .noneMatch(SmtpChannel.class::isInstance)
        .noneMatch(WebhookChannel.class::isInstance)
        .noneMatch(HttpClient.class::isInstance);
  }

  @Test
  void real_incidents_are_not_to_be_seen_in_an_exercise_but_break_through_to_its_controller()
      throws Exception {
    var run = start();
    var real = live.acts().open(opening("Peretasan nyata"));

    assertThat(exercises.find(run.exercise().id()).orElseThrow().interrupts())
        .containsExactly(real);
    assertThat(titles(run.world().pipeline())).doesNotContain("Peretasan nyata");

    ExerciseSamples.await(
        "an incident in the exercise", () -> !titles(run.world().pipeline()).isEmpty());

    assertThat(titles(live)).containsExactly("Peretasan nyata");
    assertThat(exercises.ask(run.exercise().id(), stop())).isInstanceOf(Outcome.Done.class);
    assertThat(exercises.find(run.exercise().id()).orElseThrow().interrupts()).isEmpty();
  }

  @Test
  void an_agent_of_one_world_is_nobody_in_the_other() {
    var run = start();
    var key = BatchSignature.newPrivateKey(new SecureRandom());
    var agents = live.world().events().agents();
    var now = Instant.now();
    var token = agents.issueToken(new OfficeId("51.03"), now.plusSeconds(60));
    var agent = agents.enrol(token, "srv", BatchSignature.publicKey(key), now).orElseThrow();
    var body =
        BatchBody.pack(List.of("{}".getBytes(StandardCharsets.UTF_8)), Batch.Encoding.IDENTITY);
    var batch = BatchSignature.sign(key, agent.id(), 1, 1, 1, Batch.Encoding.IDENTITY, body);
    var ours = run.world().world().events();
    var drilled = ours.agents().all().getFirst();
    var forged = BatchSignature.sign(key, drilled.id(), 9, 1, 1, Batch.Encoding.IDENTITY, body);

    var inside = new ExerciseDoor(ours.log(), ours.agents(), Clock.systemUTC());
    var outside = new ExerciseDoor(live.world().events().log(), agents, Clock.systemUTC());

    assertThat(inside.receive(batch)).isInstanceOf(ExerciseDoor.Answer.Refused.class);
    assertThat(inside.receive(forged)).isInstanceOf(ExerciseDoor.Answer.Refused.class);
    assertThat(outside.receive(forged)).isInstanceOf(ExerciseDoor.Answer.Refused.class);
    assertThat(live.world().events().log().end()).isZero();
    assertThat(outside.receive(batch)).isInstanceOf(ExerciseDoor.Answer.Stored.class);
    assertThat(ours.agents().enrol(token, "srv", BatchSignature.publicKey(key), now)).isEmpty();
  }

  @Test
  void a_report_goes_to_the_desk_of_its_own_world_only() throws Exception {
    var run = start();
    ExerciseSamples.await(
        "an incident in the exercise", () -> !titles(run.world().pipeline()).isEmpty());
    var drilled = reportOf(run.world().pipeline(), new PersonId("orang.pimpinan"));

    assertThat(drilled.release(Agency.Reach.OUTSIDE)).isInstanceOf(Release.Held.class);
    assertThat(drilled.release(Agency.Reach.EXERCISE)).isInstanceOf(Release.Ready.class);

    people(live);
    live.acts().open(opening("Peretasan nyata"));
    var real = reportOf(live, new PersonId("orang.pimpinan"));

    assertThat(real.release(Agency.Reach.EXERCISE)).isInstanceOf(Release.Held.class);
    var ready = (Release.Ready) real.release(Agency.Reach.OUTSIDE);
    assertThat(run.world().world().out().agency().send(ready.dispatch()))
        .isInstanceOf(Agency.Answer.Refused.class);
    assertThat(run.world().tray().reports()).isEmpty();
  }

  @Test
  void a_notice_of_the_live_world_is_refused_at_an_exercises_door_and_its_link_opens_nothing()
      throws Exception {
    var run = start();
    people(live);
    var id = live.acts().open(opening("Peretasan nyata"));
    ExerciseSamples.await("a mail", () -> mail.getReceivedMessages().length > 0);
    var notice = live.world().out().notices().of(id).getFirst();
    var parts = (MimeMultipart) mail.getReceivedMessages()[0].getContent();
    var link = parts.getBodyPart(0).getContent().toString();

    var door = run.world().world().out().channels().getFirst();
    var message = Message.of(notice, URI.create("http://127.0.0.1/terima/x"));

    assertThat(door.deliver(message)).isInstanceOf(Channel.Outcome.Refused.class);
    var found = Pattern.compile("/p/([A-Za-z0-9_-]{22})").matcher(link);
    assertThat(found.find()).isTrue();
    var token = AckToken.parse(found.group(1)).orElseThrow();
    assertThat(run.world().pipeline().acts().acknowledge(token))
        .isInstanceOf(kentongan.pipeline.Outcome.Missing.class);
    assertThat(live.acts().acknowledge(token)).isInstanceOf(kentongan.pipeline.Outcome.Done.class);
  }

  @Test
  void no_name_and_no_link_on_the_disk_leads_out_of_the_folder_of_exercises() throws IOException {
    var home = Files.createDirectories(data.resolve("exercises"));
    Files.writeString(data.resolve("live").resolve("exercise.ndjson"), "{}\n");
    Files.createSymbolicLink(home.resolve("pintu"), data.resolve("live"));
    Files.createDirectory(home.resolve("..."));

    assertThat(exercises.list(10)).isEmpty();
    assertThat(exercises.find(new ExerciseId("pintu"))).isEmpty();
    assertThat(exercises.find(new ExerciseId("live"))).isEmpty();
    assertThat(ExerciseFolder.make(home, new ExerciseId("pintu"))).isEmpty();
    assertThatThrownBy(() -> new ExerciseId("../live"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_live_world_is_never_taken_for_an_exercises_nor_the_other_way() {
    var run = start();
    var worlds = new Worlds(live);

    assertThatThrownBy(() -> new Worlds(run.world().pipeline()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> worlds.open(live)).isInstanceOf(IllegalArgumentException.class);
    assertThat(worlds.exercise(WorldId.LIVE)).isEmpty();
    assertThat(run.world().world().isExercise()).isTrue();
  }

  private ExerciseRun start() {
    var scenario = ExerciseSamples.scenario(SCENARIO);
    var plan =
        new Plan(
            SCENARIO, ExerciseSamples.cast(scenario), new Speed(60), new PersonId("pengendali"));
    return switch (exercises.start(plan)) {
      case Outcome.Done(var id) -> exercises.run(id).orElseThrow();
      case Outcome.Refused(var why) -> throw new AssertionError(why);
    };
  }

  private static Exercise.Command stop() {
    return new Exercise.Command.Finish(Exercise.End.STOPPED, "insiden nyata");
  }

  private static Opening opening(String title) {
    return Opening.byPerson(
        Actor.person(new PersonId("orang.petugas")),
        new OfficeId("51.03"),
        title,
        Category.DEFACEMENT,
        Severity.HIGH,
        Instant.now());
  }

  private static void people(Pipeline pipeline) {
    var world = pipeline.world();
    world
        .desk()
        .write(() -> {
          for (var person : ExerciseSamples.people(ExerciseSamples.scenario(SCENARIO)).values()) {
            var commander =
                new kentongan.office.Person(
                    person.id(),
                    person.name(),
                    person.title(),
                    person.office(),
                    Set.of(kentongan.office.Role.COMMANDER),
                    person.email(),
                    person.phone());
            world.organisation().people().save(commander);
          }
          world
              .organisation()
              .rosters()
              .save(
                  Roster.empty(new OfficeId("51.03"))
                      .with(Post.ON_DUTY, new PersonId("orang.petugas")));
        });
  }

  private static kentongan.report.Report reportOf(Pipeline pipeline, PersonId by) {
    var world = pipeline.world();
    var all = world.organisation().offices().subtree(OfficeId.HEADQUARTERS);
    var id = world.handling().incidents().list(Which.ALL, all, 1).getFirst().id();
    pipeline.acts().act(id, new Command.TakeCharge(by));
    var acts = pipeline.acts().reports();
    acts.prepare(id, by);
    var report = world.handling().reports().of(id).getLast().id();
    acts.edit(report, kentongan.report.Part.IMPACT, "Layanan terganggu.", by);
    acts.approve(report, by);
    return world.handling().reports().find(report).orElseThrow();
  }

  private static List<String> titles(Pipeline pipeline) {
    var world = pipeline.world();
    var all = world.organisation().offices().subtree(OfficeId.HEADQUARTERS);
    return world.handling().incidents().list(Which.ALL, all, 100).stream()
        .map(incident -> incident.title())
        .toList();
  }

  /// Every object that can be reached over the fields of our classes, and through collections.
  private static Set<Object> reachable(Object from) {
    var seen = Collections.<Object>newSetFromMap(new IdentityHashMap<>());
    var next = new ArrayDeque<Object>(List.of(from));
    while (!next.isEmpty()) {
      var object = next.poll();
      if (object == null
          || object instanceof Enum<?>
          || object instanceof Class<?>
          || !seen.add(object)) {
        continue;
      }
      switch (object) {
        case Map<?, ?> map -> {
          map.values().forEach(v -> add(next, v));
          map.keySet().forEach(k -> add(next, k));
        }
        case Iterable<?> all when !(object instanceof Path) -> all.forEach(v -> add(next, v));
        case Optional<?> maybe -> maybe.ifPresent(v -> add(next, v));
        case Object[] array -> Arrays.stream(array).forEach(v -> add(next, v));
        case AtomicReference<?> held -> add(next, held.get());
        default -> fields(object, next);
      }
    }
    return seen;
  }

  private static void add(ArrayDeque<Object> next, Object value) {
    if (value != null) {
      next.add(value);
    }
  }

  private static void fields(Object object, ArrayDeque<Object> next) {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      if (!type.getName().startsWith("kentongan.")) {
        continue;
      }
      for (var field : type.getDeclaredFields()) {
        if (field.getType().isPrimitive() || Modifier.isStatic(field.getModifiers())) {
          continue;
        }
        try {
          field.setAccessible(true);
          add(next, field.get(object));
        } catch (IllegalAccessException closed) {
          throw new AssertionError(closed);
        }
      }
    }
  }

  /// The bytes of every file of a folder; SQLite's shared memory is no data.
  private static Map<String, String> hashes(Path directory) {
    try (var files = Files.walk(directory)) {
      var hashes = new TreeMap<String, String>();
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (!file.toString().endsWith("-shm")) {
          var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
          hashes.put(directory.relativize(file).toString(), HexFormat.of().formatHex(digest));
        }
      }
      return hashes;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

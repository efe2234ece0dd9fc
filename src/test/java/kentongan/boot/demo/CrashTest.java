package kentongan.boot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kentongan.event.BatchBody;
import kentongan.event.EnrolmentToken;
import kentongan.incident.Fact;
import kentongan.incident.Incident;
import kentongan.incident.Incidents.Which;
import kentongan.intake.Authority;
import kentongan.office.OfficeId;
import kentongan.office.Offices;
import kentongan.store.sqlite.SqliteAgents;
import kentongan.store.sqlite.SqliteAssets;
import kentongan.store.sqlite.SqliteDesk;
import kentongan.store.sqlite.SqliteEventLog;
import kentongan.store.sqlite.SqliteIncidents;
import kentongan.store.sqlite.SqliteNotices;
import kentongan.store.sqlite.SqlitePeople;
import kentongan.store.sqlite.SqliteRosters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ends collector and agents as a power failure does, 20 times at random moments, while logs grow
/// and attacks happen.
@Tag("slow")
class CrashTest {
  private static final int KILLS = 20;
  private static final int BREAK_IN_EVERY_KILLS = 4;
  private static final String LAST_INTRUDER = "198.51.100.250";
  private static final Pattern NUMBERED = Pattern.compile("nomor=(\\d+)\\.");

  private final InstantSource clock = InstantSource.system();
  private final SshdLog sshd = new SshdLog(DemoPlace.MAKASSAR.machine());
  private final AtomicInteger authLines = new AtomicInteger();
  private final AtomicInteger accessLines = new AtomicInteger();

  @TempDir private Path folder;

  @Test
  void twenty_kills_lose_no_event_and_repeat_no_effect() throws Exception {
    var seed = System.nanoTime();
    var port = freePort();
    var agentsPort = freePort();
    var auth = new GrowingLog(folder.resolve("auth.log"));
    var access = new GrowingLog(folder.resolve("access.log"));
    try (var mail = MailCatcher.start();
        var sites = DemoSites.start();
        var agents = new DemoAgents(folder)) {
      var tokens = seed(sites);
      try (var collector = collector(port, agentsPort, mail.port())) {
        var url = URI.create("https://127.0.0.1:" + agentsPort);
        agents.start(duties(sites, DemoPlace.MAKASSAR, auth, access), url, tokens.getFirst());
        agents.start(duties(sites, DemoPlace.JAYAPURA, auth, access), url, tokens.getLast());
        Await.until("an enrolment of both", Duration.ofSeconds(90), () -> enrolled(agents));

        killAtRandom(new Random(seed), collector, agents, auth, access);
        breakIn(auth, LAST_INTRUDER);
        Await.until(
            "mail about the last break-in",
            Duration.ofSeconds(60),
            () -> told(mail, LAST_INTRUDER));
        agents.close();
      }
      nothingIsLost();
      nothingIsRepeated(mail);
    } catch (AssertionError wrong) {
      throw new AssertionError(
          "seed %d: %s%n%s".formatted(seed, wrong.getMessage(), logs()), wrong);
    }
  }

  private void killAtRandom(
      Random random, ChildProcess collector, DemoAgents agents, GrowingLog auth, GrowingLog access)
      throws InterruptedException {
    for (int kill = 0; kill < KILLS; kill++) {
      if (kill % BREAK_IN_EVERY_KILLS == 0) {
        breakIn(auth, "198.51.100." + (100 + kill));
      }
      var until = System.nanoTime() + Duration.ofMillis(200 + random.nextInt(3_000)).toNanos();
      while (System.nanoTime() < until) {
        grow(auth, access);
        Thread.sleep(5 + random.nextInt(20));
      }
      var victim = kill % 3 == 0 ? collector : agents.all().get(random.nextInt(2));
      victim.kill();
      grow(auth, access);
      victim.startAgain();
    }
  }

  private void grow(GrowingLog auth, GrowingLog access) {
    var said =
        new SshdLog.Said(
            "CRON[77]",
            "pam_unix(cron:session): session opened for user root, nomor=%d."
                .formatted(authLines.getAndIncrement()));
    auth.append(sshd.line(said, clock.instant().atOffset(ZoneOffset.UTC)));
    var asked =
        new AccessLog.Asked(
            "203.0.113.9",
            "GET",
            "/berita?nomor=%d.".formatted(accessLines.getAndIncrement()),
            200,
            100,
            "penguji");
    access.append(AccessLog.line(asked, clock.instant().atOffset(ZoneOffset.UTC)));
  }

  private void breakIn(GrowingLog auth, String from) {
    for (var said : SshdLog.breakIn()) {
      var theirs = new SshdLog.Said(said.program(), said.message().replace(SshdLog.INTRUDER, from));
      auth.append(sshd.line(theirs, clock.instant().atOffset(ZoneOffset.UTC)));
    }
  }

  /// Every line that was written is in the event log, once.
  private void nothingIsLost() {
    var auth = new HashMap<Integer, Integer>();
    var access = new HashMap<Integer, Integer>();
    var gaps = new ArrayList<String>();
    try (var log = SqliteEventLog.open(live())) {
      for (long at = 0; at < log.end(); ) {
        for (var stored : log.read(at, 64)) {
          at = stored.position();
          for (var event : BatchBody.events(stored)) {
            var tree = event.tree();
            var dataset = tree.at("/event/dataset").asString("");
            var numbered = NUMBERED.matcher(tree.path("message").asString(""));
            if (dataset.equals("kentongan.gap")) {
              gaps.add(tree.toString());
            } else if (numbered.find()) {
              (dataset.equals("system.auth") ? auth : access)
                  .merge(Integer.valueOf(numbered.group(1)), 1, Integer::sum);
            }
          }
        }
      }
    }

    assertThat(gaps).isEmpty();
    assertThat(auth).as("auth.log").isEqualTo(onceEach(authLines.get()));
    assertThat(access).as("access.log").isEqualTo(onceEach(accessLines.get()));
  }

  /// One incident for each trouble, one note of each detection, one notice for each call.
  private void nothingIsRepeated(MailCatcher mail) {
    try (var desk = SqliteDesk.open(live())) {
      var store = new SqliteIncidents(desk.jdbc());
      var incidents = store.list(Which.ALL, everywhere(), 1000);
      var troubles = incidents.stream().flatMap(i -> i.dedupeKey().stream()).toList();
      var notices = new SqliteNotices(desk.jdbc());

      assertThat(troubles).isNotEmpty().doesNotHaveDuplicates();
      for (var incident : incidents) {
        var joined =
            store.facts(incident.id()).stream()
                .filter(Fact.DetectionJoined.class::isInstance)
                .map(f -> ((Fact.DetectionJoined) f).detection())
                .toList();
        assertThat(joined).as("detections of " + incident.id()).doesNotHaveDuplicates();
        var decided = notices.of(incident.id()).size();
        assertThat(differentMails(mail, incident))
            .as("mails about " + incident.id())
            .isEqualTo(decided);
      }
    }
  }

  /// A mail that was sent twice, because the answer was lost, has the same `Message-ID`.
  private static long differentMails(MailCatcher mail, Incident incident) {
    return mail.mails().stream()
        .filter(m -> m.incident().equals(incident.id().number()))
        .map(MailCatcher.Mail::messageId)
        .distinct()
        .count();
  }

  private List<String> seed(DemoSites sites) {
    try (var desk = SqliteDesk.open(live())) {
      DemoOrganisation.seed(
          new SqlitePeople(desk.jdbc()),
          new SqliteRosters(desk.jdbc()),
          new SqliteAssets(desk),
          sites);
      var agents = new SqliteAgents(desk);
      var until = clock.instant().plusSeconds(600);
      var pin = Authority.open(folder.resolve("collector"), clock).pin();
      return Stream.of(DemoPlace.MAKASSAR, DemoPlace.JAYAPURA)
          .map(place -> agents.issueToken(place.id(), until))
          .map(secret -> new EnrolmentToken(secret, Optional.of(pin)).toString())
          .toList();
    }
  }

  private ChildProcess collector(int port, int agentsPort, int mailPort) throws IOException {
    var config = folder.resolve("collector.yaml");
    Files.writeString(
        config,
        """
        kentongan:
          courier:
            mail:
              host: 127.0.0.1
              port: %d
              security: none
              from: kentongan@bawaslu.example
          intake:
            tls:
              port: %d
        """
            .formatted(mailPort, agentsPort));
    var arguments =
        List.of(
            "--config", config.toString(),
            "--data", folder.resolve("collector").toString(),
            "--port", Integer.toString(port));
    return ChildProcess.start(Java.collector(arguments), folder.resolve("collector.log"));
  }

  private static DemoAgents.Duties duties(
      DemoSites sites, DemoPlace place, GrowingLog auth, GrowingLog access) {
    var isMakassar = place == DemoPlace.MAKASSAR;
    return new DemoAgents.Duties(
        place,
        List.of(sites.at(place)),
        isMakassar ? Optional.of(auth.file()) : Optional.empty(),
        isMakassar ? Optional.empty() : Optional.of(access.file()));
  }

  private boolean enrolled(DemoAgents agents) {
    return agents.all().stream().allMatch(a -> Files.isDirectory(a.log().getParent()))
        && acceptedBatches() > 0;
  }

  private long acceptedBatches() {
    try (var desk = SqliteDesk.open(live())) {
      return new SqliteAgents(desk).all().size() == 2 ? 1 : 0;
    }
  }

  private static boolean told(MailCatcher mail, String intruder) {
    return mail.mails().stream().anyMatch(m -> m.text().contains(intruder));
  }

  private Path live() {
    return folder.resolve("collector").resolve("live");
  }

  private static Set<OfficeId> everywhere() {
    return Offices.shipped().all().stream().map(o -> o.id()).collect(Collectors.toSet());
  }

  private static Map<Integer, Integer> onceEach(int lines) {
    return IntStream.range(0, lines).boxed().collect(Collectors.toMap(i -> i, _ -> 1));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private String logs() {
    var text = new StringBuilder();
    for (var name : new HashSet<>(List.of("collector.log", "agent-73.71.log", "agent-91.03.log"))) {
      try {
        var all = Files.readString(folder.resolve(name));
        text.append("--- ").append(name).append('\n');
        text.append(all.substring(Math.max(0, all.length() - 4000)));
      } catch (IOException none) {
        text.append("--- no ").append(name).append('\n');
      }
    }
    return text.toString();
  }
}

package kentongan.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import kentongan.event.AgentId;
import kentongan.event.SignedPlan;
import kentongan.probe.Network;
import org.jspecify.annotations.Nullable;

/// The plan of headquarters at work: accepted only with headquarters' signature and only when
/// newer, kept on disk for a dead line, and put into force without a restart. What the agent's own
/// file says goes on beside it.
final class Planned implements AutoCloseable {
  private static final String FILE = "plan.signed";

  private final AgentConfig config;
  private final Identity identity;
  private final Rounds.Starter starter;
  private final Consumer<Told> tell;
  private final Consumer<String> say;
  private final List<Thread> threads = new ArrayList<>();
  private volatile long version;
  private long refused;
  private @Nullable CountDownLatch end;

  /// What is told about a plan, as an event.
  ///
  /// @param action `plan_applied` or `plan_refused`
  /// @param reason why it was refused: `signature`, `rollback`, `no_key`, `faulty`
  record Told(String action, long version, Optional<String> reason, String message) {}

  /// What a plan asks for.
  ///
  /// @param witness as whom each check is asked, by its id: `own` or `neighbour`
  record Work(AgentConfig.Duties duties, List<Network> allow, Map<String, String> witness) {
    Work {
      allow = List.copyOf(allow);
      witness = Map.copyOf(witness);
    }
  }

  /// @param starter begins the rounds of a plan
  /// @param tell keeps an event
  Planned(
      AgentConfig config,
      Identity identity,
      Rounds.Starter starter,
      Consumer<Told> tell,
      Consumer<String> say) {
    this.config = config;
    this.identity = identity;
    this.starter = starter;
    this.tell = tell;
    this.say = say;
  }

  /// The version in force; 0 for none.
  long version() {
    return version;
  }

  /// Puts the plan on disk into force, if there is one: the line may be dead.
  void begin() {
    var file = config.data().resolve(FILE);
    var agent = identity.agent();
    if (agent.isEmpty() || !Files.exists(file)) {
      return;
    }
    try {
      var lines = Files.readString(file, StandardCharsets.US_ASCII).split("\n", -1);
      if (lines.length < 3 || !lines[0].matches("[0-9]{1,18}")) {
        throw new IOException(file + ": broken (expected: version, body, signature)");
      }
      take(agent.get(), new Intake.Plan(Long.parseLong(lines[0]), lines[1], lines[2]), false);
    } catch (IOException e) {
      refuse(0, "faulty", "rencana di disk tidak dapat dibaca: " + e.getMessage());
    }
  }

  /// A plan came from the collector.
  synchronized void offer(AgentId agent, Intake.Plan plan) {
    if (plan.version() <= version) {
      refuse(
          plan.version(),
          "rollback",
          "rencana versi %d ditolak: versi %d sudah berlaku".formatted(plan.version(), version));
      return;
    }
    take(agent, plan, true);
  }

  private synchronized void take(AgentId agent, Intake.Plan plan, boolean isNew) {
    try {
      var key = identity.planKey();
      if (key.isEmpty()) {
        refuse(
            plan.version(),
            "no_key",
            "rencana ditolak: agen didaftarkan tanpa kunci rencana; daftarkan ulang");
        return;
      }
      var decoder = Base64.getDecoder();
      var signed =
          new SignedPlan(
              agent, plan.version(), decoder.decode(plan.body()), decoder.decode(plan.signature()));
      if (!signed.fits(key.get())) {
        refuse(
            plan.version(),
            "signature",
            "rencana versi %d ditolak: tanda tangannya bukan dari pusat".formatted(plan.version()));
        return;
      }
      var work = ConfigFile.plan(config.data().resolve(FILE), signed.body());
      if (isNew) {
        Identity.write(
            config.data().resolve(FILE),
            plan.version() + "\n" + plan.body() + "\n" + plan.signature());
      }
      apply(work, plan.version(), isNew);
    } catch (IOException | ConfigFile.Faulty | IllegalArgumentException e) {
      refuse(
          plan.version(),
          "faulty",
          "rencana versi %d ditolak: %s".formatted(plan.version(), e.getMessage()));
    }
  }

  private void apply(Work work, long newVersion, boolean isNew) {
    stop();
    var fresh = new CountDownLatch(1);
    end = fresh;
    threads.addAll(starter.start(beside(work), fresh));
    version = newVersion;
    var message =
        "rencana versi %d berlaku: %d pemeriksaan, %d halaman"
            .formatted(newVersion, work.duties().checks().size(), work.duties().pages().size());
    say.accept(message);
    if (isNew) {
      tell.accept(new Told("plan_applied", newVersion, Optional.empty(), message));
    }
  }

  /// Without what the agent's own file asks already.
  private Work beside(Work work) {
    var own = config.duties();
    var ids = new HashSet<String>();
    own.checks().forEach(check -> ids.add(check.id()));
    var pages = new HashSet<String>();
    own.pages().forEach(page -> pages.add(page.asset() + " " + page.url()));
    var duties =
        new AgentConfig.Duties(
            work.duties().checks().stream().filter(check -> !ids.contains(check.id())).toList(),
            work.duties().pages().stream()
                .filter(page -> !pages.contains(page.asset() + " " + page.url()))
                .toList(),
            List.of(),
            own.zone());
    return new Work(duties, work.allow(), work.witness());
  }

  /// Told once a version: a collector that goes on sending it fills no spool.
  private void refuse(long ofVersion, String reason, String message) {
    if (refused != ofVersion || ofVersion == 0) {
      refused = ofVersion;
      say.accept(message);
      tell.accept(new Told("plan_refused", ofVersion, Optional.of(reason), message));
    }
  }

  private void stop() {
    if (end != null) {
      end.countDown();
    }
    threads.clear();
  }

  /// Ends the rounds of the plan.
  @Override
  public synchronized void close() {
    stop();
  }
}

package kentongan.agent;

import static kentongan.agent.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import kentongan.event.AgentId;
import kentongan.event.BatchSignature;
import kentongan.event.SignedPlan;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real agent and a collector that gives it plans.
class PlanTest {
  @TempDir private Path dir;
  private final byte[] key = BatchSignature.newPrivateKey(new SecureRandom());
  private final List<String> said = Collections.synchronizedList(new ArrayList<>());
  private FakeCollector collector;

  @BeforeEach
  void open() throws Exception {
    collector = new FakeCollector();
    collector.planKey(BatchSignature.publicKey(key));
  }

  @AfterEach
  void close() {
    collector.close();
  }

  @Test
  void a_plan_is_in_force_within_ten_seconds_and_without_a_restart() throws Exception {
    try (var agent = agent()) {
      agent.start();
      until("it lives", () -> !collector.of("kentongan.heartbeat").isEmpty());
      var changed = System.nanoTime();
      collector.plan(plan(1, checkOf("situs-51.03")));
      until("the check is asked", () -> !checksOf("situs-51.03").isEmpty());

      assertThat(Duration.ofNanos(System.nanoTime() - changed)).isLessThan(Duration.ofSeconds(10));
      assertThat(checksOf("situs-51.03").getFirst()).isEqualTo("own");

      collector.plan(plan(2, checkOf("situs-51.71")));
      until("the next plan", () -> !checksOf("situs-51.71").isEmpty());
      until("it is told", () -> actions().contains("plan_applied 2"));
    }
    assertThat(collector.faults()).isEmpty();
  }

  @Test
  void a_plan_that_headquarters_did_not_sign_is_refused_and_told_once() throws Exception {
    var good = plan(1, checkOf("situs-51.03"));
    var changed = checkOf("situs-lain").getBytes(StandardCharsets.UTF_8);
    collector.plan(new SignedPlan(new AgentId(FakeCollector.AGENT), 1, changed, good.signature()));

    try (var agent = agent()) {
      agent.start();
      until("it is refused", () -> actions().contains("plan_refused 1"));
      until("it lives on", () -> collector.of("kentongan.heartbeat").size() > 4);
    }

    assertThat(actions()).filteredOn(a -> a.startsWith("plan_refused")).hasSize(1);
    assertThat(collector.of("kentongan.agent"))
        .anySatisfy(
            e -> assertThat(e.at("/kentongan/plan/reason").asString("")).isEqualTo("signature"));
    assertThat(checksOf("situs-lain")).isEmpty();
    assertThat(dir.resolve("data/plan.signed")).doesNotExist();
  }

  @Test
  void an_older_plan_is_refused_though_it_is_genuine() throws Exception {
    collector.plan(plan(7, checkOf("situs-51.03")));
    try (var agent = agent()) {
      agent.start();
      until("it is in force", () -> actions().contains("plan_applied 7"));
      collector.plan(plan(6, checkOf("situs-lama")));
      until("it is refused", () -> actions().contains("plan_refused 6"));
    }
    assertThat(checksOf("situs-lama")).isEmpty();
  }

  @Test
  void the_plan_on_disk_goes_on_while_the_line_is_dead_and_a_tampered_one_does_not()
      throws Exception {
    collector.plan(plan(3, checkOf("situs-51.03")));
    try (var agent = agent()) {
      agent.start();
      until("it is in force", () -> actions().contains("plan_applied 3"));
    }
    collector.mood(_ -> 503);
    said.clear();

    try (var agent = agent()) {
      agent.start();
      until(
          "it goes by the plan", () -> said.stream().anyMatch(s -> s.contains("versi 3 berlaku")));
    }

    var file = dir.resolve("data/plan.signed");
    var lines = Files.readString(file).split("\n", -1);
    var other = checkOf("situs-lain").getBytes(StandardCharsets.UTF_8);
    Files.writeString(
        file, "3\n" + Base64.getEncoder().encodeToString(other) + "\n" + lines[2] + "\n");
    said.clear();
    try (var agent = agent()) {
      agent.start();
      until("it is refused", () -> said.stream().anyMatch(s -> s.contains("bukan dari pusat")));
    }
  }

  private Agent agent() {
    var pace =
        new AgentConfig.Pace(
            Duration.ofMillis(200),
            Duration.ofMillis(20),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofMillis(200));
    var config =
        new AgentConfig(
            collector.uri(),
            Optional.of("good"),
            dir.resolve("data"),
            AgentConfig.Duties.NONE,
            pace,
            AgentConfig.Bounds.USUAL,
            List.of());
    return new Agent(config, InstantSource.system(), said::add);
  }

  private SignedPlan plan(long version, String body) {
    var agent = new AgentId(FakeCollector.AGENT);
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var text = SignedPlan.signedText(agent, version, bytes);
    var signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(key, 0, text, 0, text.length, signature, 0);
    return new SignedPlan(agent, version, bytes, signature);
  }

  private String checkOf(String asset) {
    return """
    {"checks":[{"id":"%1$s-http","asset":"%1$s","url":"%2$s/situs","every":"1s"}],
     "pages":[],"allow":["127.0.0.0/8"],"witness":{"%1$s-http":"own"}}
    """
        .formatted(asset, collector.uri());
  }

  private List<String> checksOf(String asset) {
    return collector.of("kentongan.check").stream()
        .filter(e -> e.at("/kentongan/asset").asString("").equals(asset))
        .map(e -> e.at("/kentongan/check/witness").asString(""))
        .toList();
  }

  private List<String> actions() {
    return collector.of("kentongan.agent").stream()
        .map(e ->
            e.at("/event/action").asString("") + " " + e.at("/kentongan/plan/version").asString(""))
        .toList();
  }
}

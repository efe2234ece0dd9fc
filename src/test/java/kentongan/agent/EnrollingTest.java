package kentongan.agent;

import static kentongan.agent.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import kentongan.event.AgentId;
import kentongan.event.EnrolmentToken;
import kentongan.event.EventSamples;
import kentongan.intake.IntakeServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real agent at a real agents' port.
class EnrollingTest {
  private static final Instant NOON = EventSamples.NOON;

  @TempDir private Path dir;
  private IntakeServer collector;
  private final List<String> said = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void open() {
    collector = new IntakeServer(dir.resolve("collector"));
  }

  @AfterEach
  void close() {
    collector.close();
  }

  @Test
  void it_enrols_over_tls_and_needs_no_token_afterwards() throws Exception {
    try (var agent = agent("a", collector.pinnedToken())) {
      agent.start();
      until("it sends", () -> said("terhubung ke"));
    }
    said.clear();
    try (var agent = agent("a", "")) {
      agent.start();
      until("it sends again", () -> said("terhubung ke"));
    }

    var file = dir.resolve("a/agent.tls");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(dir.resolve("a/agent.tls.key")).doesNotExist();
    assertThat(collector.agents.all()).hasSize(1);
    assertThat(said).noneMatch(line -> line.contains("jam mesin"));
  }

  @Test
  void a_collector_with_another_key_gets_neither_token_nor_request() throws Exception {
    var secret = collector.agents.issueToken(EventSamples.BADUNG, NOON.plusSeconds(60));
    var wrong = new EnrolmentToken(secret, Optional.of("A".repeat(43))).toString();

    try (var agent = agent("a", wrong)) {
      agent.start();
      until("it says why", () -> said("tidak cocok dengan sidik kunci di token"));
    }

    assertThat(collector.agents.all()).isEmpty();
    assertThat(collector.agents.enrol(secret, "h", EventSamples.publicKey(), NOON))
        .as("the token is not spent")
        .isPresent();
  }

  @Test
  void a_token_that_was_cut_short_is_named() throws Exception {
    var token = collector.pinnedToken();
    for (var cut : List.of(token.substring(0, token.length() - 1), token.replaceAll("\\..*", ""))) {
      try (var agent = agent("a", cut)) {
        agent.start();
        assertThat(agent.awaitRefusal(Duration.ofSeconds(10))).isTrue();
      }
    }
    assertThat(said).anyMatch(line -> line.contains("42 characters (expected: 43"));
    assertThat(said).anyMatch(line -> line.contains("tidak memuat sidik kunci"));
  }

  @Test
  void a_pinned_token_never_goes_out_without_tls() throws Exception {
    var plain = URI.create("http://127.0.0.1:" + collector.port());
    try (var agent = agent("a", collector.pinnedToken(), plain, () -> NOON)) {
      agent.start();
      assertThat(agent.awaitRefusal(Duration.ofSeconds(10))).isTrue();
    }
    assertThat(said).anyMatch(line -> line.contains("token tidak dikirim"));
  }

  @Test
  void killed_between_question_and_answer_it_gets_the_same_certificate() throws Exception {
    var token = collector.pinnedToken();
    try (var agent = agent("a", token)) {
      agent.start();
      until("it sends", () -> said("terhubung ke"));
    }
    var own = TlsIdentity.in(dir.resolve("a")).orElseThrow();
    // As it was when the collector had answered and nothing of that was on the disk.
    Files.move(dir.resolve("a/agent.tls"), dir.resolve("a/agent.tls.lost"));
    Files.delete(dir.resolve("a/agent.id"));
    var lost = Files.readString(dir.resolve("a/agent.tls.lost"));
    var secret =
        lost.substring(lost.indexOf("-----BEGIN PRIVATE"), lost.indexOf("-----BEGIN CERT"));
    var open =
        "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
            .formatted(
                java.util.Base64.getEncoder()
                    .encodeToString(own.certificate().getPublicKey().getEncoded()));
    Files.writeString(dir.resolve("a/agent.tls.key"), secret + open);
    said.clear();

    try (var agent = agent("a", token)) {
      agent.start();
      until("it sends", () -> said("terhubung ke"));
    }

    assertThat(TlsIdentity.in(dir.resolve("a")).orElseThrow().certificate())
        .isEqualTo(own.certificate());
    assertThat(collector.agents.all()).hasSize(1);
  }

  @Test
  void at_two_thirds_it_renews_by_itself_and_a_restart_uses_the_new_one() throws Exception {
    try (var agent =
        agent("a", collector.pinnedToken(), collector.agentsUrl(), collector.now::get)) {
      agent.start();
      until("it sends", () -> said("terhubung ke"));
      assertThat(said).noneMatch(line -> line.contains("diperbarui"));

      collector.now.set(NOON.plus(Duration.ofDays(20)));
      until("it renews", () -> said("sertifikat diperbarui"));
      until("it goes on", () -> heard() > 2);
    }

    var own = TlsIdentity.in(dir.resolve("a")).orElseThrow();
    assertThat(own.certificate().getNotAfter().toInstant())
        .isEqualTo(NOON.plus(Duration.ofDays(50)));
    assertThat(collector.certificates.of(agentId())).hasSize(2);
  }

  @Test
  void a_line_that_was_dead_longer_than_a_certificate_lives_is_no_end() throws Exception {
    try (var agent = agent("a", collector.pinnedToken())) {
      agent.start();
      until("it sends", () -> said("terhubung ke"));
    }
    said.clear();
    collector.now.set(NOON.plus(Duration.ofDays(45)));

    try (var agent = agent("a", "", collector.agentsUrl(), collector.now::get)) {
      agent.start();
      until("it renews and sends", () -> said("sertifikat diperbarui") && said("terhubung ke"));
    }
  }

  @Test
  void after_that_it_is_told_to_enrol_again_and_keeps_its_events() throws Exception {
    try (var agent = agent("a", collector.pinnedToken())) {
      agent.start();
      until("it sends", () -> said("terhubung ke"));
    }
    said.clear();
    collector.now.set(NOON.plus(Duration.ofDays(61)));

    try (var agent = agent("a", "", collector.agentsUrl(), collector.now::get)) {
      agent.start();
      until("it says what to do", () -> said("jalankan dengan token baru"));
    }
    Files.delete(dir.resolve("a/agent.tls"));
    try (var agent =
        agent("a", collector.pinnedToken(), collector.agentsUrl(), collector.now::get)) {
      agent.start();
      until("it is in again", () -> said("terhubung ke"));
    }

    assertThat(collector.agents.all()).hasSize(2);
  }

  @Test
  void a_revoked_agent_is_told_why() throws Exception {
    try (var agent = agent("a", collector.pinnedToken())) {
      agent.start();
      until("it sends", () -> said("terhubung ke"));
      collector.agents.revoke(agentId(), "mesin dijual", NOON);
      until("it says why", () -> said("mesin dijual"));
    }
  }

  @Test
  void a_clock_that_is_wrong_by_years_is_told_and_keeps_nobody_out() throws Exception {
    var years = Duration.ofDays(3 * 365);

    try (var agent =
        agent("a", collector.pinnedToken(), collector.agentsUrl(), () -> NOON.minus(years))) {
      agent.start();
      until("it is in", () -> said("terhubung ke"));
      until("it says so", () -> said("jam mesin ini salah"));
    }

    assertThat(said).anyMatch(line -> line.contains("terlambat 3 tahun"));
    assertThat(collector.clockError(agentId())).contains(years.negated());
  }

  private boolean said(String part) {
    synchronized (said) {
      return said.stream().anyMatch(line -> line.contains(part));
    }
  }

  private long heard() {
    return collector.log.read(0, 1000).size();
  }

  private AgentId agentId() {
    return collector.agents.all().getFirst().id();
  }

  private Agent agent(String folder, String token) throws IOException {
    return agent(folder, token, collector.agentsUrl(), () -> NOON);
  }

  private Agent agent(String folder, String token, URI to, InstantSource clock) {
    var pace =
        new AgentConfig.Pace(
            Duration.ofMillis(200),
            Duration.ofMillis(20),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofMillis(200));
    var config =
        new AgentConfig(
            to,
            Optional.of(token).filter(t -> !t.isEmpty()),
            dir.resolve(folder),
            AgentConfig.Duties.NONE,
            pace,
            AgentConfig.Bounds.USUAL,
            List.of());
    return new Agent(config, clock, said::add);
  }
}

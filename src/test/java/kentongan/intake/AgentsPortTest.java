package kentongan.intake;

import static kentongan.event.EventSamples.BADUNG;
import static kentongan.event.EventSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import kentongan.event.AgentId;
import kentongan.event.EventSamples;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Who gets in by the agents' port, over real TLS on loopback.
class AgentsPortTest {
  @TempDir private Path directory;
  private IntakeServer server;
  private final byte[] signing = EventSamples.privateKey();

  @BeforeEach
  void start() {
    server = new IntakeServer(directory);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /// An enrolled agent: its name, and what it shows.
  private record Enrolled(String agent, TlsClient.Shown shown) {}

  @Test
  void an_agent_enrols_with_a_request_and_sends_with_its_certificate() throws Exception {
    var enrolled = enrolled();

    var certificate = enrolled.shown().certificate();
    assertThat(certificate.getSubjectX500Principal().getName())
        .isEqualTo("CN=%s,OU=51.03,O=Kentongan".formatted(enrolled.agent()));
    assertThat(certificate.getNotAfter().toInstant()).isEqualTo(NOON.plus(Duration.ofDays(30)));
    assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    try (var client = client(enrolled)) {
      assertThat(client.send(enrolled.agent(), 1).statusCode()).isEqualTo(200);
    }
    assertThat(server.certificates.of(new AgentId(enrolled.agent()))).hasSize(1);
  }

  @Test
  void nothing_older_than_tls_1_3_is_spoken() throws Exception {
    try (var old = new TlsClient(server.agentsUrl(), Optional.empty(), "TLSv1.2")) {
      assertThatThrownBy(() -> old.enrol("{}")).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void without_a_certificate_no_batch_is_taken_and_none_renewed() throws Exception {
    var enrolled = enrolled();
    try (var nobody = new TlsClient(server.agentsUrl(), Optional.empty())) {
      var batch = nobody.send(enrolled.agent(), 1);
      var renewal = nobody.renew(TlsClient.renewal(enrolled.agent(), signing, TlsClient.newKey()));

      assertThat(problem(batch)).isEqualTo("no-certificate");
      assertThat(problem(renewal)).isEqualTo("no-certificate");
    }
  }

  @Test
  void a_certificate_of_another_authority_does_not_pass_the_handshake() throws Exception {
    var enrolled = enrolled();
    var key = TlsClient.newKey();
    var other = Authority.open(directory.resolve("other"), () -> NOON);
    var forged =
        other.issue(
            new AgentId(enrolled.agent()),
            BADUNG,
            SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded()),
            Duration.ofDays(30));
    try (var client = client(new Enrolled(enrolled.agent(), new TlsClient.Shown(key, forged)))) {
      // The client offers it or, being told our authority's name, shows none: in no case is it let
      // in.
      assertThat(answer(() -> client.send(enrolled.agent(), 1))).isIn("no-certificate", "closed");
    }
  }

  @Test
  void an_agent_cannot_send_in_anothers_name() throws Exception {
    var one = enrolled();
    var other = enrolled();

    try (var client = client(one)) {
      assertThat(problem(client.send(other.agent(), 1))).isEqualTo("not-yours");
    }
  }

  @Test
  void revoking_works_at_once_and_on_a_kept_connection_and_says_why() throws Exception {
    var enrolled = enrolled();
    try (var client = client(enrolled)) {
      assertThat(client.send(enrolled.agent(), 1).statusCode()).isEqualTo(200);

      server.agents.revoke(new AgentId(enrolled.agent()), "laptop hilang di terminal", NOON);

      var refused = client.send(enrolled.agent(), 2);
      assertThat(problem(refused)).isEqualTo("revoked");
      assertThat(refused.body()).contains("laptop hilang di terminal");
      var renewal = client.renew(TlsClient.renewal(enrolled.agent(), signing, TlsClient.newKey()));
      assertThat(problem(renewal)).isEqualTo("revoked");
    }
    assertThat(server.certificates.of(new AgentId(enrolled.agent())).getFirst().revokedAt())
        .contains(NOON);
  }

  @Test
  void a_certificate_ends_on_a_kept_connection_too_and_renews_for_thirty_days_more()
      throws Exception {
    var enrolled = enrolled();
    var next = TlsClient.newKey();
    try (var client = client(enrolled)) {
      assertThat(client.send(enrolled.agent(), 1).statusCode()).isEqualTo(200);
      server.now.set(NOON.plus(Duration.ofDays(30)));
      assertThat(problem(client.send(enrolled.agent(), 2))).isEqualTo("certificate-expired");

      server.now.set(NOON.plus(Duration.ofDays(60)).minusSeconds(1));
      var renewal = client.renew(TlsClient.renewal(enrolled.agent(), signing, next));

      assertThat(renewal.statusCode()).isEqualTo(201);
      var renewed = new Enrolled(enrolled.agent(), new TlsClient.Shown(next, certificate(renewal)));
      try (var fresh = client(renewed)) {
        assertThat(fresh.send(enrolled.agent(), 2).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void beyond_that_only_a_new_token_helps_and_the_answer_says_so() throws Exception {
    var enrolled = enrolled();
    server.now.set(NOON.plus(Duration.ofDays(60)));
    try (var client = client(enrolled)) {
      var refused = client.renew(TlsClient.renewal(enrolled.agent(), signing, TlsClient.newKey()));

      assertThat(problem(refused)).isEqualTo("certificate-expired");
      assertThat(refused.body()).contains("new token");
    }
  }

  @Test
  void a_renewed_agent_may_use_the_old_certificate_to_its_end() throws Exception {
    var enrolled = enrolled();
    try (var client = client(enrolled)) {
      var first = TlsClient.newKey();
      var renewal = TlsClient.renewal(enrolled.agent(), signing, first);

      var answer = client.renew(renewal);
      var again = client.renew(TlsClient.renewal(enrolled.agent(), signing, first));

      assertThat(again.body()).as("the first answer was lost").isEqualTo(answer.body());
      assertThat(client.send(enrolled.agent(), 1).statusCode()).isEqualTo(200);
      var kept = server.certificates.of(new AgentId(enrolled.agent()));
      assertThat(kept).hasSize(2);
      assertThat(kept).anyMatch(c -> c.replaces().isPresent());
    }
  }

  @Test
  void a_copied_tls_key_alone_renews_nothing() throws Exception {
    var enrolled = enrolled();
    try (var thief = client(enrolled)) {
      var renewal =
          TlsClient.renewal(enrolled.agent(), TlsClient.newSigningKey(), TlsClient.newKey());

      assertThat(problem(thief.renew(renewal))).isEqualTo("bad-signature");
    }
  }

  @Test
  void nobody_fills_the_register_with_renewals() throws Exception {
    var enrolled = enrolled();
    try (var client = client(enrolled)) {
      var answers = new java.util.ArrayList<Integer>();
      for (var i = 0; i < 9; i++) {
        var json = TlsClient.renewal(enrolled.agent(), signing, TlsClient.newKey());
        answers.add(client.renew(json).statusCode());
      }

      assertThat(answers).endsWith(429).filteredOn(status -> status == 201).hasSize(7);
    }
  }

  @Test
  void a_spent_token_gives_the_same_certificate_to_the_same_agent_and_nothing_to_others()
      throws Exception {
    var token = token();
    var key = TlsClient.newKey();
    try (var client = new TlsClient(server.agentsUrl(), Optional.empty())) {
      var first = client.enrol(TlsClient.enrolment(token, signing, key));
      server.now.set(NOON.plus(Duration.ofHours(5)));

      var again = client.enrol(TlsClient.enrolment(token, signing, key));
      var thief = client.enrol(TlsClient.enrolment(token, TlsClient.newSigningKey(), key));
      var otherKey = client.enrol(TlsClient.enrolment(token, signing, TlsClient.newKey()));

      assertThat(first.statusCode()).isEqualTo(201);
      assertThat(again.body()).isEqualTo(first.body());
      assertThat(problem(thief)).isEqualTo("token-refused");
      assertThat(problem(otherKey)).isEqualTo("token-refused");
    }
    assertThat(server.agents.all()).hasSize(1);
  }

  @Test
  void an_overheard_request_with_another_tls_key_in_it_is_refused_and_spends_no_token()
      throws Exception {
    var token = token();
    var theirs = TlsClient.csr(TlsClient.newKey());
    var mine = TlsClient.enrolment(token, signing, TlsClient.newKey());
    var swapped =
        mine.replaceAll(
            "\"csr\":\"[^\"]+\"", "\"csr\":\"" + Base64.getEncoder().encodeToString(theirs) + "\"");
    try (var client = new TlsClient(server.agentsUrl(), Optional.empty())) {
      assertThat(problem(client.enrol(swapped))).isEqualTo("bad-signature");
      assertThat(client.enrol(mine).statusCode()).isEqualTo(201);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MAA=", "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A"})
  void a_request_that_is_none_is_refused_and_spends_no_token(String der) throws Exception {
    var token = token();
    var odd = TlsClient.enrolment(token, signing, Base64.getDecoder().decode(der));
    try (var client = new TlsClient(server.agentsUrl(), Optional.empty())) {
      assertThat(problem(client.enrol(odd))).isEqualTo("bad-enrolment");
      var good = TlsClient.enrolment(token, signing, TlsClient.newKey());
      assertThat(client.enrol(good).statusCode()).isEqualTo(201);
    }
  }

  @Test
  void a_request_that_its_own_key_did_not_sign_is_refused() throws Exception {
    var csr = TlsClient.csr(TlsClient.newKey());
    csr[csr.length - 1] ^= 1;
    try (var client = new TlsClient(server.agentsUrl(), Optional.empty())) {
      assertThat(problem(client.enrol(TlsClient.enrolment(token(), signing, csr))))
          .isEqualTo("bad-enrolment");
    }
  }

  @Test
  void two_machines_with_one_name_are_two_agents() throws Exception {
    var one = enrolled();
    var other = enrolled();

    assertThat(one.agent()).isNotEqualTo(other.agent());
    assertThat(server.agents.all()).extracting(a -> a.host()).containsOnly("web-1");
    for (var each : List.of(one, other)) {
      try (var client = client(each)) {
        assertThat(client.send(each.agent(), 1).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void the_root_key_is_for_its_owner_only_and_stays() throws Exception {
    var file = directory.resolve("collector/agents-ca.pem");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Authority.open(directory.resolve("collector"), Instant::now).pin())
        .isEqualTo(server.authority.pin());
    Files.writeString(file, "something else");
    assertThatThrownBy(() -> Authority.open(directory.resolve("collector"), Instant::now))
        .hasMessageContaining("agents-ca.pem");
  }

  @Test
  void the_plain_door_is_for_this_machine_and_not_for_what_a_proxy_hands_on() {
    var sender = server.enrolled().id();
    var batch = EventSamples.batch(sender, EventSamples.EPOCH, 1, 1);
    var forwarded = server.request(batch).header("X-Forwarded-For", "198.51.100.7").build();

    assertThat(problem(server.send(forwarded))).isEqualTo("tls-needed");
    assertThat(server.send(batch).statusCode()).isEqualTo(200);
  }

  private Enrolled enrolled() throws Exception {
    var key = TlsClient.newKey();
    try (var client = new TlsClient(server.agentsUrl(), Optional.empty())) {
      var answer = client.enrol(TlsClient.enrolment(token(), signing, key));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      var agent = JsonMapper.shared().readTree(answer.body()).path("agent").asString();
      return new Enrolled(agent, new TlsClient.Shown(key, certificate(answer)));
    }
  }

  private String token() {
    return server.agents.issueToken(BADUNG, NOON.plusSeconds(60));
  }

  private TlsClient client(Enrolled enrolled) throws Exception {
    return new TlsClient(server.agentsUrl(), Optional.of(enrolled.shown()));
  }

  private static X509Certificate certificate(HttpResponse<String> answer) throws Exception {
    var der = JsonMapper.shared().readTree(answer.body()).path("certificate").asString();
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(der)));
  }

  private interface Sending {
    HttpResponse<String> send() throws Exception;
  }

  private static String answer(Sending sending) throws Exception {
    try {
      return problem(sending.send());
    } catch (IOException closed) {
      return "closed";
    }
  }

  private static String problem(HttpResponse<String> answer) {
    var type = JsonMapper.shared().readTree(answer.body()).path("type").asString();
    return type.replace("urn:kentongan:problem:", "");
  }
}

package kentongan.intake;

import static kentongan.event.EventSamples.EPOCH;
import static kentongan.event.EventSamples.NOON;
import static kentongan.event.EventSamples.batch;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import kentongan.event.AgentId;
import kentongan.event.Batch;
import kentongan.event.Batch.Encoding;
import kentongan.event.BatchBody;
import kentongan.event.BatchSignature;
import kentongan.event.EventLog;
import kentongan.event.EventSamples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {
  @TempDir private Path directory;
  private IntakeServer server;
  private AgentId agent;

  @BeforeEach
  void start() {
    server = new IntakeServer(directory);
    agent = server.enrolled().id();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Encoding.class)
  void a_batch_is_answered_when_the_log_has_it(Encoding encoding) {
    var lines = List.of("{\"message\":\"satu\"}", "{\"message\":\"dua\",\"n\":[1,2.5,null]}");

    var answer = server.send(batch(agent, EPOCH, 1, encoding, lines));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"epoch\":%d,\"last\":2}".formatted(EPOCH));
    var stored = server.log.read(0, 10).getFirst();
    assertThat(stored.office()).isEqualTo(EventSamples.BADUNG);
    assertThat(stored.acceptedAt()).isEqualTo(NOON);
    assertThat(BatchBody.events(stored))
        .extracting(event -> new String(event.json(), StandardCharsets.UTF_8))
        .isEqualTo(lines);
    assertThat(server.meters.get("kentongan.intake.accepted.events").counter().count())
        .isEqualTo(2);
  }

  @Test
  void twice_sent_is_answered_twice_and_stored_once() {
    server.send(batch(agent, EPOCH, 1, 5));

    var answer = server.send(batch(agent, EPOCH, 1, 5));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"last\":5");
    assertThat(server.log.end()).isEqualTo(1);
    assertThat(server.meters.get("kentongan.intake.accepted.events").counter().count())
        .isEqualTo(5);
  }

  @Test
  void out_of_order_and_an_old_epoch_are_told_what_comes_next() {
    server.send(batch(agent, EPOCH, 1, 5));

    var gap = server.send(batch(agent, EPOCH, 7, 8));
    var old = server.send(batch(agent, EPOCH - 1, 1, 2));

    assertThat(gap.statusCode()).isEqualTo(409);
    assertThat(gap.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(gap.body())
        .contains("urn:kentongan:problem:out-of-order", "\"epoch\":" + EPOCH, "\"last\":5");
    assertThat(old.statusCode()).isEqualTo(409);
    assertThat(old.body())
        .contains("urn:kentongan:problem:stale-epoch", "\"epoch\":" + EPOCH, "\"last\":5");
    assertThat(server.log.end()).isEqualTo(1);
  }

  @Test
  void unknown_revoked_and_forged_are_told_apart_and_store_nothing() {
    var revoked = server.enrolled().id();
    server.agents.revoke(revoked, "dicuri", NOON);
    var sound = batch(agent, EPOCH, 1, 2);
    var other = server.enrolled().id();
    var signature = sound.signature().clone();
    signature[5] ^= 1;

    assertThat(server.send(batch(new AgentId("nobody"), EPOCH, 1, 2)).statusCode()).isEqualTo(401);
    assertThat(server.send(batch(revoked, EPOCH, 1, 2)).statusCode()).isEqualTo(403);
    for (var forged :
        List.of(
            // another agent's batch, another place in the sequence, other bytes, another signature
            new Batch(other, EPOCH, 1, 2, Encoding.ZSTD, sound.body(), sound.signature()),
            new Batch(agent, EPOCH + 1, 1, 2, Encoding.ZSTD, sound.body(), sound.signature()),
            new Batch(agent, EPOCH, 1, 3, Encoding.ZSTD, sound.body(), sound.signature()),
            new Batch(agent, EPOCH, 1, 2, Encoding.GZIP, sound.body(), sound.signature()),
            new Batch(agent, EPOCH, 1, 2, Encoding.ZSTD, new byte[9], sound.signature()),
            new Batch(agent, EPOCH, 1, 2, Encoding.ZSTD, sound.body(), signature),
            new Batch(agent, EPOCH, 1, 2, Encoding.ZSTD, sound.body(), new byte[64]),
            new Batch(agent, EPOCH, 1, 2, Encoding.ZSTD, sound.body(), new byte[3]))) {
      var answer = server.send(forged);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).contains("urn:kentongan:problem:bad-signature");
    }
    assertThat(server.refused("bad-signature")).isEqualTo(8);
    assertThat(server.log.end()).isZero();
  }

  @Test
  void a_replayed_batch_changes_nothing() {
    var first = batch(agent, EPOCH, 1, 2);
    server.send(first);
    server.send(batch(agent, EPOCH, 3, 4));

    assertThat(server.send(first).body()).contains("\"last\":4");

    assertThat(server.log.cursor(agent)).isEqualTo(new EventLog.Cursor(EPOCH, 4));
    assertThat(server.log.end()).isEqualTo(2);
  }

  @Test
  void a_bad_line_is_named_and_the_next_batch_is_not_disturbed() {
    var bad = batch(agent, EPOCH, 1, Encoding.ZSTD, List.of("{}", "{}", "{\"a\":", "{}"));

    var answer = server.send(bad);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("urn:kentongan:problem:bad-line", "\"line\":3");
    assertThat(server.refused("bad-line")).isEqualTo(1);
    assertThat(server.send(batch(agent, EPOCH, 1, 2)).statusCode()).isEqualTo(200);
  }

  @Test
  void a_declared_length_beyond_the_bound_is_refused_before_the_body_is_read() throws Exception {
    var head = IntakeServer.head(batch(agent, EPOCH, 1, 1), 100L << 20);

    assertThat(server.saidTo(head + "\r\n")).startsWith("HTTP/1.1 413 ").contains("too-large");
  }

  @Test
  void a_request_without_a_length_is_refused() throws Exception {
    var head =
        IntakeServer.head(batch(agent, EPOCH, 1, 1), 0).replaceFirst("Content-Length.*\r\n", "");

    assertThat(server.saidTo(head + "\r\n")).startsWith("HTTP/1.1 411 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Kentongan-Agent: ../etc",
        "Kentongan-Epoch: -1",
        "Kentongan-First: 0",
        "Kentongan-First: 1e3",
        "Kentongan-Last: 99999999999999999999",
        "Kentongan-Signature: ***",
        "Content-Type: text/plain",
        "Content-Encoding: br"
      })
  void a_bad_header_is_a_problem_of_its_own(String header) throws Exception {
    var name = header.substring(0, header.indexOf(':'));
    var head =
        IntakeServer.head(batch(agent, EPOCH, 1, 1), 3)
            .replaceFirst(name + ".*\r\n", header + "\r\n");

    assertThat(server.saidTo(head + "\r\n{}\n"))
        .matches("(?s)HTTP/1.1 (400|415) .*urn:kentongan:problem:.*");
  }

  @Test
  void a_full_log_says_so_and_the_agent_keeps_its_events() {
    server.close();
    var small = kentongan.store.sqlite.SqliteEventLog.open(directory.resolve("small"), 100_000);
    server = new IntakeServer(directory.resolve("again"), small, IntakeServer.quick());
    var noise = new StringBuilder();
    new java.util.Random(1).ints(60_000, 'a', 'z').forEach(c -> noise.append((char) c));
    var sender = server.enrolled().id();
    var lines = java.util.Collections.nCopies(2, "{\"message\":\"" + noise + "\"}");

    var answer = server.send(batch(sender, EPOCH, 1, Encoding.IDENTITY, lines));

    assertThat(answer.statusCode()).isEqualTo(507);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(server.send(batch(sender, EPOCH, 1, 1)).statusCode()).isEqualTo(200);
  }

  @Test
  void an_agent_enrols_once_with_its_token_and_may_send_at_once() {
    var token = server.agents.issueToken(EventSamples.BADUNG, NOON.plusSeconds(60));
    var request = enrolment(token, EventSamples.publicKey());

    var answer = server.enrol(request);
    var again = server.enrol(request);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body())
        .matches("\\{\"agent\":\"51\\.03-[0-9a-f]{6}\",\"office\":\"51.03\",\"plan_key\":\"\"}");
    assertThat(again.body()).isEqualTo(answer.body());
    var another = BatchSignature.publicKey(BatchSignature.newPrivateKey(new SecureRandom()));
    assertThat(server.enrol(enrolment(token, another)).statusCode()).isEqualTo(403);
    var id = new AgentId(answer.body().replaceAll(".*\"agent\":\"([^\"]+)\".*", "$1"));
    assertThat(server.send(batch(id, EPOCH, 1, 1)).statusCode()).isEqualTo(200);
  }

  @Test
  void a_token_is_worth_nothing_when_it_is_too_old() {
    var token = server.agents.issueToken(EventSamples.BADUNG, NOON);

    assertThat(server.enrol(enrolment(token, EventSamples.publicKey())).statusCode())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{\"token\":1}",
        "{\"token\":\"a\",\"token\":\"b\"}",
        "\u0000"
      })
  void an_enrolment_that_cannot_be_read_is_a_problem(String body) {
    assertThat(server.enrol(body).statusCode()).isEqualTo(400);
  }

  @Test
  void a_key_that_every_signature_fits_is_refused() {
    var token = server.agents.issueToken(EventSamples.BADUNG, NOON.plusSeconds(60));
    var smallOrder = new byte[32];
    smallOrder[0] = 1;

    assertThat(server.enrol(enrolment(token, smallOrder)).statusCode()).isEqualTo(400);
  }

  @Test
  void tokens_cannot_be_tried_out() {
    for (var i = 0; i < 3; i++) {
      assertThat(server.enrol(enrolment("guess" + i, EventSamples.publicKey())).statusCode())
          .isEqualTo(403);
    }

    assertThat(server.enrol(enrolment("guess", EventSamples.publicKey())).statusCode())
        .isEqualTo(429);
  }

  @Test
  void anything_else_is_not_found() {
    var get = HttpRequest.newBuilder(server.uri("/intake/v1/batches")).GET().build();

    assertThat(server.send(get).statusCode()).isEqualTo(404);
  }

  private static String enrolment(String token, byte[] key) {
    return "{\"token\":\"%s\",\"host\":\"web-1\",\"public_key\":\"%s\"}"
        .formatted(token, Base64.getEncoder().encodeToString(key));
  }
}

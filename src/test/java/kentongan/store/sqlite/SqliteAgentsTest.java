package kentongan.store.sqlite;

import static kentongan.event.EventSamples.BADUNG;
import static kentongan.event.EventSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import kentongan.event.Agent;
import kentongan.event.AgentId;
import kentongan.event.EventSamples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAgentsTest {
  @TempDir private Path directory;
  private SqliteDesk desk;
  private SqliteAgents agents;

  @BeforeEach
  void open() {
    desk = SqliteDesk.open(directory);
    agents = new SqliteAgents(desk);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void an_enrolled_agent_is_found_with_its_key_and_its_office() {
    var token = agents.issueToken(BADUNG, NOON.plusSeconds(1));

    var enrolled = agents.enrol(token, "web-1", EventSamples.publicKey(), NOON).orElseThrow();

    var found = agents.find(enrolled.id()).orElseThrow();
    assertThat(found).usingRecursiveComparison().isEqualTo(enrolled);
    assertThat(found.id().value()).matches("51\\.03-[0-9a-f]{6}");
    assertThat(found.office()).isEqualTo(BADUNG);
    assertThat(found.publicKey()).isEqualTo(EventSamples.publicKey());
    assertThat(agents.all()).extracting(Agent::id).containsExactly(enrolled.id());
    assertThat(agents.find(new AgentId("nobody"))).isEmpty();
  }

  @Test
  void a_token_is_spent_once_even_by_eight_at_the_same_instant() throws Exception {
    var token = agents.issueToken(BADUNG, NOON.plusSeconds(1));
    var enrol = new ArrayList<Callable<Optional<Agent>>>();
    for (var i = 1; i <= 8; i++) {
      var key = new byte[32];
      key[0] = (byte) i;
      enrol.add(() -> agents.enrol(token, "web-1", key, NOON));
    }

    var enrolled = new ArrayList<Agent>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(enrol)) {
        done.get().ifPresent(enrolled::add);
      }
    }

    assertThat(enrolled).hasSize(1);
    assertThat(agents.all()).hasSize(1);
  }

  @Test
  void an_agent_whose_answer_was_lost_asks_again_and_nobody_else_does() {
    var token = agents.issueToken(BADUNG, NOON.plusSeconds(1));
    var first = agents.enrol(token, "web-1", EventSamples.publicKey(), NOON).orElseThrow();
    var later = NOON.plusSeconds(3600);

    var again = agents.enrol(token, "web-1", EventSamples.publicKey(), later);
    var thief = agents.enrol(token, "web-1", new byte[32], later);

    assertThat(again.map(Agent::id)).contains(first.id());
    assertThat(thief).isEmpty();
    agents.revoke(first.id(), "dicuri", later);
    assertThat(agents.enrol(token, "web-1", EventSamples.publicKey(), later)).isEmpty();
  }

  @Test
  void an_old_or_unknown_token_enrols_nobody() {
    var token = agents.issueToken(BADUNG, NOON);

    assertThat(agents.enrol(token, "web-1", EventSamples.publicKey(), NOON)).isEmpty();
    assertThat(agents.enrol("guess", "web-1", EventSamples.publicKey(), NOON)).isEmpty();
    assertThat(agents.all()).isEmpty();
  }

  @Test
  void a_revoked_agent_stays_known_as_revoked() {
    var token = agents.issueToken(BADUNG, NOON.plusSeconds(1));
    var id = agents.enrol(token, "web-1", EventSamples.publicKey(), NOON).orElseThrow().id();

    agents.revoke(id, "dicuri", NOON);

    assertThat(agents.find(id).orElseThrow().revocation())
        .contains(new Agent.Revocation(Optional.of(NOON), "dicuri"));
  }

  @Test
  void the_token_itself_is_not_in_the_desk() {
    var token = agents.issueToken(BADUNG, NOON);

    var kept = desk.jdbc().sql("SELECT hash FROM agent_token").query(String.class).list();

    assertThat(kept).singleElement().asString().hasSize(64).doesNotContain(token);
  }
}

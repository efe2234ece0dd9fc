package kentongan.store.elastic;

import static kentongan.event.EventSamples.BADUNG;
import static kentongan.event.EventSamples.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import kentongan.event.EventArchive;
import kentongan.event.EventArchive.ArchiveFailure;
import kentongan.event.EventArchive.Query;
import kentongan.event.EventArchiveContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ElasticArchiveTest implements EventArchiveContract {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static ElasticServer server;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final String prefix = "test-" + COUNT.incrementAndGet();
  private ElasticArchive archive;

  @BeforeAll
  static void start() throws Exception {
    try {
      server = ElasticServer.start();
    } catch (ElasticServer.Unavailable why) {
      var said = "SKIPPED: the archive in Elasticsearch is not tested: " + why.getMessage();
      System.err.println("*** " + said);
      Assumptions.abort(said);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Override
  public EventArchive archive() {
    archive = ElasticArchive.open(server.uri(), prefix, 0, meters);
    return archive;
  }

  @AfterEach
  void close() {
    if (archive != null) {
      archive.close();
    }
  }

  @Test
  void what_was_committed_is_known_after_a_restart() {
    archive();
    archive.index(List.of(event(1, "{}"), event(2, "{}")));
    archive.commit(41);
    archive.close();

    archive();

    assertThat(archive.committed()).isEqualTo(41);
    assertThat(total(archive)).isEqualTo(2);
  }

  @Test
  void a_document_that_is_refused_is_kept_bare_and_the_others_are_not_disturbed() {
    archive();
    archive.index(
        List.of(
            event(1, "{\"message\":\"satu\"}"),
            event(2, "{\"\":\"a name that is refused\",\"message\":\"dua\"}"),
            event(3, "{\"message\":\"tiga\"}")));
    archive.commit(1);

    assertThat(total(archive)).isEqualTo(3);
    assertThat(meters.get("kentongan.archive.poisoned").counter().count()).isEqualTo(1);
  }

  @Test
  void worlds_do_not_meet() {
    archive();
    archive.index(List.of(event(1, "{}")));
    archive.commit(1);

    try (var other =
        ElasticArchive.open(server.uri(), prefix + "-latihan", 0, new SimpleMeterRegistry())) {
      assertThat(other.committed()).isZero();
      assertThat(total(other)).isZero();
    }
  }

  @Test
  void a_server_that_cannot_be_reached_is_a_failure_and_not_a_wait_for_ever() {
    try (var nobody = new Elastic(URI.create("http://127.0.0.1:1"), Duration.ofMillis(1))) {
      assertThatThrownBy(() -> nobody.ask("GET", "/", (Object) null))
          .isInstanceOf(ArchiveFailure.class);
    }
  }

  private static long total(EventArchive archive) {
    return archive.search(new Query("", Instant.EPOCH, Instant.MAX, Set.of(BADUNG), 10)).total();
  }
}

package kentongan.store.lucene;

import static kentongan.event.EventSamples.BADUNG;
import static kentongan.event.EventSamples.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import kentongan.event.EventArchive;
import kentongan.event.EventArchive.ArchiveFailure;
import kentongan.event.EventArchive.Query;
import kentongan.event.EventArchiveContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneArchiveTest implements EventArchiveContract {
  @TempDir private Path directory;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private LuceneArchive archive;

  @Override
  public EventArchive archive() {
    archive = LuceneArchive.open(directory, meters);
    return archive;
  }

  @AfterEach
  void close() {
    if (archive != null) {
      archive.close();
    }
  }

  @Test
  void what_was_committed_is_there_after_a_restart_and_what_was_not_is_read_again() {
    archive();
    archive.index(List.of(event(1, "{}"), event(2, "{}")));
    archive.commit(1);
    archive.index(List.of(event(3, "{}")));
    archive.close();

    archive();

    assertThat(archive.committed()).isEqualTo(1);
    assertThat(total()).isEqualTo(2);
    archive.index(List.of(event(2, "{}"), event(3, "{}"), event(4, "{}")));
    archive.commit(2);
    assertThat(total()).isEqualTo(4);
  }

  @Test
  void an_interrupted_caller_breaks_nothing() {
    archive();
    for (var i = 1; i <= 20; i++) {
      Thread.currentThread().interrupt();
      archive.index(List.of(event(i, "{}")));
      archive.commit(i);
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(total()).isEqualTo(20);
  }

  @Test
  void events_of_many_days_need_only_a_few_open_indexes() {
    archive();
    for (var round = 0; round < 2; round++) {
      for (var day = 1; day <= 9; day++) {
        archive.index(
            List.of(
                event(
                    round * 9 + day, "{\"@timestamp\":\"2026-11-0%dT00:00:00Z\"}".formatted(day))));
      }
    }
    archive.commit(1);

    assertThat(total()).isEqualTo(18);
  }

  @Test
  void values_whose_field_is_one_too_many_are_found_by_their_words_and_counted() {
    archive();
    for (var i = 1; i <= 1200; i++) {
      archive.index(List.of(event(i, "{\"name%d\":\"kata%d\"}".formatted(i, i))));
    }
    archive.commit(1);

    assertThat(archive.search(query("overflow:kata1200")).total()).isEqualTo(1);
    assertThat(meters.get("kentongan.archive.overflow").counter().count()).isPositive();
  }

  @Test
  void a_closed_archive_says_so() {
    archive();
    archive.close();

    assertThatThrownBy(() -> archive.index(List.of(event(1, "{}"))))
        .isInstanceOf(ArchiveFailure.class);
    archive = null;
  }

  private long total() {
    return archive.search(query("")).total();
  }

  private static Query query(String text) {
    return new Query(text, Instant.EPOCH, Instant.MAX, Set.of(BADUNG), 10);
  }
}

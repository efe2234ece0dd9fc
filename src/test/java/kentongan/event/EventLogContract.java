package kentongan.event;

import static kentongan.event.EventSamples.AGENT;
import static kentongan.event.EventSamples.BADUNG;
import static kentongan.event.EventSamples.EPOCH;
import static kentongan.event.EventSamples.NOON;
import static kentongan.event.EventSamples.OTHER;
import static kentongan.event.EventSamples.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import kentongan.event.Batch.Encoding;
import kentongan.event.EventLog.Appended.Accepted;
import kentongan.event.EventLog.Appended.OutOfOrder;
import kentongan.event.EventLog.Appended.Repeated;
import kentongan.event.EventLog.Appended.StaleEpoch;
import kentongan.event.EventLog.Cursor;
import kentongan.event.EventLog.EventLogFailure;
import org.junit.jupiter.api.Test;

/// What every [EventLog] promises, whatever it is made of.
public interface EventLogContract {
  /// Fresh and empty.
  EventLog log();

  @Test
  default void an_empty_log_has_nothing_and_ends_at_zero() throws Exception {
    var log = log();

    assertThat(log.end()).isZero();
    assertThat(log.read(0, 10)).isEmpty();
    assertThat(log.cursor(AGENT)).isEqualTo(new Cursor(0, 0));
    assertThat(log.awaitBeyond(0, Duration.ofMillis(20))).isFalse();
  }

  @Test
  default void a_batch_comes_back_as_it_went_in() {
    var log = log();
    var given = batch(AGENT, EPOCH, 1, 3);

    assertThat(log.append(given, BADUNG, NOON)).isEqualTo(new Accepted(1));

    var stored = log.read(0, 10).getFirst();
    assertThat(stored.position()).isEqualTo(1);
    assertThat(stored.office()).isEqualTo(BADUNG);
    assertThat(stored.acceptedAt()).isEqualTo(NOON);
    assertThat(stored.batch()).usingRecursiveComparison().isEqualTo(given);
    assertThat(BatchBody.events(stored))
        .extracting(event -> event.id().toString(), event -> event.tree().at("/message").asString())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "51.03-7f3a9c/1763750000/1", "line 1 of 51.03-7f3a9c"),
            org.assertj.core.groups.Tuple.tuple(
                "51.03-7f3a9c/1763750000/2", "line 2 of 51.03-7f3a9c"),
            org.assertj.core.groups.Tuple.tuple(
                "51.03-7f3a9c/1763750000/3", "line 3 of 51.03-7f3a9c"));
  }

  @Test
  default void twice_sent_is_once_stored() {
    var log = log();
    log.append(batch(AGENT, EPOCH, 1, 5), BADUNG, NOON);

    assertThat(log.append(batch(AGENT, EPOCH, 1, 5), BADUNG, NOON))
        .isEqualTo(new Repeated(new Cursor(EPOCH, 5)));
    assertThat(log.append(batch(AGENT, EPOCH, 2, 4), BADUNG, NOON))
        .isEqualTo(new Repeated(new Cursor(EPOCH, 5)));

    assertThat(log.read(0, 10)).hasSize(1);
  }

  @Test
  default void a_batch_that_does_not_continue_is_refused_with_what_is_expected() {
    var log = log();
    log.append(batch(AGENT, EPOCH, 1, 5), BADUNG, NOON);
    var expected = new OutOfOrder(new Cursor(EPOCH, 5));

    assertThat(log.append(batch(AGENT, EPOCH, 7, 8), BADUNG, NOON)).isEqualTo(expected);
    assertThat(log.append(batch(AGENT, EPOCH, 5, 8), BADUNG, NOON)).isEqualTo(expected);
    assertThat(log.append(batch(AGENT, EPOCH, 6, 8), BADUNG, NOON)).isEqualTo(new Accepted(2));
  }

  @Test
  default void a_new_epoch_begins_at_one_and_ends_the_old_one() {
    var log = log();
    log.append(batch(AGENT, EPOCH, 1, 5), BADUNG, NOON);

    assertThat(log.append(batch(AGENT, EPOCH + 1, 6, 7), BADUNG, NOON))
        .isEqualTo(new OutOfOrder(new Cursor(EPOCH + 1, 0)));
    assertThat(log.append(batch(AGENT, EPOCH + 1, 1, 2), BADUNG, NOON)).isEqualTo(new Accepted(2));
    assertThat(log.append(batch(AGENT, EPOCH, 6, 7), BADUNG, NOON))
        .isEqualTo(new StaleEpoch(new Cursor(EPOCH + 1, 2)));
    assertThat(log.cursor(AGENT)).isEqualTo(new Cursor(EPOCH + 1, 2));
  }

  @Test
  default void a_first_batch_begins_at_one() {
    assertThat(log().append(batch(AGENT, EPOCH, 2, 3), BADUNG, NOON))
        .isEqualTo(new OutOfOrder(new Cursor(EPOCH, 0)));
  }

  @Test
  default void agents_do_not_disturb_one_another() {
    var log = log();
    log.append(batch(AGENT, EPOCH, 1, 5), BADUNG, NOON);
    log.append(batch(OTHER, EPOCH, 9, 9), BADUNG, NOON);
    log.append(batch(OTHER, EPOCH, 1, 1), BADUNG, NOON);

    assertThat(log.cursor(AGENT)).isEqualTo(new Cursor(EPOCH, 5));
    assertThat(log.cursor(OTHER)).isEqualTo(new Cursor(EPOCH, 1));
  }

  @Test
  default void reading_goes_on_from_a_position() {
    var log = log();
    for (var i = 1; i <= 5; i++) {
      log.append(batch(AGENT, EPOCH, i, i), BADUNG, NOON);
    }

    assertThat(log.read(2, 2)).extracting(EventLog.Stored::position).containsExactly(3L, 4L);
    assertThat(log.read(4, 9)).extracting(EventLog.Stored::position).containsExactly(5L);
    assertThat(log.read(5, 9)).isEmpty();
  }

  @Test
  default void an_enormous_batch_comes_back_whole() {
    var log = log();
    var body = new byte[BatchBody.MAX_PACKED];
    new java.util.Random(1).nextBytes(body);
    var given = EventSamples.signed(AGENT, EPOCH, 1, 10, Encoding.IDENTITY, body);

    log.append(given, BADUNG, NOON);

    assertThat(log.read(0, 1).getFirst().batch().body()).isEqualTo(body);
  }

  @Test
  default void who_waits_is_woken_by_an_append() throws Exception {
    var log = log();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var woken = executor.submit(() -> log.awaitBeyond(0, Duration.ofSeconds(20)));
      log.append(batch(AGENT, EPOCH, 1, 1), BADUNG, NOON);
      assertThat(woken.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  default void sixteen_agents_at_once_lose_nothing_and_keep_their_order() throws Exception {
    var log = log();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var agents = new ArrayList<Callable<Void>>();
      for (var i = 0; i < 16; i++) {
        var agent = new AgentId("agent-" + i);
        agents.add(() -> {
          for (var first = 1; first <= 50; first++) {
            log.append(batch(agent, EPOCH, first, first), BADUNG, NOON);
          }
          return null;
        });
      }
      for (var done : executor.invokeAll(agents)) {
        done.get();
      }
    }

    var stored = log.read(0, 1000);
    assertThat(stored).hasSize(800);
    assertThat(stored)
        .extracting(EventLog.Stored::position)
        .isEqualTo(java.util.stream.LongStream.rangeClosed(1, 800).boxed().toList());
    for (var i = 0; i < 16; i++) {
      var agent = new AgentId("agent-" + i);
      assertThat(stored.stream().filter(one -> one.batch().agent().equals(agent)).toList())
          .extracting(one -> one.batch().first())
          .isEqualTo(java.util.stream.LongStream.rangeClosed(1, 50).boxed().toList());
    }
  }

  @Test
  default void the_same_batch_at_the_same_instant_is_stored_once() throws Exception {
    var log = log();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var same = batch(AGENT, EPOCH, 1, 3);
      var outcomes = new ArrayList<EventLog.Appended>();
      Callable<EventLog.Appended> append = () -> log.append(same, BADUNG, NOON);
      for (var done : executor.invokeAll(java.util.Collections.nCopies(8, append))) {
        outcomes.add(done.get());
      }
      assertThat(outcomes).filteredOn(Accepted.class::isInstance).hasSize(1);
      assertThat(outcomes).filteredOn(Repeated.class::isInstance).hasSize(7);
    }
  }

  @Test
  default void an_interrupted_caller_neither_breaks_the_log_nor_loses_its_batch() throws Exception {
    var log = log();
    for (var i = 1; i <= 20; i++) {
      var first = i;
      var outcome = new CompletableFuture<EventLog.Appended>();
      var caller =
          Thread.ofPlatform()
              .start(() -> {
                Thread.currentThread().interrupt();
                outcome.complete(log.append(batch(AGENT, EPOCH, first, first), BADUNG, NOON));
              });
      caller.interrupt();
      assertThat(outcome.get(10, TimeUnit.SECONDS)).isEqualTo(new Accepted(first));
    }

    assertThat(log.read(0, 100)).hasSize(20);
  }

  @Test
  default void a_closed_log_says_so() {
    var log = log();
    log.append(batch(AGENT, EPOCH, 1, 1), BADUNG, NOON);
    log.close();

    assertThatThrownBy(() -> log.append(batch(AGENT, EPOCH, 2, 2), BADUNG, NOON))
        .isInstanceOf(EventLogFailure.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> log.read(0, 1)).isInstanceOf(EventLogFailure.class);
  }
}

package kentongan.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [Outbox] with its [Notices] promises, whatever it is made of.
public interface NoticesContract {
  Instant NOW = NoticeSamples.START;

  /// Fresh and empty.
  Outbox outbox();

  /// Over the same notices.
  Notices notices();

  @Test
  default void a_notice_comes_back_as_it_went_in() {
    assertThat(outbox().put(NoticeSamples.siteDown())).isTrue();
    outbox().put(NoticeSamples.call("budi", 1, "mail"));

    assertThat(outbox().due("mail", NOW, 10))
        .first()
        .isEqualTo(NoticeSamples.call("budi", 1, "mail"));
    assertThat(notices().of(NoticeSamples.INCIDENT)).contains(NoticeSamples.siteDown());
  }

  @Test
  default void hostile_text_comes_back_as_it_went_in() {
    outbox().put(NoticeSamples.hostile());

    assertThat(outbox().due("mail", NOW, 10)).containsExactly(NoticeSamples.hostile());
  }

  @Test
  default void an_empty_outbox_has_nothing_due() {
    assertThat(outbox().due("mail", NOW.plusSeconds(31_536_000), 10)).isEmpty();
    assertThat(notices().of(NoticeSamples.INCIDENT)).isEmpty();
  }

  @Test
  default void the_same_call_decided_twice_is_one_notice() {
    outbox().put(NoticeSamples.siteDown());
    outbox().delivered(NoticeSamples.siteDown().id(), new Receipt(NOW, "250 ok"));

    assertThat(outbox().put(NoticeSamples.siteDown())).isFalse();
    assertThat(notices().of(NoticeSamples.INCIDENT))
        .singleElement()
        .satisfies(n ->
            assertThat(n.state())
                .isEqualTo(new Notice.State.Delivered(new Receipt(NOW, "250 ok"))));
  }

  @Test
  default void each_channel_sees_its_own() {
    outbox().put(NoticeSamples.call("siti.rahma", 1, "mail"));
    outbox().put(NoticeSamples.call("siti.rahma", 1, "webhook"));

    assertThat(outbox().due("webhook", NOW, 10))
        .extracting(Notice::channel)
        .containsExactly("webhook");
    assertThat(outbox().due("sms", NOW, 10)).isEmpty();
  }

  @Test
  default void nothing_is_due_before_its_time_to_the_millisecond() {
    outbox().put(NoticeSamples.siteDown());

    assertThat(outbox().due("mail", NOW.minusMillis(1), 10)).isEmpty();
    assertThat(outbox().due("mail", NOW, 10)).hasSize(1);
    assertThat(outbox().due("mail", NOW, 0)).isEmpty();
  }

  @Test
  default void a_failed_try_waits_and_counts() {
    var id = NoticeSamples.siteDown().id();
    outbox().put(NoticeSamples.siteDown());
    outbox().failed(id, "refused connection", NOW.plusSeconds(2));

    assertThat(outbox().due("mail", NOW.plusMillis(1999), 10)).isEmpty();
    assertThat(outbox().due("mail", NOW.plusSeconds(2), 10))
        .singleElement()
        .satisfies(n ->
            assertThat(n.state())
                .isEqualTo(new Notice.State.Waiting(1, NOW.plusSeconds(2), "refused connection")));
  }

  @Test
  default void a_dropped_notice_stays_dropped_unless_it_did_leave() {
    var id = NoticeSamples.siteDown().id();
    outbox().put(NoticeSamples.siteDown());
    outbox().dropped(id, "given up", NOW);

    outbox().failed(id, "again", NOW);
    assertThat(outbox().due("mail", NOW.plusSeconds(99), 10)).isEmpty();

    outbox().delivered(id, new Receipt(NOW, "250 late but true"));
    assertThat(state())
        .isEqualTo(new Notice.State.Delivered(new Receipt(NOW, "250 late but true")));
  }

  @Test
  default void every_token_of_every_try_finds_its_notice_and_no_other_does() {
    var random = new SecureRandom();
    var first = AckToken.random(random);
    var second = AckToken.random(random);
    var id = NoticeSamples.siteDown().id();
    outbox().put(NoticeSamples.siteDown());
    outbox().issued(id, first, NOW);
    outbox().issued(id, second, NOW);

    assertThat(notices().with(first)).map(Notice::id).contains(id);
    assertThat(notices().with(second)).map(Notice::id).contains(id);
    assertThat(notices().with(AckToken.random(random))).isEmpty();
  }

  @Test
  default void an_acknowledgement_counts_once_and_drops_what_has_not_left() {
    outbox().put(NoticeSamples.siteDown());
    outbox().put(NoticeSamples.call("budi", 1, "mail"));
    outbox().delivered(NoticeSamples.siteDown().id(), new Receipt(NOW, "250 ok"));

    assertThat(notices().acknowledge(NoticeSamples.siteDown().id(), NOW.plusSeconds(60))).isTrue();
    assertThat(notices().acknowledge(NoticeSamples.siteDown().id(), NOW.plusSeconds(90))).isFalse();

    var all = notices().of(NoticeSamples.INCIDENT);
    assertThat(all).extracting(Notice::acknowledged).contains(Optional.of(NOW.plusSeconds(60)));
    assertThat(outbox().due("mail", NOW.plusSeconds(99), 10)).isEmpty();
    assertThat(all.stream().map(Notice::state).filter(Notice.State.Delivered.class::isInstance))
        .hasSize(1);
  }

  @Test
  default void notices_of_a_page_acknowledgement_are_withdrawn() {
    outbox().put(NoticeSamples.siteDown());

    assertThat(notices().withdraw(NoticeSamples.INCIDENT, "acknowledged on the page", NOW)).isOne();
    assertThat(notices().withdraw(NoticeSamples.INCIDENT, "again", NOW)).isZero();
    assertThat(state()).isEqualTo(new Notice.State.Dropped(NOW, "acknowledged on the page"));
  }

  private Notice.State state() {
    return List.copyOf(notices().of(NoticeSamples.INCIDENT)).getFirst().state();
  }
}

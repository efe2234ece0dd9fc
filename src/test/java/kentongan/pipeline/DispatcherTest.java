package kentongan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import kentongan.notice.AckToken;
import kentongan.notice.Channel;
import kentongan.notice.Message;
import kentongan.notice.Notice;
import kentongan.notice.NoticeSamples;
import kentongan.notice.Receipt;
import kentongan.notice.Retry;
import kentongan.store.sqlite.SqliteDesk;
import kentongan.store.sqlite.SqliteNotices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatcherTest {
  private static final URI BASE = URI.create("https://kentongan.example");

  @TempDir Path directory;
  private SqliteDesk desk;
  private SqliteNotices notices;
  private Instant now = NoticeSamples.START;
  private final Recording mail = new Recording("mail");
  private final Recording webhook = new Recording("webhook");
  private Dispatcher dispatcher;

  @BeforeEach
  void open() {
    desk = SqliteDesk.open(directory);
    notices = new SqliteNotices(desk.jdbc());
    dispatcher = dispatcher(() -> now);
  }

  @AfterEach
  void close() {
    dispatcher.close();
    desk.close();
  }

  @Test
  void what_was_put_in_goes_out_once_and_keeps_its_receipt() {
    put(NoticeSamples.siteDown());

    assertThat(dispatcher.pass()).isOne();
    assertThat(dispatcher.pass()).isZero();

    assertThat(mail.carried).hasSize(1);
    assertThat(state()).isEqualTo(new Notice.State.Delivered(new Receipt(now, "250 ok")));
  }

  @Test
  void the_link_in_the_message_leads_back_to_the_notice() {
    put(NoticeSamples.siteDown());
    dispatcher.pass();

    var link = mail.carried.getFirst().acknowledge().toString();
    var token = AckToken.parse(link.substring(link.lastIndexOf('/') + 1)).orElseThrow();

    assertThat(link).startsWith("https://kentongan.example/p/");
    assertThat(notices.with(token)).map(Notice::id).contains(NoticeSamples.siteDown().id());
  }

  @Test
  void a_server_that_is_down_is_tried_again_with_growing_pauses_until_it_is_up() {
    put(NoticeSamples.siteDown());
    for (var i = 0; i < 4; i++) {
      mail.answers.add(new Channel.Outcome.TryLater("down"));
    }

    var tries = new ArrayList<Long>();
    for (var second = 0; second <= 40; second++) {
      now = NoticeSamples.START.plusSeconds(second);
      var before = mail.carried.size();
      dispatcher.pass();
      if (mail.carried.size() > before) {
        tries.add((long) second);
      }
    }

    assertThat(tries).containsExactly(0L, 2L, 6L, 14L, 30L);
    assertThat(mail.carried)
        .extracting(m -> m.id().text())
        .containsOnly(NoticeSamples.siteDown().id().text());
    assertThat(state()).isInstanceOf(Notice.State.Delivered.class);
  }

  @Test
  void after_a_day_it_is_given_up_and_says_why() {
    put(NoticeSamples.siteDown());
    mail.answers.add(new Channel.Outcome.TryLater("down"));
    now = NoticeSamples.START.plus(Duration.ofHours(24));

    dispatcher.pass();

    assertThat(state())
        .isEqualTo(new Notice.State.Dropped(now, "given up after 1 tries in PT24H; down"));
  }

  @Test
  void a_refusal_is_final() {
    put(NoticeSamples.siteDown());
    mail.answers.add(new Channel.Outcome.Refused("550 no such user"));

    dispatcher.pass();
    now = now.plusSeconds(9999);
    dispatcher.pass();

    assertThat(mail.carried).hasSize(1);
    assertThat(state())
        .isEqualTo(new Notice.State.Dropped(NoticeSamples.START, "550 no such user"));
  }

  @Test
  void a_channel_that_is_down_does_not_hold_up_another_and_is_not_asked_for_each_notice() {
    for (var i = 1; i <= 10; i++) {
      put(NoticeSamples.call("budi", i, "mail"));
      put(NoticeSamples.call("budi", i, "webhook"));
      mail.answers.add(new Channel.Outcome.TryLater("down"));
    }

    assertThat(dispatcher.pass()).isEqualTo(10);

    assertThat(mail.carried).hasSize(3);
    assertThat(webhook.carried).hasSize(10);
  }

  @Test
  void a_channel_that_throws_loses_nothing() {
    put(NoticeSamples.siteDown());
    mail.breaks = true;
    dispatcher.pass();
    mail.breaks = false;
    now = now.plusSeconds(2);

    assertThat(dispatcher.pass()).isOne();
  }

  @Test
  void a_crash_between_the_answer_and_its_record_sends_the_same_id_again() {
    put(NoticeSamples.siteDown());
    var crashing =
        new Dispatcher(
            notices,
            List.of(mail),
            new CrashAfter(1),
            settings(),
            () -> now,
            (_, _) -> {},
            (_, _) -> {});
    try {
      crashing.pass();
    } catch (IllegalStateException _) {
      // The process "died" here.
    }

    dispatcher.pass();

    assertThat(mail.carried).hasSize(2);
    assertThat(mail.carried)
        .extracting(m -> m.id().text())
        .containsOnly(NoticeSamples.siteDown().id().text());
    assertThat(mail.carried.stream().map(Message::acknowledge).distinct()).hasSize(2);
    for (var message : mail.carried) {
      var link = message.acknowledge().toString();
      var token = AckToken.parse(link.substring(link.lastIndexOf('/') + 1)).orElseThrow();
      assertThat(notices.with(token)).isPresent();
    }
  }

  @Test
  void acknowledged_before_it_left_it_does_not_leave() {
    put(NoticeSamples.siteDown());
    put(NoticeSamples.call("budi", 1, "mail"));
    desk.write(() -> notices.acknowledge(NoticeSamples.siteDown().id(), now));

    assertThat(dispatcher.pass()).isZero();
  }

  @Test
  void running_it_is_woken_at_once() throws InterruptedException {
    var arrived = new CountDownLatch(20);
    mail.onCarry = arrived::countDown;
    dispatcher =
        new Dispatcher(
            notices,
            List.of(mail, webhook),
            desk,
            new Dispatcher.Settings(() -> BASE, Retry.standard(), Duration.ofSeconds(30)),
            InstantSource.system(),
            (_, _) -> {},
            (_, _) -> {});
    dispatcher.start();
    for (var i = 1; i <= 20; i++) {
      put(NoticeSamples.call("budi", i, "mail"));
      dispatcher.wake();
    }

    assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private void put(Notice notice) {
    desk.write(() -> notices.put(notice));
  }

  private Notice.State state() {
    return notices.of(NoticeSamples.INCIDENT).getFirst().state();
  }

  private Dispatcher dispatcher(InstantSource clock) {
    return new Dispatcher(
        notices, List.of(mail, webhook), desk, settings(), clock, (_, _) -> {}, (_, _) -> {});
  }

  private static Dispatcher.Settings settings() {
    return new Dispatcher.Settings(() -> BASE, Retry.standard(), Duration.ofMillis(200));
  }

  /// Lets some transactions through, then fails as a dying process does.
  private final class CrashAfter implements Desk {
    private int left;

    CrashAfter(int left) {
      this.left = left;
    }

    @Override
    public <T> T write(Supplier<T> work) {
      if (left-- <= 0) {
        throw new IllegalStateException("crash");
      }
      return desk.write(work);
    }
  }

  private final class Recording implements Channel {
    private final String name;
    private final List<Message> carried = new CopyOnWriteArrayList<>();
    private final Deque<Outcome> answers = new ArrayDeque<>();
    private boolean breaks;
    private Runnable onCarry = () -> {};

    Recording(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Outcome deliver(Message message) {
      if (breaks) {
        throw new IllegalStateException("broken channel");
      }
      carried.add(message);
      onCarry.run();
      return answers.isEmpty() ? new Outcome.Delivered(new Receipt(now, "250 ok")) : answers.poll();
    }
  }
}

package kentongan.pipeline;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import kentongan.notice.AckToken;
import kentongan.notice.Channel;
import kentongan.notice.Message;
import kentongan.notice.Notice;
import kentongan.notice.Outbox;
import kentongan.notice.Retry;
import kentongan.notice.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes due notices out of the outbox and hands them to their channels, at least once: what was
/// delivered but not yet recorded when the process died is delivered again under the same id.
///
/// Each channel has a thread of its own, so a server that does not answer holds up no other. The
/// threads are never interrupted: an interrupted one would close the desk's file.
final class Dispatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final int BATCH = 100;

  /// After so many failures in a row a channel is taken to be down, and the rest waits for the next
  /// pass.
  private static final int DOWN_AFTER = 3;

  private final Outbox outbox;
  private final List<Channel> channels;
  private final Desk desk;
  private final Settings settings;
  private final InstantSource clock;
  private final BiConsumer<Notice, Channel.Outcome> recorded;
  private final BiConsumer<Notice, Channel.Outcome> heard;
  private final SecureRandom random = new SecureRandom();
  private final List<Thread> threads = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wakened = lock.newCondition();
  private long wakes;
  private volatile boolean isClosed;

  /// @param recorded told of every outcome in the transaction that records it
  /// @param heard told of every try and its outcome, after it is recorded; for figures and live
  ///   pages
  Dispatcher(
      Outbox outbox,
      Collection<Channel> channels,
      Desk desk,
      Settings settings,
      InstantSource clock,
      BiConsumer<Notice, Channel.Outcome> recorded,
      BiConsumer<Notice, Channel.Outcome> heard) {
    this.outbox = outbox;
    this.channels = List.copyOf(channels);
    this.desk = desk;
    this.settings = settings;
    this.clock = clock;
    this.recorded = recorded;
    this.heard = heard;
  }

  /// What a dispatcher goes by.
  ///
  /// @param base the dashboard's own address, the beginning of acknowledge links
  /// @param retry the pauses after failures
  /// @param poll how long to rest when nothing is due and nobody wakes it
  record Settings(Supplier<URI> base, Retry retry, Duration poll) {}

  /// Begins to work, one thread a channel.
  void start() {
    for (var channel : channels) {
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name("dispatch-" + channel.name())
              .start(() -> run(channel)));
    }
  }

  /// Something was put in: look now.
  void wake() {
    lock.lock();
    try {
      wakes++;
      wakened.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Tries everything that is due once, channel after channel, on this thread.
  ///
  /// @return how many were delivered
  int pass() {
    return channels.stream().mapToInt(channel -> pass(channel).delivered()).sum();
  }

  /// Ends after the deliveries under way.
  @Override
  public void close() {
    isClosed = true;
    wake();
    for (var thread : threads) {
      joined(thread);
    }
  }

  private static void joined(Thread thread) {
    try {
      thread.join(Duration.ofSeconds(30));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Channel channel) {
    while (!isClosed) {
      var seen = wakes();
      try {
        if (!pass(channel).isFull()) {
          rest(seen);
        }
      } catch (RuntimeException broken) {
        LOG.atError()
            .addKeyValue("channel", channel.name())
            .setCause(broken)
            .log("dispatcher failed; goes on");
        rest(seen);
      }
    }
  }

  private long wakes() {
    lock.lock();
    try {
      return wakes;
    } finally {
      lock.unlock();
    }
  }

  private void rest(long seen) {
    lock.lock();
    try {
      var left = settings.poll().toNanos();
      while (wakes == seen && left > 0 && !isClosed) {
        left = wakened.awaitNanos(left);
      }
    } catch (InterruptedException stopped) {
      isClosed = true;
    } finally {
      lock.unlock();
    }
  }

  /// One look into the outbox for one channel.
  ///
  /// @param isFull whether there is probably more to do at once
  private record Pass(int delivered, boolean isFull) {}

  private Pass pass(Channel channel) {
    var due = outbox.due(channel.name(), clock.instant(), BATCH);
    var delivered = 0;
    var failures = 0;
    for (var notice : due) {
      if (isClosed || failures >= DOWN_AFTER) {
        return new Pass(delivered, false);
      }
      switch (deliver(channel, notice)) {
        case Channel.Outcome.Delivered _ -> {
          delivered++;
          failures = 0;
        }
        case Channel.Outcome.TryLater _ -> failures++;
        case Channel.Outcome.Refused _ -> failures = 0;
      }
    }
    return new Pass(delivered, due.size() == BATCH);
  }

  private Channel.Outcome deliver(Channel channel, Notice notice) {
    var token = AckToken.random(random);
    desk.write(() -> outbox.issued(notice.id(), token, clock.instant()));
    var outcome = tried(channel, Message.of(notice, Message.link(settings.base().get(), token)));
    desk.write(() -> {
      record(notice, outcome);
      recorded.accept(notice, outcome);
    });
    heard.accept(notice, outcome);
    return outcome;
  }

  private static Channel.Outcome tried(Channel channel, Message message) {
    try {
      return channel.deliver(message);
    } catch (RuntimeException broken) {
      LOG.atError()
          .addKeyValue("channel", channel.name())
          .addKeyValue("notice", message.id().text())
          .setCause(broken)
          .log("channel broke its promise");
      return new Channel.Outcome.TryLater(channel.name() + ": " + broken);
    }
  }

  private void record(Notice notice, Channel.Outcome outcome) {
    var now = clock.instant();
    switch (outcome) {
      case Channel.Outcome.Delivered(var receipt) -> outbox.delivered(notice.id(), receipt);
      case Channel.Outcome.Refused(var why) -> {
        LOG.atWarn()
            .addKeyValue("notice", notice.id().text())
            .addKeyValue("why", why)
            .log("notice refused");
        outbox.dropped(notice.id(), Words.bounded(why), now);
      }
      case Channel.Outcome.TryLater(var why) -> failed(notice, Words.bounded(why));
    }
  }

  private void failed(Notice notice, String why) {
    var now = clock.instant();
    var tries = notice.state() instanceof Notice.State.Waiting(var before, _, _) ? before + 1 : 1;
    switch (settings.retry().after(tries, notice.created(), now)) {
      case Retry.Next.At(var time) -> {
        LOG.atWarn()
            .addKeyValue("notice", notice.id().text())
            .addKeyValue("why", why)
            .addKeyValue("next", time)
            .log("notice not delivered");
        outbox.failed(notice.id(), why, time);
      }
      case Retry.Next.GiveUp(var end) -> {
        LOG.atError()
            .addKeyValue("notice", notice.id().text())
            .addKeyValue("why", why)
            .log("notice given up");
        outbox.dropped(notice.id(), end + "; " + why, now);
      }
    }
  }
}

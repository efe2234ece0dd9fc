package kentongan.pipeline;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import kentongan.incident.IncidentId;
import kentongan.ledger.Act;
import kentongan.notice.AckToken;
import kentongan.notice.Channel;
import kentongan.notice.Message;
import kentongan.notice.Notice;
import kentongan.notice.Retry;
import kentongan.office.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries notices from the outbox to their channels, tries again with growing pauses, keeps the
/// receipts. A kill between a server's answer and its record sends a notice once more, with the
/// same id; never less than once.
final class Dispatching implements Worker.Step, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatching.class);
  private static final Actor BY = Actor.program("dispatcher");
  private static final int AT_ONCE = 64;
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final World world;
  private final Recording recording;
  private final Figures figures;
  private final SecureRandom random = new SecureRandom();
  private final ExecutorService carriers =
      Executors.newFixedThreadPool(4, Thread.ofPlatform().name("courier-", 1).daemon().factory());

  Dispatching(World world, Recording recording, Figures figures) {
    this.world = world;
    this.recording = recording;
    this.figures = figures;
  }

  @Override
  public void run() throws InterruptedException {
    var due = new ArrayList<Notice>();
    for (var channel : world.out().channels()) {
      due.addAll(world.out().outbox().due(channel.name(), now(), AT_ONCE));
    }
    if (due.isEmpty()) {
      LockSupport.parkNanos(PATIENCE.toNanos());
      return;
    }
    // Those of one incident on one channel go one after the other: a person's first mail is the
    // first.
    var ways = due.stream().collect(Collectors.groupingBy(n -> n.channel() + n.incident()));
    carriers.invokeAll(ways.values().stream().map(this::all).toList());
    world.out().changed().accept("incidents");
  }

  private Callable<IncidentId> all(List<Notice> notices) {
    return () -> {
      for (var notice : notices) {
        carry(notice);
      }
      return notices.getFirst().incident();
    };
  }

  private void carry(Notice notice) {
    var channel =
        world.out().channels().stream().filter(c -> c.name().equals(notice.channel())).findFirst();
    if (channel.isEmpty()) {
      drop(notice, "no channel '%s' is set up".formatted(notice.channel()));
      return;
    }
    var token = AckToken.random(random);
    world.desk().write(() -> world.out().outbox().issued(notice.id(), token, now()));
    switch (deliver(channel.get(), Message.of(notice, link(token)))) {
      case Channel.Outcome.Delivered(var receipt) -> {
        world
            .desk()
            .write(() -> {
              world.out().outbox().delivered(notice.id(), receipt);
              enter(notice, "notice.delivered", receipt.text());
            });
        figures.delivered.increment();
        if (notice.attempt() == 1 && notice.rung() == 1) {
          figures.factToNotice(Duration.between(notice.matter().since(), now()));
        }
      }
      case Channel.Outcome.TryLater(var why) -> {
        figures.undelivered.increment();
        again(notice, why);
      }
      case Channel.Outcome.Refused(var why) -> drop(notice, why);
    }
  }

  private URI link(AckToken token) {
    return world.out().address().get().resolve("p/" + token.text());
  }

  private static Channel.Outcome deliver(Channel channel, Message message) {
    try {
      return channel.deliver(message);
    } catch (RuntimeException broken) {
      LOG.atError().addKeyValue("notice", message.id()).setCause(broken).log("a channel broke");
      return new Channel.Outcome.TryLater(
          "channel '%s' broke: %s".formatted(channel.name(), broken));
    }
  }

  private void again(Notice notice, String why) {
    var tries = notice.state() instanceof Notice.State.Waiting(var before, _, _) ? before + 1 : 1;
    switch (Retry.standard().after(tries, notice.created(), now())) {
      case Retry.Next.GiveUp(var because) -> drop(notice, because + "; last: " + why);
      case Retry.Next.At(var time) -> {
        LOG.atWarn()
            .addKeyValue("notice", notice.id())
            .addKeyValue("why", why)
            .addKeyValue("next_try", time)
            .log("notice not delivered");
        world.desk().write(() -> world.out().outbox().failed(notice.id(), why, time));
      }
    }
  }

  private void drop(Notice notice, String why) {
    figures.undelivered.increment();
    LOG.atError()
        .addKeyValue("notice", notice.id())
        .addKeyValue("why", why)
        .log("notice given up: somebody must be told another way");
    world
        .desk()
        .write(() -> {
          world.out().outbox().dropped(notice.id(), why, now());
          enter(notice, "notice.dropped", why);
        });
  }

  private record Said(String channel, String to, String said) {}

  private void enter(Notice notice, String act, String said) {
    recording.enter(
        new Act(
            now(),
            BY,
            act,
            notice.id().toString(),
            Recording.detail(new Said(notice.channel(), notice.to().name(), said))));
  }

  private Instant now() {
    return world.clock().instant();
  }

  @Override
  public void close() {
    carriers.shutdown();
  }
}

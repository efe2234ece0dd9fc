package kentongan.agent;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import kentongan.event.AgentId;

/// Takes batches from the spool to the collector, one at a time, in order, and does what the answer
/// says. It never drops anything by itself.
final class Sender {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final AgentConfig config;
  private final Identity identity;
  private final Spool spool;
  private final Intake intake;
  private final InstantSource clock;
  private final Consumer<String> say;
  private final String host;
  private final Planned planned;
  private final Object sleep = new Object();
  private Duration pause = FIRST_PAUSE;
  private String state = "";
  private volatile boolean isEnding;
  private volatile boolean isRefused;

  Sender(
      AgentConfig config,
      Identity identity,
      Spool spool,
      InstantSource clock,
      Consumer<String> say,
      String host,
      Planned planned) {
    this.config = config;
    this.identity = identity;
    this.spool = spool;
    this.intake = new Intake(config.collector());
    this.clock = clock;
    this.say = say;
    this.host = host;
    this.planned = planned;
  }

  /// Sends until [#end]; then until nothing waits or the first failure.
  void run() {
    try {
      while (identity.agent().isEmpty() && !isEnding && !isRefused) {
        enrol();
      }
      while (identity.agent().isPresent() && turn(identity.agent().get())) {
        // the turn says when it is over
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends soon: what waits is sent once more, without a second try.
  void end() {
    isEnding = true;
    synchronized (sleep) {
      sleep.notifyAll();
    }
  }

  /// Whether the collector will not enrol us, so that there is nothing to wait for.
  boolean isRefused() {
    return isRefused;
  }

  /// @return whether to go on
  private boolean turn(AgentId agent) throws InterruptedException {
    try {
      var next = isEnding ? spool.next(agent) : awaited(agent);
      if (next.isEmpty()) {
        return !isEnding;
      }
      var isGood = send(agent, next.get());
      return isGood || !isEnding;
    } catch (SpoolFailure e) {
      became("spool", e.getMessage() + "; dicoba lagi");
      pause();
      return !isEnding;
    } catch (RuntimeException e) {
      // Nothing is acknowledged by accident, so trying again is safe; ending would not be.
      became("odd", "kesalahan saat mengirim (" + e + "); dicoba lagi");
      pause();
      return !isEnding;
    }
  }

  private Optional<Cut> awaited(AgentId agent) throws InterruptedException {
    spool.await(config.pace().flush(), LOOK);
    return spool.next(agent);
  }

  private boolean send(AgentId agent, Cut cut) throws InterruptedException {
    var answer = intake.send(agent, cut, identity.sign(agent, cut), planned.version());
    switch (answer) {
      case Intake.Answer.Stored(var epoch, var last, var plan) -> {
        if (last > spool.highest()) {
          return anew(epoch);
        }
        spool.acknowledge(Math.min(last, cut.last()));
        plan.ifPresent(fresh -> planned.offer(agent, fresh));
        pause = FIRST_PAUSE;
        became("up", "terhubung ke " + config.collector() + " sebagai " + agent);
        return true;
      }
      case Intake.Answer.Elsewhere(var epoch, var last) -> {
        return elsewhere(cut, epoch, last);
      }
      case Intake.Answer.Never(var problem) -> {
        became("never", "kumpulan %d–%d ditolak (%s)".formatted(cut.first(), cut.last(), problem));
        if (!spool.divide(cut, agent, problem)) {
          pause();
        }
        return true;
      }
      case Intake.Answer.Unknown(var problem) -> {
        became(
            "unknown",
            "pusat tidak mengenali agen ini (%s); semua catatan disimpan".formatted(problem));
        pause = config.pace().pauseMax();
        pause();
        return false;
      }
      case Intake.Answer.Later(var problem) -> {
        became("down", "pusat tidak terjangkau (%s); semua catatan disimpan".formatted(problem));
        pause();
        return false;
      }
    }
  }

  private boolean elsewhere(Cut cut, long epoch, long last) throws InterruptedException {
    if (epoch > cut.epoch() || (epoch == cut.epoch() && last > spool.highest())) {
      return anew(epoch);
    }
    if (epoch == cut.epoch() && last >= cut.first()) {
      spool.acknowledge(last);
      return true;
    }
    var first = epoch == cut.epoch() ? last + 1 : 1;
    if (first == cut.first()) {
      became("odd", "pusat menolak urutan yang dimintanya sendiri; dicoba lagi");
      pause();
      return false;
    }
    say.accept("catatan pusat berakhir di %d; lanjut dari %d".formatted(first - 1, first));
    spool.renumber(cut.epoch(), first);
    return true;
  }

  /// The collector has more of us than we ever sent: this spool is an old copy, and its numbers
  /// name other events. What waits here goes out under a new epoch.
  private boolean anew(long epoch) {
    var fresh = Math.max(epoch + 1, clock.instant().getEpochSecond());
    say.accept("pusat mengenal catatan yang lebih baru dari agen ini; mulai epoch " + fresh);
    spool.renumber(fresh, 1);
    return true;
  }

  private void enrol() throws InterruptedException {
    var token = config.token();
    if (token.isEmpty()) {
      say.accept("agen belum terdaftar dan tidak ada token (berikan --token)");
      isRefused = true;
      return;
    }
    switch (intake.enrol(token.get(), host, identity.publicKey())) {
      case Intake.Enrolment.Done(var agent, var office, var planKey) -> {
        try {
          identity.keepPlanKey(planKey);
          identity.enrolled(agent);
          say.accept("terdaftar sebagai %s di kantor %s".formatted(agent, office));
          pause = FIRST_PAUSE;
        } catch (IOException e) {
          say.accept("nama dari pusat tidak dapat disimpan: " + e.getMessage());
          isRefused = true;
        }
      }
      case Intake.Enrolment.Refused(var problem) -> {
        say.accept("token ditolak oleh pusat (%s); minta token baru".formatted(problem));
        isRefused = true;
      }
      case Intake.Enrolment.Later(var problem) -> {
        became("enrol", "belum dapat mendaftar (%s); dicoba lagi".formatted(problem));
        pause();
      }
    }
  }

  @SuppressWarnings("WaitNotInLoop") // waking early only means trying early
  private void pause() throws InterruptedException {
    var most = Math.min(pause.toMillis(), config.pace().pauseMax().toMillis());
    var millis = most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
    pause = Duration.ofMillis(Math.min(most * 2, config.pace().pauseMax().toMillis()));
    synchronized (sleep) {
      if (!isEnding) {
        sleep.wait(Math.max(1, millis));
      }
    }
  }

  /// Says a change of state once.
  private void became(String now, String text) {
    if (!now.equals(state)) {
      state = now;
      say.accept(text);
    }
  }
}

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
  private static final Duration RENEWAL_PAUSE = Duration.ofMinutes(1);

  private final AgentConfig config;
  private final Identity identity;
  private final Spool spool;
  private final Intake intake;
  private final Enrolling enrolling;
  private final ClockSeen clocks;
  private final InstantSource clock;
  private final Consumer<String> say;
  private final Planned planned;
  private final Object sleep = new Object();
  private final LineState line;
  private final LineRate rate;
  private Duration pause = FIRST_PAUSE;
  private long nextRenewal = System.nanoTime();
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
    this.clocks = new ClockSeen(clock, say);
    this.intake = new Intake(config.collector(), clock, clocks);
    this.enrolling = new Enrolling(config, identity, intake, host);
    this.clock = clock;
    this.say = say;
    this.planned = planned;
    this.line = new LineState(clock.instant());
    this.rate = new LineRate(config.bounds().rate(), System.nanoTime());
  }

  /// Sends until [#end]; then until nothing waits or the first failure.
  void run() {
    try {
      while (!enrolling.isComplete() && !isEnding && !isRefused) {
        enrol();
      }
      while (enrolling.isComplete()
          && identity.agent().isPresent()
          && turn(identity.agent().get())) {
        // the turn says when it is over
      }
    } catch (IOException e) {
      say.accept(String.valueOf(e.getMessage()));
      isRefused = true;
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

  /// How the line is.
  LineState line() {
    return line;
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
      sleep(rate.sent(next.get().body().length, System.nanoTime()));
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
        renewWhenDue();
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
      case Intake.Answer.Expired _ -> {
        return renewed();
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

  /// At two thirds of the certificate's life, by the collector's clock. A failure is no trouble
  /// yet: it is tried again with the next batch, but not more often than once a minute.
  private void renewWhenDue() {
    var now = clocks.theirs();
    try {
      if (now.isEmpty() || System.nanoTime() - nextRenewal < 0 || !enrolling.isDue(now.get())) {
        return;
      }
    } catch (IOException e) {
      say.accept(String.valueOf(e.getMessage()));
      return;
    }
    nextRenewal = System.nanoTime() + RENEWAL_PAUSE.toNanos();
    switch (enrolling.renew()) {
      case Enrolling.Outcome.Done(var said) -> {
        nextRenewal = System.nanoTime();
        say.accept(said);
      }
      case Enrolling.Outcome.Refused(var said) ->
          say.accept("sertifikat tidak diperbarui oleh pusat (%s)".formatted(said));
      case Enrolling.Outcome.Later(var said) ->
          say.accept("sertifikat belum diperbarui (%s); dicoba lagi".formatted(said));
    }
  }

  /// Whether an ended certificate could be renewed.
  private boolean renewed() throws InterruptedException {
    switch (enrolling.renew()) {
      case Enrolling.Outcome.Done(var said) -> {
        became("renewed", said);
        return true;
      }
      case Enrolling.Outcome.Refused(var said) ->
          became(
              "ended",
              "pusat tidak memperbarui sertifikat (%s); hapus %s lalu jalankan dengan token baru, semua catatan disimpan"
                  .formatted(said, TlsIdentity.file(config.data())));
      case Enrolling.Outcome.Later(var said) ->
          became("ending", "sertifikat belum diperbarui (%s); dicoba lagi".formatted(said));
    }
    pause = config.pace().pauseMax();
    pause();
    return false;
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
    switch (enrolling.enrol()) {
      case Enrolling.Outcome.Done(var said) -> {
        say.accept(said);
        pause = FIRST_PAUSE;
      }
      case Enrolling.Outcome.Refused(var said) -> {
        say.accept(said);
        isRefused = true;
      }
      case Enrolling.Outcome.Later(var problem) -> {
        became("enrol", "belum dapat mendaftar (%s); dicoba lagi".formatted(problem));
        pause();
      }
    }
  }

  private void pause() throws InterruptedException {
    var most = Math.min(pause.toMillis(), config.pace().pauseMax().toMillis());
    var millis = most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
    pause = Duration.ofMillis(Math.min(most * 2, config.pace().pauseMax().toMillis()));
    sleep(Duration.ofMillis(Math.max(1, millis)));
  }

  @SuppressWarnings("WaitNotInLoop") // waking early only means sending early
  private void sleep(Duration atMost) throws InterruptedException {
    synchronized (sleep) {
      if (!isEnding && atMost.toMillis() > 0) {
        sleep.wait(atMost.toMillis());
      }
    }
  }

  /// Says a change of state once.
  private void became(String now, String text) {
    if (now.equals("up")) {
      line.is(true, clock.instant(), text);
    } else if (now.equals("down") || now.equals("enrol") || now.equals("unknown")) {
      line.is(false, clock.instant(), text);
    }
    if (!now.equals(state)) {
      state = now;
      say.accept(text);
    }
  }
}

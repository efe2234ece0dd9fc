package kentongan.agent;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Follows the machine's journal through `journalctl`, which is started anew when it dies. The
/// place is kept with the entries, so that none is lost or doubled.
final class Journal {
  private static final String PLACE = "journal:";
  private static final int MOST_LINE = 1 << 20;
  private static final int MOST_AT_ONCE = 100;
  private static final Duration PAUSE_MAX = Duration.ofSeconds(30);

  private final Watched.JournalSource source;
  private final Spool spool;
  private final InstantSource clock;
  private final LogCounts counts;
  private final Consumer<String> say;
  private volatile @Nullable Process running;
  private boolean isCursorLost;
  private String said = "";

  Journal(
      Watched.JournalSource source,
      Spool spool,
      InstantSource clock,
      LogCounts counts,
      Consumer<String> say) {
    this.source = source;
    this.spool = spool;
    this.clock = clock;
    this.counts = counts;
    this.say = say;
  }

  /// Follows until the end.
  ///
  /// @param ended waits for a while and says whether the end has come
  void run(Predicate<Duration> ended) {
    var pause = Duration.ofSeconds(1);
    do {
      var read = 0L;
      try {
        read = follow(ended);
        tell(read > 0 ? "" : "journalctl berakhir; dimulai lagi");
      } catch (IOException e) {
        tell("journal tidak dapat dibaca: " + e.getMessage());
      } catch (SpoolFailure e) {
        tell(String.valueOf(e.getMessage()));
      }
      pause = read > 0 ? Duration.ofSeconds(1) : pause.multipliedBy(2);
      pause = pause.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause;
    } while (!ended.test(pause));
  }

  /// Ends the program that is read from, so that [#run] returns.
  void end() {
    var process = running;
    if (process != null) {
      process.destroy();
    }
  }

  private void tell(String now) {
    if (!now.equals(said)) {
      say.accept(source.command() + ": " + (now.isEmpty() ? "terbaca" : now));
    }
    said = now;
  }

  /// One life of the program.
  ///
  /// @return how many entries it gave
  private long follow(Predicate<Duration> ended) throws IOException {
    var mark = mark();
    var process =
        new ProcessBuilder(command(mark))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .start();
    running = process;
    if (ended.test(Duration.ZERO)) {
      process.destroy();
    }
    try (var in = new BufferedInputStream(process.getInputStream(), 16_384)) {
      var read = entries(in, mark);
      // It does not know the place any more: the journal was rotated away, or made anew.
      if (read == 0 && mark.isPresent() && hasFailed(process)) {
        isCursorLost = true;
      }
      return read;
    } finally {
      process.destroyForcibly();
      running = null;
    }
  }

  private static boolean hasFailed(Process process) {
    try {
      return process.waitFor(2, TimeUnit.SECONDS) && process.exitValue() == 1;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private long entries(InputStream in, Optional<TailMark> before) throws IOException {
    var since = isCursorLost ? before.map(TailMark::offset).orElse(0L) : 0L;
    var batch = new ArrayList<JournalLine>();
    var read = 0L;
    for (var line = line(in); line.isPresent(); line = line(in)) {
      if (line.get().length == 0) {
        tooLong();
      }
      JournalLine.read(line.get()).filter(e -> e.at() > since).ifPresent(batch::add);
      if (batch.size() >= MOST_AT_ONCE || (in.available() == 0 && !batch.isEmpty())) {
        keep(batch);
        read += batch.size();
        batch.clear();
      }
    }
    return read;
  }

  private void keep(List<JournalLine> batch) {
    var now = clock.instant();
    var events = new ArrayList<Waiting>();
    if (isCursorLost) {
      var gap = Gap.of(Gap.FILE_TRUNCATED, EventClass.LOG, 0, now, now, now);
      events.add(new Waiting(EventClass.AGENT, now, gap.put("log.file.path", "journal").json()));
    }
    batch.forEach(entry -> events.add(entry.event(now)));
    var last = batch.getLast();
    spool.add(
        events, List.of(new TailMark(PLACE, "cursor", 0, last.cursor(), last.at())), List.of());
    isCursorLost = false;
    counts.count(batch.size(), 0);
  }

  private void tooLong() {
    var now = clock.instant();
    var gap = Gap.of(Gap.LINE_TOO_LONG, EventClass.LOG, 1, now, now, now);
    spool.offer(new Waiting(EventClass.AGENT, now, gap.put("log.file.path", "journal").json()));
  }

  private Optional<TailMark> mark() {
    return spool.marks(PLACE).stream().findFirst();
  }

  private List<String> command(Optional<TailMark> mark) {
    var words =
        new ArrayList<>(
            List.of(
                source.command().toString(), "--output=json", "--follow", "--no-pager", "--all"));
    if (mark.isEmpty()) {
      words.add("--lines=1000");
    } else if (isCursorLost) {
      words.add("--since=@" + mark.get().offset() / 1_000_000);
      words.add("--lines=all");
    } else {
      words.add("--after-cursor=" + mark.get().head());
      words.add("--lines=all");
    }
    source.units().forEach(unit -> words.add("--unit=" + unit));
    return words;
  }

  /// The next line; one that is too long is left out, as a whole.
  private static Optional<byte[]> line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream(1024);
    for (var c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        return Optional.of(line.size() >= MOST_LINE ? new byte[0] : line.toByteArray());
      }
      if (line.size() < MOST_LINE) {
        line.write(c);
      }
    }
    return Optional.empty();
  }
}

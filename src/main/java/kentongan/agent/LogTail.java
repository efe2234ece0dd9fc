package kentongan.agent;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Follows one log through whatever happens to its file: growth, rotation by rename or by copy and
/// truncate, several rotations at once, compression, absence, our own end and restart. A line is
/// spooled together with the new position, so it is neither lost nor repeated.
final class LogTail implements AutoCloseable {
  private static final int MOST_LINES = 500;
  private static final int MOST_BYTES = 512 * 1024;
  private static final int MOST_ROUNDS = 20;
  private static final int MOST_DRAINING = 8;
  private static final int MOST_MISSED = 64;
  private static final int MOST_KNOWN = 256;

  /// How long an entry that may have more lines waits for them.
  private static final Duration HOLD = Duration.ofSeconds(1);

  private final AgentConfig.Log log;
  private final ZoneId zone;
  private final Duration drain;
  private final Spool spool;
  private final InstantSource clock;
  private final Optional<String> host = Optional.of(Host.name());
  private final RotatedFiles rotated;
  private final Joiner joiner;
  private final LogCounts counts;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<Draining> draining = new ArrayList<>();
  private @Nullable TailedFile current;
  private @Nullable TailedFile previous;
  private boolean isStarted;
  private Held held = new Held("", -1, 0, Instant.EPOCH);

  LogTail(
      AgentConfig.Log log,
      ZoneId zone,
      Duration drain,
      Spool spool,
      InstantSource clock,
      LogCounts counts) {
    this.log = log;
    this.zone = log.reading().zone().orElse(zone);
    this.drain = drain;
    this.spool = spool;
    this.clock = clock;
    this.counts = counts;
    this.rotated = new RotatedFiles(log.path());
    this.joiner = new Joiner(log.reading().joining());
  }

  LogTail(AgentConfig.Log log, ZoneId zone, Duration drain, Spool spool, InstantSource clock) {
    this(log, zone, drain, spool, clock, new LogCounts());
  }

  /// Reads what there is, within a turn's bounds.
  ///
  /// @return whether there is more at once
  /// @throws IOException when the file or its directory cannot be read
  /// @throws SpoolFailure when nothing could be kept; the same lines come again next time
  boolean poll() throws IOException {
    if (!isStarted) {
      start();
    }
    var more = drainRotated();
    if (current == null) {
      begin();
    }
    if (current != null) {
      if (current.isReplaced()) {
        truncated(current);
        return true;
      }
      var isMore = readOn(current, false);
      more |= isMore;
      if (!isMore && !TailedFile.key(log.path()).equals(Optional.of(current.key()))) {
        more |= rotated(current);
      }
    }
    return more;
  }

  /// Whether the log has no file under its name, and no old one that is still read.
  boolean isIdle() {
    return draining.isEmpty() && TailedFile.key(log.path()).isEmpty();
  }

  /// Reads to the end and forgets the log: its name will not come back.
  void retire() throws IOException {
    if (current != null) {
      while (readOn(current, true)) {
        // all turns
      }
      keep(current, current.rest().map(List::of).orElseGet(List::of), List.of(current.mark()));
    }
    spool.add(List.of(), List.of(), spool.marks(path()));
    close();
  }

  @Override
  public void close() {
    draining.forEach(d -> d.file.close());
    if (current != null) {
      current.close();
    }
  }

  private String path() {
    return log.path().toString();
  }

  /// The name has a file for the first time, or again; others may have come and gone before it.
  private void begin() throws IOException {
    var next = TailedFile.open(path(), log.path());
    if (next.isEmpty()) {
      return;
    }
    if (previous != null) {
      missed(previous, next.get(), false);
    }
    current = next.get();
    var needed = new LinkedHashSet<>(List.of(next.get().key()));
    draining.forEach(d -> needed.add(d.file.key()));
    var gone = spool.marks(path()).stream().filter(m -> !needed.contains(m.fileKey())).toList();
    spool.add(List.of(), List.of(), gone);
  }

  /// Finds again, by what was stored, the files we were reading before we ended.
  private void start() throws IOException {
    close();
    draining.clear();
    current = null;
    var marks = new ArrayList<>(spool.marks(path()));
    var hadMarks = !marks.isEmpty();
    var isKnown = false;
    var now = TailedFile.open(path(), log.path());
    if (now.isPresent()) {
      var file = now.get();
      for (var mark : List.copyOf(marks)) {
        if (mark.fileKey().equals(file.key()) && file.fits(mark)) {
          file.resume(mark);
          marks.remove(mark);
          isKnown = true;
        }
      }
      current = file;
    }
    // Begun anew when it fails half-way: nothing of it is kept but in the spool.
    for (var mark : marks) {
      lookElsewhere(mark);
    }
    var last = draining.stream().map(d -> d.file).max(Comparator.comparing(TailedFile::birth));
    previous = last.orElse(null);
    if (hadMarks && !isKnown && last.isPresent()) {
      missed(last.get(), current, true);
    }
    isStarted = true;
  }

  /// A file that was read is no longer under its name: its rest is in a neighbour, or lost.
  private void lookElsewhere(TailMark mark) throws IOException {
    var found = rotated.continuing(mark, rotated.all());
    if (found.isEmpty()) {
      var isRead = mark.headLength() == 0;
      var events = isRead ? List.<Waiting>of() : List.of(truncation());
      spool.add(events, List.of(), List.of(mark));
      return;
    }
    var file = found.get();
    file.resume(mark);
    spool.add(
        List.of(),
        List.of(file.mark()),
        file.key().equals(mark.fileKey()) ? List.of() : List.of(mark));
    draining.add(new Draining(file, clock.instant()));
  }

  private Waiting truncation() {
    var now = clock.instant();
    var gap = Gap.of(Gap.FILE_TRUNCATED, EventClass.LOG, 0, now, now, now);
    gap.put("log.file.path", path());
    return new Waiting(EventClass.AGENT, now, gap.json());
  }

  /// The same file begins anew: it was copied and truncated, or overwritten.
  private void truncated(TailedFile file) throws IOException {
    var old = file.mark();
    file.resume(new TailMark(path(), file.key(), 0, "", 0));
    lookElsewhere(old);
    spool.add(List.of(), List.of(file.mark()), List.of());
  }

  /// The name belongs to another file now, or to none; who writes may still have the old one open.
  ///
  /// @return whether there is another file to read
  private boolean rotated(TailedFile file) throws IOException {
    var next = TailedFile.open(path(), log.path());
    if (next.isEmpty()) {
      return false;
    }
    missed(file, next.get(), false);
    draining.addFirst(new Draining(file, clock.instant()));
    current = next.get();
    return true;
  }

  /// Files that came and went under the name while we did not look. Their places are kept before
  /// they are read, so that a restart finds them as files half read.
  private void missed(TailedFile after, @Nullable TailedFile now, boolean isAway)
      throws IOException {
    var exclude = new LinkedHashSet<>(known);
    exclude.add(after.identity());
    draining.forEach(d -> exclude.add(d.file.identity()));
    if (now != null) {
      exclude.add(now.identity());
    }
    var all = rotated.missed(after, rotated.all(), exclude, isAway);
    var marks = new ArrayList<TailMark>();
    for (var each : all.subList(Math.max(0, all.size() - MOST_MISSED), all.size())) {
      var file = TailedFile.open(path(), each.path());
      if (file.isPresent() && !file.get().identity().equals(each.identity())) {
        file.get().close();
        throw new IOException(each.path() + ": rotated again meanwhile; looked at again");
      }
      if (file.isEmpty() || isCopy(file.get(), after)) {
        file.ifPresent(TailedFile::close);
        continue;
      }
      draining.add(new Draining(file.get(), clock.instant()));
      marks.add(file.get().mark());
    }
    if (now != null) {
      marks.add(now.mark());
    }
    spool.add(all.size() > MOST_MISSED ? List.of(truncation()) : List.of(), marks, List.of());
  }

  private static boolean isCopy(TailedFile file, TailedFile of) throws IOException {
    return of.mark().headLength() > 0 && file.fits(of.mark());
  }

  /// @param isLast whether nothing will be written any more, so that nothing is waited for
  private boolean readOn(TailedFile file, boolean isLast) throws IOException {
    for (var round = 0; round < MOST_ROUNDS; round++) {
      var lines = file.read(MOST_LINES, MOST_BYTES);
      if (lines.isEmpty()) {
        return false;
      }
      var entries = joiner.join(lines);
      if (joiner.isJoining() && !isLast && isHeld(file, entries.getLast())) {
        file.backTo(entries.getLast().offset());
        entries = entries.subList(0, entries.size() - 1);
        if (entries.isEmpty()) {
          return false;
        }
      }
      keep(file, entries, List.of());
    }
    return true;
  }

  /// Whether an entry may still get more lines: it has not stood there unchanged for long enough.
  private boolean isHeld(TailedFile file, LogLine last) {
    if (file.unfinished() > 65_536) {
      return false;
    }
    var now = clock.instant();
    if (!held.is(file.key(), last)) {
      held = new Held(file.key(), last.offset(), last.length(), now);
    }
    return now.isBefore(held.since.plus(HOLD));
  }

  private void keep(TailedFile file, List<LogLine> lines, List<TailMark> gone) throws IOException {
    var now = clock.instant();
    var events = new ArrayList<Waiting>(lines.size());
    var unparsed = 0;
    for (var line : lines) {
      if (line.length() > 0) {
        var read = line.reading(log, host, zone, now);
        unparsed += read.isUnparsed() ? 1 : 0;
        events.add(read.event());
      }
    }
    try {
      var reached = file.reached();
      spool.add(events, gone.isEmpty() ? List.of(reached) : List.of(), gone);
      file.commit(reached);
      counts.count(events.size(), unparsed);
    } catch (SpoolFailure | IOException e) {
      file.rewind();
      throw e;
    }
  }

  private boolean drainRotated() throws IOException {
    var more = false;
    for (var old : List.copyOf(draining)) {
      if (readOn(old.file, false)) {
        more = true;
        continue;
      }
      var before = old.size;
      old.size = old.file.size();
      if (before != old.size) {
        old.quietSince = clock.instant();
      }
      var isQuiet = old.quietSince.plus(drain).isBefore(clock.instant());
      if (isQuiet || draining.size() > MOST_DRAINING) {
        finish(old);
      }
    }
    return more;
  }

  private void finish(Draining old) throws IOException {
    while (readOn(old.file, true)) {
      // what was held back, and what came meanwhile
    }
    var rest = old.file.rest().map(List::of).orElseGet(List::of);
    // While the name has no file, the last place stays: it tells what came after it.
    keep(old.file, rest, current == null ? List.of() : List.of(old.file.mark()));
    old.file.close();
    draining.remove(old);
    known.add(old.file.identity());
    if (known.size() > MOST_KNOWN) {
      known.remove(known.iterator().next());
    }
  }

  /// An entry that waits for more lines.
  private record Held(String key, long offset, long length, Instant since) {
    boolean is(String otherKey, LogLine line) {
      return key.equals(otherKey) && offset == line.offset() && length == line.length();
    }
  }

  /// A rotated file until it has been quiet for a while.
  private static final class Draining {
    private final TailedFile file;
    private Instant quietSince;
    private long size = -1;

    Draining(TailedFile file, Instant since) {
      this.file = file;
      this.quietSince = since;
    }
  }
}

package kentongan.agent;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Follows one log through whatever happens to its file: growth, rotation by rename or by copy and
/// truncate, absence, our own end and restart. A line is spooled together with the new position, so
/// it is neither lost nor repeated.
final class LogTail implements AutoCloseable {
  private static final int MOST_LINES = 500;
  private static final int MOST_BYTES = 512 * 1024;
  private static final int MOST_ROUNDS = 20;
  private static final int MOST_NEIGHBOURS = 1000;
  private static final int MOST_DRAINING = 8;

  private final AgentConfig.Log log;
  private final ZoneId zone;
  private final Duration drain;
  private final Spool spool;
  private final InstantSource clock;
  private final Optional<String> host = Optional.of(Host.name());
  private final List<Draining> draining = new ArrayList<>();
  private @Nullable TailedFile current;
  private boolean isStarted;

  LogTail(AgentConfig.Log log, ZoneId zone, Duration drain, Spool spool, InstantSource clock) {
    this.log = log;
    this.zone = zone;
    this.drain = drain;
    this.spool = spool;
    this.clock = clock;
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
    if (current == null) {
      current = TailedFile.open(path(), log.path()).orElse(null);
    }
    var more = false;
    if (current != null) {
      if (current.isReplaced()) {
        truncated(current);
      }
      more = readOn(current);
      if (!more && !TailedFile.key(log.path()).equals(Optional.of(current.key()))) {
        rotated(current);
      }
    }
    drainRotated();
    return more;
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

  /// Finds again, by what was stored, the files we were reading before we ended.
  private void start() throws IOException {
    var marks = new ArrayList<>(spool.marks(path()));
    var now = TailedFile.open(path(), log.path());
    if (now.isPresent()) {
      var file = now.get();
      for (var mark : List.copyOf(marks)) {
        if (mark.fileKey().equals(file.key()) && file.fits(mark)) {
          file.resume(mark);
          marks.remove(mark);
        }
      }
      current = file;
    }
    for (var mark : marks) {
      lookElsewhere(mark);
    }
    isStarted = true;
  }

  /// A file that was read is no longer under its name: its rest is in a neighbour, or lost.
  private void lookElsewhere(TailMark mark) throws IOException {
    var found = neighbour(mark);
    if (found.isEmpty()) {
      var isRead = mark.headLength() == 0;
      var now = clock.instant();
      var gap = Gap.of(Gap.FILE_TRUNCATED, EventClass.LOG, 0, now, now, now);
      gap.put("log.file.path", path());
      var events =
          isRead ? List.<Waiting>of() : List.of(new Waiting(EventClass.AGENT, now, gap.json()));
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

  /// The renamed file, or the copy, that continues a mark; compressed ones cannot.
  private Optional<TailedFile> neighbour(TailMark mark) throws IOException {
    var directory = log.path().toAbsolutePath().getParent();
    var name = log.path().getFileName();
    if (directory == null || name == null || !Files.isDirectory(directory)) {
      return Optional.empty();
    }
    var seen = 0;
    TailedFile best = null;
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
      for (var path : paths) {
        var other = String.valueOf(path.getFileName());
        if (++seen > MOST_NEIGHBOURS) {
          break;
        }
        if (!other.startsWith(name.toString()) || other.equals(name.toString())) {
          continue;
        }
        var file = TailedFile.open(path(), path);
        if (file.isEmpty()) {
          continue;
        }
        var isSame = file.get().key().equals(mark.fileKey()) && file.get().fits(mark);
        if (isSame || (best == null && mark.headLength() > 0 && file.get().fits(mark))) {
          if (best != null) {
            best.close();
          }
          best = file.get();
        } else {
          file.get().close();
        }
        if (isSame) {
          break;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /// The same file begins anew: it was copied and truncated, or overwritten.
  private void truncated(TailedFile file) throws IOException {
    var old = file.mark();
    file.resume(new TailMark(path(), file.key(), 0, "", 0));
    lookElsewhere(old);
    spool.add(List.of(), List.of(file.mark()), List.of());
  }

  /// The name belongs to another file now, or to none; who writes may still have the old one open.
  private void rotated(TailedFile file) throws IOException {
    var next = TailedFile.open(path(), log.path());
    if (next.isEmpty()) {
      return;
    }
    draining.add(new Draining(file, clock.instant()));
    current = next.get();
    readOn(current);
  }

  private boolean readOn(TailedFile file) throws IOException {
    for (var round = 0; round < MOST_ROUNDS; round++) {
      var lines = file.read(MOST_LINES, MOST_BYTES);
      if (lines.isEmpty()) {
        return false;
      }
      keep(file, lines, List.of());
    }
    return true;
  }

  private void keep(TailedFile file, List<LogLine> lines, List<TailMark> gone) throws IOException {
    var now = clock.instant();
    var events = new ArrayList<Waiting>(lines.size());
    for (var line : lines) {
      if (line.length() > 0) {
        events.add(line.event(log, host, zone, now));
      }
    }
    try {
      var reached = file.reached();
      spool.add(events, gone.isEmpty() ? List.of(reached) : List.of(), gone);
      file.commit(reached);
    } catch (SpoolFailure | IOException e) {
      file.rewind();
      throw e;
    }
  }

  private void drainRotated() throws IOException {
    for (var old : List.copyOf(draining)) {
      if (readOn(old.file)) {
        continue;
      }
      var before = old.size;
      old.size = old.file.size();
      if (before != old.size) {
        old.quietSince = clock.instant();
      }
      var isQuiet = old.quietSince.plus(drain).isBefore(clock.instant());
      if (isQuiet || draining.size() > MOST_DRAINING) {
        var rest = old.file.rest().map(List::of).orElseGet(List::of);
        keep(old.file, rest, List.of(old.file.mark()));
        old.file.close();
        draining.remove(old);
      }
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

package kentongan.agent;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The files that one configured path stands for, each followed by a [LogTail]. New ones are found
/// while the agent runs; those that are gone are read to their end and forgotten.
final class LogFiles implements AutoCloseable {
  private static final int MOST_SEEN = 10_000;
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration GONE = Duration.ofMinutes(1);
  private static final Pattern DATE = Pattern.compile("[-._]?\\d{4}-?\\d{2}-?\\d{2}([-_]?\\d+)?");
  private static final List<String> PACKED =
      List.of(".gz", ".xz", ".bz2", ".zst", ".lz4", ".zip", ".swp", ".tmp");

  private final AgentConfig.Log log;
  private final ZoneId zone;
  private final Duration drain;
  private final Spool spool;
  private final InstantSource clock;
  private final LogCounts counts;
  private final Map<Path, LogTail> tails = new LinkedHashMap<>();
  private final Map<Path, Instant> goneSince = new LinkedHashMap<>();
  private final Set<Path> retired = new LinkedHashSet<>();
  private final Map<Path, String> faults = new LinkedHashMap<>();
  private Instant next = Instant.MIN;
  private boolean isOver;

  LogFiles(
      AgentConfig.Log log,
      ZoneId zone,
      Duration drain,
      Spool spool,
      InstantSource clock,
      LogCounts counts) {
    this.log = log;
    this.zone = zone;
    this.drain = drain;
    this.spool = spool;
    this.clock = clock;
    this.counts = counts;
  }

  /// Reads what there is, within a turn's bounds. One file's fault does not hold up the others.
  ///
  /// @return whether there is more at once
  boolean poll() {
    var now = clock.instant();
    if (!now.isBefore(next)) {
      look(now);
      next = now.plus(LOOK);
    }
    var more = false;
    for (var each : tails.entrySet()) {
      try {
        more |= each.getValue().poll();
        faults.remove(each.getKey());
      } catch (IOException | RuntimeException e) {
        faults.put(each.getKey(), String.valueOf(e.getMessage()));
      }
    }
    return more;
  }

  /// What is wrong now, by file, in words for people.
  Map<Path, String> faults() {
    return Map.copyOf(faults);
  }

  int size() {
    return tails.size();
  }

  @Override
  public void close() {
    tails.values().forEach(LogTail::close);
  }

  private void look(Instant now) {
    if (!isGlob(log.path().toString())) {
      follow(log.path());
      return;
    }
    var found = found();
    if (tails.isEmpty()) {
      // Files that we were reading, whose names may be gone since.
      spool.markedPaths().stream()
          .map(Path::of)
          .filter(path -> matches(path))
          .limit(log.reading().mostFiles())
          .forEach(this::follow);
    }
    for (var path : found) {
      if (tails.size() >= log.reading().mostFiles() && !tails.containsKey(path)) {
        isOver = true;
        break;
      }
      follow(path);
    }
    forgetGone(now);
    if (isOver) {
      faults.put(
          log.path(),
          "lebih dari %d berkas; sisanya tidak dibaca (files: N)"
              .formatted(log.reading().mostFiles()));
      isOver = false;
    } else {
      faults.remove(log.path());
    }
  }

  private boolean matches(Path path) {
    return path.getFileSystem().getPathMatcher("glob:" + log.path()).matches(path);
  }

  private void follow(Path path) {
    tails.computeIfAbsent(
        path,
        p ->
            new LogTail(
                new AgentConfig.Log(p, log.kind(), log.asset(), log.reading()),
                zone,
                drain,
                spool,
                clock,
                counts));
  }

  private void forgetGone(Instant now) {
    for (var path : List.copyOf(tails.keySet())) {
      var tail = tails.get(path);
      if (tail == null || !tail.isIdle()) {
        goneSince.remove(path);
        continue;
      }
      if (now.isBefore(goneSince.computeIfAbsent(path, _ -> now).plus(GONE))) {
        continue;
      }
      try {
        tail.retire();
        tails.remove(path);
        if (retired.size() < MOST_SEEN) {
          retired.add(path);
        }
        goneSince.remove(path);
        faults.remove(path);
      } catch (IOException | SpoolFailure e) {
        faults.put(path, String.valueOf(e.getMessage()));
      }
    }
  }

  /// The files that the path stands for; not those that rotation made of another of them.
  private List<Path> found() {
    var root = log.path().getRoot();
    var at = List.of(root == null ? Path.of("") : root);
    try {
      for (var part : log.path()) {
        at = below(at, part.toString());
      }
    } catch (IOException | DirectoryIteratorException e) {
      faults.put(log.path(), String.valueOf(e.getMessage()));
    }
    var files = new TreeSet<Path>();
    for (var path : at) {
      var name = String.valueOf(path.getFileName());
      if (PACKED.stream().noneMatch(name::endsWith) && Files.isRegularFile(path)) {
        files.add(path);
      }
    }
    return files.stream().filter(path -> !isRotated(path, files)).toList();
  }

  /// Whether a file's name is another file's with rotation's addition at its end
  /// (`app.log-20261121`), or within (`app-20261121.log`).
  private boolean isRotated(Path path, TreeSet<Path> files) {
    var name = path.toString();
    for (var i = name.length() - 1; i > 0 && name.charAt(i) != '/'; i--) {
      if ((name.charAt(i) == '.' || name.charAt(i) == '-')
          && isKnown(Path.of(name.substring(0, i)), files)) {
        return true;
      }
    }
    var undated = DATE.matcher(String.valueOf(path.getFileName())).replaceFirst("");
    var other = path.resolveSibling(undated.isEmpty() ? name : undated);
    return !other.equals(path) && isKnown(other, files);
  }

  private boolean isKnown(Path path, TreeSet<Path> files) {
    return files.contains(path) || tails.containsKey(path) || retired.contains(path);
  }

  private static List<Path> below(List<Path> directories, String part) throws IOException {
    var found = new ArrayList<Path>();
    for (var directory : directories) {
      if (!isGlob(part)) {
        found.add(directory.resolve(part));
        continue;
      }
      if (!Files.isDirectory(directory)) {
        continue;
      }
      try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory, part)) {
        for (var path : paths) {
          if (found.size() >= MOST_SEEN) {
            return found;
          }
          found.add(path);
        }
      }
    }
    return found;
  }

  private static boolean isGlob(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
  }
}

package kentongan.store.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The days that are written to at present: a few, since each has a buffer, and late events may be
/// of any day. The archive's thread only.
final class DayWriters {
  private static final int MOST = 4;

  private final Path root;

  /// The least recently used first.
  private final LinkedHashMap<LocalDate, DayIndex> open = new LinkedHashMap<>(8, 0.75f, true);

  private final Set<LocalDate> retired = new HashSet<>();
  private @Nullable LocalDate latest;
  private @Nullable DayIndex latestIndex;

  DayWriters(Path root) {
    this.root = root;
  }

  /// The day that a directory below the root holds.
  static Optional<LocalDate> day(Path directory) {
    try {
      return Optional.of(LocalDate.parse(directory.getFileName().toString()));
    } catch (DateTimeParseException other) {
      return Optional.empty();
    }
  }

  /// The index to write this day's events to. Another day's may be committed and closed for it.
  DayIndex of(LocalDate day) throws IOException {
    if (latestIndex != null && day.equals(latest)) {
      return latestIndex;
    }
    var index = open.get(day);
    if (index == null) {
      if (open.size() >= MOST) {
        retire();
      }
      index = new DayIndex(root.resolve(day.toString()));
      open.put(day, index);
    }
    latest = day;
    latestIndex = index;
    return index;
  }

  private void retire() throws IOException {
    var eldest = open.pollFirstEntry();
    try (var index = eldest.getValue()) {
      index.commit();
      retired.add(eldest.getKey());
    }
  }

  /// Makes all of it durable.
  ///
  /// @return the days that have something new since the last time
  Set<LocalDate> commit() throws IOException {
    var changed = new HashSet<>(retired);
    for (var entry : open.entrySet()) {
      if (entry.getValue().commit()) {
        changed.add(entry.getKey());
      }
    }
    retired.clear();
    return changed;
  }

  /// Closes one day without a commit.
  void close(LocalDate day) throws IOException {
    latestIndex = null;
    retired.remove(day);
    var index = open.remove(day);
    if (index != null) {
      index.close();
    }
  }

  /// Closes all without a commit, as well as it can be done.
  void giveUp() {
    latestIndex = null;
    for (var index : open.values()) {
      try {
        index.close();
      } catch (IOException | RuntimeException ignored) {
        // What it held is given up in any case; the last commit is on disk.
      }
    }
    open.clear();
  }
}

package kentongan.store.lucene;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import kentongan.event.Event;
import kentongan.event.EventArchive;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;

/// The archive in Lucene: a directory a day below one directory.
///
/// All that opens, writes or deletes files runs on one thread of its own that nobody outside can
/// interrupt: Lucene writes through channels, and an interrupted channel closes itself. Searches
/// run on the caller's thread over mapped files, which an interrupt does not touch.
public final class LuceneArchive implements EventArchive {
  /// Names of leaves that get a field of their own, in one run of the program.
  private static final int MAX_FIELDS = 1000;

  private final Path root;
  private final ConcurrentSkipListSet<LocalDate> days = new ConcurrentSkipListSet<>();
  private final DayReaders readers = new DayReaders();
  private final DayWriters writers;
  private final EventDocuments documents;
  private final Counter poisoned;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("archive").daemon().factory());
  private volatile long committed;

  private LuceneArchive(Path root, MeterRegistry registry) {
    this.root = root;
    this.writers = new DayWriters(root);
    var overflowed =
        Counter.builder("kentongan.archive.overflow")
            .description("values found by their words only, since their field was one too many")
            .register(registry);
    this.documents = new EventDocuments(MAX_FIELDS, overflowed::increment);
    this.poisoned =
        Counter.builder("kentongan.archive.poisoned")
            .description(
                "events kept and found by id and time only, since they could not be indexed")
            .register(registry);
  }

  /// Opens the archive in a directory; makes it when it is missing.
  public static LuceneArchive open(Path root, MeterRegistry registry) {
    try {
      Files.createDirectories(root);
      var archive = new LuceneArchive(root, registry);
      archive.committed = Position.read(root);
      try (var entries = Files.list(root)) {
        entries.forEach(entry -> DayWriters.day(entry).ifPresent(archive.days::add));
      }
      return archive;
    } catch (IOException | UncheckedIOException broken) {
      throw new ArchiveFailure("archive %s not opened: %s".formatted(root, broken), broken);
    }
  }

  @Override
  public void index(List<Event> events) {
    writing(() -> {
      for (var event : events) {
        var made = documents.make(event);
        var day = LocalDate.ofInstant(made.time(), ZoneOffset.UTC);
        days.add(day);
        index(writers.of(day), made);
      }
      return true;
    });
  }

  private void index(DayIndex day, EventDocuments.Made made) throws IOException {
    try {
      day.index(made);
    } catch (IllegalArgumentException poison) {
      // Lucene refused this one document, as it was built by a stranger; the others are not to
      // wait.
      poisoned.increment();
      day.index(EventDocuments.bare(made));
    }
  }

  @Override
  public void commit(long position) {
    writing(() -> {
      for (var changed : writers.commit()) {
        refresh(changed);
      }
      if (position != committed) {
        Position.write(root, position);
        committed = position;
      }
      return true;
    });
  }

  @Override
  public long committed() {
    return committed;
  }

  @Override
  public Found search(Query query) {
    return DaySearch.of(query).newest(this::over);
  }

  @Override
  public List<Bar> histogram(Query query, Duration bucket) {
    return DaySearch.of(query).histogram(this::over, bucket);
  }

  @Override
  public void expire(LocalDate day) {
    writing(() -> {
      writers.close(day);
      readers.put(day, null);
      days.remove(day);
      IOUtils.rm(root.resolve(day.toString()));
      return true;
    });
  }

  @Override
  public void close() {
    try {
      onThread(() -> {
        readers.close();
        writers.giveUp();
        return true;
      });
    } finally {
      thread.shutdown();
    }
  }

  /// The days of a time range, oldest first, to be searched; to be closed.
  private MultiReader over(Instant from, Instant to) throws IOException {
    var first = day(from);
    var last = day(to);
    var wanted =
        first.isAfter(last)
            ? List.<LocalDate>of()
            : new ArrayList<>(days.subSet(first, true, last, true));
    for (var day : wanted) {
      if (readers.get(day) == null) {
        onThread(() -> readers.get(day) != null || refresh(day));
      }
    }
    return readers.over(wanted);
  }

  /// Instants beyond what a date can say are as good as its ends.
  private static LocalDate day(Instant instant) {
    var least = Instant.parse("0000-01-01T00:00:00Z");
    var most = Instant.parse("9999-12-31T00:00:00Z");
    var within = instant.isBefore(least) ? least : instant.isAfter(most) ? most : instant;
    return LocalDate.ofInstant(within, ZoneOffset.UTC);
  }

  /// Lets searches see what is committed of a day.
  private boolean refresh(LocalDate day) throws IOException {
    var known = readers.get(day);
    if (known != null) {
      var fresh = DirectoryReader.openIfChanged(known);
      if (fresh != null) {
        readers.put(day, fresh);
      }
      return true;
    }
    var path = root.resolve(day.toString());
    if (Files.isDirectory(path)) {
      var directory = FSDirectory.open(path);
      // A day that has been begun and not committed has nothing to be found yet.
      if (DirectoryReader.indexExists(directory)) {
        readers.put(day, DirectoryReader.open(directory));
      }
    }
    return true;
  }

  /// Runs work that writes. After a failure nothing that was not committed is kept, and the caller
  /// is told, so that they read again from there.
  private void writing(Callable<Boolean> work) {
    onThread(() -> {
      try {
        return work.call();
      } catch (Exception failed) {
        writers.giveUp();
        throw failed;
      }
    });
  }

  /// Runs work on the archive's thread and waits for its end, interrupted or not.
  private void onThread(Callable<Boolean> work) {
    try {
      CompletableFuture.supplyAsync(
              () -> {
                try {
                  return work.call();
                } catch (Exception failed) {
                  throw new CompletionException(failed);
                }
              },
              thread)
          .join();
    } catch (CompletionException failed) {
      var cause = failed.getCause() != null ? failed.getCause() : failed;
      throw new ArchiveFailure("archive %s: %s".formatted(root, cause), cause);
    } catch (RejectedExecutionException closed) {
      throw new ArchiveFailure("archive %s: closed".formatted(root), closed);
    }
  }
}

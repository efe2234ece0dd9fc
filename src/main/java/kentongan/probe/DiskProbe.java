package kentongan.probe;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Measures a file system, or the bytes below a directory against its quota.
final class DiskProbe {
  private static final int MOST_FILES = 2_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  Finding ask(DiskCheck check, Memory memory, Instant now) {
    var facts = new Facts();
    facts.text("file.path", check.path().toString());
    long used;
    long total;
    try {
      if (check.quota() > 0) {
        var walk = new Walk();
        Files.walkFileTree(check.path(), walk);
        used = walk.bytes;
        total = check.quota();
        facts.number("kentongan.check.disk.files", walk.files);
        facts.flag("kentongan.check.disk.is_whole", !walk.isCut);
      } else {
        var store = Files.getFileStore(check.path());
        total = store.getTotalSpace();
        used = total - store.getUsableSpace();
      }
    } catch (IOException e) {
      return facts.bad(Reason.MISSING, check.path() + ": cannot be measured: " + e.getMessage());
    }
    facts.flag("kentongan.check.disk.is_slot", check.quota() > 0);
    facts.number("kentongan.check.disk.used", used);
    facts.number("kentongan.check.disk.total", total);
    var share = total > 0 ? used / (double) total : 1.0;
    facts.number("kentongan.check.disk.share", share);
    return judged(check, facts, full(facts, memory, new Level(used, total), now), share);
  }

  private record Level(long used, long total) {}

  private static Optional<Duration> full(Facts facts, Memory memory, Level level, Instant now) {
    var before = memory.recall("trend").map(Trend::parse).orElse(new Trend(java.util.List.of()));
    var trend = before.with(now, level.used);
    if (trend.samples().size() != before.samples().size()
        || !trend.samples().equals(before.samples())) {
      memory.keep("trend", trend.toString());
    }
    var full = trend.reaches(level.total, level.used, now);
    full.ifPresent(at -> {
      facts.text("kentongan.check.disk.full_at", Probes.text(at));
      facts.number("kentongan.check.disk.full_days", Duration.between(now, at).toDays());
      facts.number("kentongan.check.disk.daily", (long) (trend.perSecond() * 86_400));
    });
    return full.map(at -> Duration.between(now, at));
  }

  private static Finding judged(
      DiskCheck check, Facts facts, Optional<Duration> full, double share) {
    var percent = Math.round(share * 100);
    if (share >= check.most()) {
      return facts.bad(
          Reason.LIMIT,
          "%d percent full (expected: below %d)"
              .formatted(percent, Math.round(check.most() * 100)));
    }
    if (full.isPresent() && full.get().compareTo(check.warn()) < 0) {
      return facts.bad(
          Reason.LIMIT,
          "%d percent full, whole in %d days at this pace".formatted(percent, full.get().toDays()));
    }
    return facts.good("%s terisi %d persen".formatted(check.path(), percent));
  }

  /// Sums the sizes of files without following links; what may not be read is passed over.
  private static final class Walk implements FileVisitor<Path> {
    private final long end = System.nanoTime() + PATIENCE.toNanos();
    private long bytes;
    private long files;
    private boolean isCut;

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      files++;
      bytes += attributes.isRegularFile() ? attributes.size() : 0;
      isCut = files >= MOST_FILES || System.nanoTime() - end > 0;
      return isCut ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (files == 0 && bytes == 0 && !Files.exists(file)) {
        throw e;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(
        Path directory, @org.jspecify.annotations.Nullable IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}

package kentongan.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Looks at the file that a job touches.
final class JobProbe {
  private static final int MOST_READ = 200;

  Finding ask(JobCheck check, Memory memory, Instant now) {
    var facts = new Facts();
    facts.text("kentongan.check.job.name", check.job());
    facts.text("file.path", check.file().toString());
    try {
      var last = last(check);
      // A job that never spoke is given its time from when we first asked for it.
      var since = last.orElseGet(() -> first(memory, now));
      last.ifPresent(at -> facts.text("kentongan.check.job.last", Probes.text(at)));
      var age = Duration.between(since, now);
      facts.number("kentongan.check.job.age_minutes", age.toMinutes());
      if (age.compareTo(check.within()) > 0) {
        return facts.bad(
            Reason.MISSING,
            "%s: no sign of life for %d minutes (expected: every %d)"
                .formatted(check.job(), age.toMinutes(), check.within().toMinutes()));
      }
      if (last.isPresent() && said(check).toLowerCase(Locale.ROOT).startsWith("failed")) {
        return facts.bad(Reason.STATUS, check.job() + ": the job says that it failed");
      }
      return facts.good(
          last.isPresent()
              ? "%s selesai %d menit lalu".formatted(check.job(), age.toMinutes())
              : "%s belum pernah melapor".formatted(check.job()));
    } catch (IOException e) {
      return facts.bad(Reason.MISSING, check.file() + ": cannot be read: " + e.getMessage());
    }
  }

  private static Optional<Instant> last(JobCheck check) throws IOException {
    try {
      return Optional.of(
          Files.getLastModifiedTime(check.file(), LinkOption.NOFOLLOW_LINKS).toInstant());
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private static Instant first(Memory memory, Instant now) {
    var first = memory.recall("first");
    if (first.isEmpty()) {
      memory.keep("first", now.toString());
    }
    return first.map(Instant::parse).orElse(now);
  }

  private static String said(JobCheck check) throws IOException {
    if (!Files.isRegularFile(check.file(), LinkOption.NOFOLLOW_LINKS)) {
      return ""; // a folder or a pipe is a sign by its time alone
    }
    try (var in = Files.newInputStream(check.file())) {
      return new String(in.readNBytes(MOST_READ), StandardCharsets.ISO_8859_1).strip();
    }
  }
}

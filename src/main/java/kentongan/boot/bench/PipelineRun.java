package kentongan.boot.bench;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import kentongan.detection.Detector;
import kentongan.detection.Inventory;
import kentongan.event.BatchBody;
import kentongan.event.EventArchive;
import kentongan.event.EventLog;
import kentongan.rule.MappingFile;
import kentongan.rule.RuleFiles;
import kentongan.store.lucene.LuceneArchive;

/// One run of `bench pipeline`: warm up, then the intake with detection beside it and the archive
/// behind, then the archive and its limit, one after the other.
///
/// @param lines what is sent
/// @param rules the folder of rules
/// @param events how many are sent in the measured part
public record PipelineRun(BenchLines lines, Path rules, int events) {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /// Does it all in a temporary directory.
  public void run() throws Exception {
    var directory = Files.createTempDirectory("kentongan-bench");
    try (var rig = new Rig(directory)) {
      say("lines: %s", lines.origin());
      var sync = Limits.syncMillis(directory);
      say("disk: 4 KB and sync, p50 %.2f ms, p99 %.2f ms", sync[0], sync[1]);
      figure("sync_p50_ms", sync[0]);
      intake(rig, "warm-up", Math.max(20_000, events / 3), 1, null);
      intake(rig, "intake + log + detection", events, 2, null);
      try (var archive =
          LuceneArchive.open(directory.resolve("beside"), new SimpleMeterRegistry())) {
        intake(rig, "the same, archive beside", events / 2, 3, archive);
      }
      archive(rig, directory);
    } finally {
      delete(directory);
    }
  }

  /// Sends, detects, and archives when there is an archive; until detection has caught up.
  private void intake(
      Rig rig,
      String name,
      int count,
      int epoch,
      @org.jspecify.annotations.Nullable EventArchive archive)
      throws Exception {
    var from = Instant.now();
    var batches = rig.batches(lines, count, epoch, from.minusSeconds(90));
    var sent = batches.stream().mapToLong(own -> own.size() * (long) Rig.BATCH).sum();
    var start = rig.log().end();
    var end = start + sent / Rig.BATCH;
    var began = System.nanoTime();
    var cpu = SYSTEM.getProcessCpuTime();
    var detection =
        CompletableFuture.supplyAsync(() -> detect(rig.log(), start, end), Rigs::thread);
    var stop = new AtomicBoolean();
    var archived = new AtomicLong();
    var archiving =
        archive == null
            ? CompletableFuture.completedFuture(null)
            : CompletableFuture.runAsync(
                () -> keep(rig.log(), archive, start, end, stop, archived), Rigs::thread);
    var took = rig.send(batches);
    var answered = seconds(began);
    var found = detection.get();
    var detected = seconds(began);
    var cpuSeconds = (SYSTEM.getProcessCpuTime() - cpu) / 1e9;
    var kept = archived.get();
    stop.set(true);
    archiving.get();
    if (name.equals("warm-up")) {
      return;
    }
    say(
        "%s: %,d events answered at %,.0f/s, detected at %,.0f/s (aim 60,000), %,.0f/CPU-s, %d"
            + " matches",
        name, sent, sent / answered, sent / detected, sent / cpuSeconds, found);
    say(
        "  durable answer p50 %.1f ms, p99 %.1f ms (batches of %d, 8 agents at once)",
        took.get(took.size() / 2) / 1e6, took.get(took.size() * 99 / 100) / 1e6, Rig.BATCH);
    var key = archive == null ? "" : "archive_beside_";
    figure(key + "durable_and_detected_per_s", sent / detected);
    figure(key + "durable_answer_p50_ms", took.get(took.size() / 2) / 1e6);
    figure(key + "durable_answer_p99_ms", took.get(took.size() * 99 / 100) / 1e6);
    if (archive != null) {
      say(
          "  archived meanwhile: %,d events at %,.0f/s; nobody waited for it",
          kept, kept / detected);
    }
  }

  private long detect(EventLog log, long start, long end) {
    var detector =
        new Detector(
            RuleFiles.read(List.of(rules)).rules(),
            MappingFile.read(rules.resolve("mappings").resolve("ecs.yaml")),
            Inventory.EMPTY,
            Detector.Policy.DEFAULT,
            "");
    var found = 0L;
    for (var at = start; at < end; at = await(log, at)) {
      for (var stored : log.read(at, 16)) {
        at = stored.position();
        for (var event : BatchBody.events(stored)) {
          found += detector.on(event, at).size();
        }
      }
    }
    return found;
  }

  private static void keep(
      EventLog log,
      EventArchive archive,
      long start,
      long end,
      AtomicBoolean stop,
      AtomicLong archived) {
    var committedAt = System.nanoTime();
    var at = start;
    while (at < end && !stop.get()) {
      for (var stored : log.read(at, 4)) {
        at = stored.position();
        archive.index(BatchBody.events(stored));
        archived.addAndGet(stored.batch().size());
      }
      if (System.nanoTime() - committedAt > 1_000_000_000L) {
        archive.commit(at);
        committedAt = System.nanoTime();
      }
      at = await(log, at);
    }
    archive.commit(at);
  }

  private static long await(EventLog log, long at) {
    try {
      log.awaitBeyond(at, Duration.ofMillis(200));
      return at;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /// The archive alone, and its limit, on the events that are in the log.
  private void archive(Rig rig, Path directory) throws IOException {
    var some = BenchLines.events(rig.log(), 60_000);
    // The first is for warming up.
    Limits.parse(some.subList(0, 20_000), Duration.ofMillis(1500));
    var parse = Limits.parse(some.subList(0, 20_000), Duration.ofMillis(1500));
    Limits.lucene(some, directory.resolve("bare-warm"));
    var bare = Limits.lucene(some, directory.resolve("bare-1"));
    var end = (long) some.size() / Rig.BATCH;
    var ours = 0.0;
    for (var round = 0; round < 2; round++) {
      try (var archive =
          LuceneArchive.open(directory.resolve("alone-" + round), new SimpleMeterRegistry())) {
        var began = System.nanoTime();
        keep(rig.log(), archive, 0, end, new AtomicBoolean(), new AtomicLong());
        ours = Math.max(ours, some.size() / seconds(began));
      }
    }
    bare = Math.max(bare, Limits.lucene(some, directory.resolve("bare-2")));
    say("limit: names and values parsed at %,.0f/s on one core", parse);
    say(
        "archive: %,.0f/s from the log, a commit a second; a bare Lucene loop: %,.0f/s; %.0f %%"
            + " (aim 80 %%)",
        ours, bare, 100 * ours / bare);
    figure("parse_limit_per_s", parse);
    figure("archive_per_s", ours);
    figure("bare_lucene_per_s", bare);
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private static void say(String form, Object... values) {
    System.err.println(form.formatted(values));
  }

  private static void figure(String name, double value) {
    System.out.println(
        "{\"bench\":\"pipeline\",\"figure\":\"%s\",\"value\":%s}"
            .formatted(name, String.format(Locale.ROOT, "%.2f", value)));
  }

  private static void delete(Path directory) throws IOException {
    try (var paths = Files.walk(directory)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /// A thread for each reader of the log, as in the collector.
  private static final class Rigs {
    static void thread(Runnable work) {
      Thread.ofPlatform().daemon().start(work);
    }
  }
}

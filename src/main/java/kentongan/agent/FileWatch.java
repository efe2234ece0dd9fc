package kentongan.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Scans the web roots, each at its time, on one thread, and hands what changed to the spool
/// exactly once: the number of the last event handed over is kept in the transaction that keeps the
/// event.
final class FileWatch {
  private static final String PLACE = "files:";
  private static final int AT_ONCE = 100;

  private final List<WebRoot> roots;
  private final Path file;
  private final Spool spool;
  private final InstantSource clock;
  private final String host;
  private final Consumer<String> say;
  private final Map<String, String> said = new HashMap<>();

  FileWatch(
      List<WebRoot> roots,
      Path file,
      Spool spool,
      InstantSource clock,
      String host,
      Consumer<String> say) {
    this.roots = roots;
    this.file = file;
    this.spool = spool;
    this.clock = clock;
    this.host = host;
    this.say = say;
  }

  /// Scans until the end.
  ///
  /// @param ended waits for a while and says whether the end has come
  void run(Predicate<Duration> ended) {
    try (var baseline = FileBaseline.open(file)) {
      deliver(baseline);
      var next = new HashMap<WebRoot, Long>();
      do {
        for (var root : roots) {
          var due = next.get(root);
          if (due == null || System.nanoTime() - due >= 0) {
            once(root, baseline, ScanPace.usual(ended));
            next.put(root, System.nanoTime() + root.every().toNanos());
          }
        }
      } while (!ended.test(Duration.ofMillis(500)));
    } catch (ScanPace.Ended _) {
      // the scan begins anew when the agent does
    } catch (SQLException | IOException e) {
      say.accept(file + ": pembanding berkas tidak dapat dibuka: " + e.getMessage());
    }
  }

  /// One look at one root.
  void once(WebRoot root, FileBaseline baseline, ScanPace pace) {
    var name = root.path().toString();
    String fault;
    try {
      fault = new RootScan(root, baseline, pace, host, clock.instant()).run().orElse("");
      deliver(baseline);
    } catch (SQLException | SpoolFailure e) {
      fault = String.valueOf(e.getMessage());
    }
    var before = said.put(name, fault);
    if (!fault.equals(before == null ? "" : before)) {
      say.accept(name + ": " + (fault.isEmpty() ? "diperiksa lagi" : fault));
    }
  }

  /// Moves the events from the baseline into the spool.
  void deliver(FileBaseline baseline) throws SQLException {
    for (var mark : spool.marks(PLACE)) {
      if (mark.fileKey().equals(baseline.identity())) {
        baseline.sent(mark.offset());
      } else {
        spool.add(List.of(), List.of(), List.of(mark));
      }
    }
    for (var queued = baseline.queued(AT_ONCE);
        !queued.isEmpty();
        queued = baseline.queued(AT_ONCE)) {
      var last = queued.getLast().id();
      spool.add(
          queued.stream().map(FileBaseline.Queued::event).toList(),
          List.of(new TailMark(PLACE, baseline.identity(), 0, "", last)),
          List.of());
      baseline.sent(last);
    }
  }
}

package kentongan.boot;

import ch.qos.logback.classic.Level;
import java.nio.file.Path;
import java.util.List;
import kentongan.boot.bench.BenchLines;
import kentongan.boot.bench.PipelineRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `kentongan bench pipeline [--lines FILE.ndjson[.gz]] [--rules DIR] [--events N]`: real log lines
/// through intake, log, detection and archive, each figure beside its limit.
public final class PipelineBench {
  private static final String USAGE =
      "kentongan bench pipeline [--lines FILE.ndjson[.gz]] [--rules DIR] [--events N]";

  private PipelineBench() {}

  /// Runs it; takes less than a minute with the usual number of events.
  ///
  /// @return the exit status
  public static int run(List<String> args) {
    Path lines = null;
    var rules = Path.of("rules");
    var events = 240_000;
    for (var i = 0; i < args.size(); i += 2) {
      var value = i + 1 < args.size() ? args.get(i + 1) : "";
      switch (args.get(i)) {
        case "--lines" -> lines = Path.of(value);
        case "--rules" -> rules = Path.of(value);
        case "--events" -> events = number(value);
        default -> {
          System.err.println(USAGE);
          return 2;
        }
      }
    }
    if (events < 20_000) {
      System.err.println("--events: at least 20000 are needed for a figure");
      return 2;
    }
    // Nobody has set up logging here, and what is said of each request would be measured, too.
    if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)
        instanceof ch.qos.logback.classic.Logger root) {
      root.setLevel(Level.WARN);
    }
    try {
      new PipelineRun(BenchLines.read(lines), rules, events).run();
      return 0;
    } catch (Exception failed) {
      System.err.println("bench pipeline: " + failed);
      return 1;
    }
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,8}") ? Integer.parseInt(text) : 0;
  }
}

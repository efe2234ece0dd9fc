package kentongan.boot;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kentongan.event.EventLog.EventLogFailure;
import kentongan.pipeline.WorldId;
import kentongan.rule.RuleFiles;
import kentongan.rule.RuleSet;
import kentongan.store.sqlite.EventLogReading;
import kentongan.store.sqlite.InventoryReading;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `kentongan rules replay --last 7d`: what rules would have said of the events that a collector
/// has stored. Nothing is written, nobody is told, and a running collector is not disturbed.
@Command(name = "replay", description = "Rules over stored events, as a dry run.")
final class ReplayCommand implements Callable<Integer> {
  @Option(
      names = "--last",
      required = true,
      paramLabel = "7d",
      description = "How far back from the newest event: a number and s, m, h or d.")
  private String last = "";

  @Option(
      names = "--data",
      defaultValue = ".data",
      paramLabel = "DIR",
      description = "The collector's data folder, or one world's in it.")
  private Path data = Path.of(".data");

  @Option(
      names = "--rules",
      arity = "1..*",
      paramLabel = "PATH",
      description = "Rules and filters to try. Default: our own.")
  private List<Path> rules = new ArrayList<>();

  @Option(
      names = "--against",
      arity = "1..*",
      paramLabel = "PATH",
      description = "Rules and filters to compare with, as those in force.")
  private List<Path> against = new ArrayList<>();

  @Option(names = "--rule", paramLabel = "ID", description = "Only this one, by id, name or title.")
  private Optional<String> rule = Optional.empty();

  @Option(names = "--mapping", defaultValue = "ecs", paramLabel = "ecs|identity|FILE")
  private String mapping = "ecs";

  @Override
  public Integer call() {
    var span = span(last);
    if (span.isEmpty()) {
      System.err.printf("--last: '%s' (expected: as in 7d, 12h, 30m or 90s)%n", last);
      return 2;
    }
    if (!RulesCommand.areThere(rules) || !RulesCommand.areThere(against)) {
      return 1;
    }
    var world = Files.exists(data.resolve("log.db")) ? data : data.resolve(WorldId.LIVE.name());
    try (var log = EventLogReading.open(world)) {
      var names = RulesCommand.mapping(mapping, rules);
      var inventory = InventoryReading.of(world);
      var tried = new Tally(ruleSet(rules), names, inventory);
      var other =
          against.isEmpty()
              ? Optional.<Tally>empty()
              : Optional.of(new Tally(ruleSet(against), names, inventory));
      var out = new PrintStream(System.out, false);
      new ReplayRun(log, tried, other, out).over(span.get(), rule.isPresent());
      out.flush();
      return 0;
    } catch (EventLogFailure | IllegalArgumentException | IllegalStateException wrong) {
      System.err.println(ReasonText.clean(String.valueOf(wrong.getMessage())));
      return 1;
    }
  }

  private RuleSet ruleSet(List<Path> paths) {
    if (rule.isPresent()) {
      if (paths == rules) {
        return RuleChoice.of(rule.get(), paths).only();
      }
      // In the other set it may not be: that it is new is the answer then.
      return RuleChoice.find(rule.get(), paths).map(RuleChoice::only).orElse(RuleSet.NONE);
    }
    var folders = paths.isEmpty() ? RuleChoice.house() : paths;
    var reading = RuleFiles.read(folders);
    reading.faults().forEach(fault -> System.err.printf("%s; not in force%n", fault));
    reading.warnings().forEach(fault -> System.err.println(fault));
    return reading.rules();
  }

  private static Optional<Duration> span(String text) {
    if (!text.matches("[0-9]{1,6}[smhd]")) {
      return Optional.empty();
    }
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    return Optional.of(
            switch (text.charAt(text.length() - 1)) {
              case 's' -> Duration.ofSeconds(number);
              case 'm' -> Duration.ofMinutes(number);
              case 'h' -> Duration.ofHours(number);
              default -> Duration.ofDays(number);
            })
        .filter(Duration::isPositive);
  }
}

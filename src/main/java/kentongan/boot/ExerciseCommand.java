package kentongan.boot;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kentongan.boot.exercise.Rehearsal;
import kentongan.boot.exercise.Stages;
import kentongan.exercise.Fault;
import kentongan.exercise.Scenario;
import kentongan.exercise.ScenarioFile;
import kentongan.exercise.Scenarios;
import kentongan.exercise.ScoreLine;
import kentongan.exercise.Script;
import kentongan.exercise.ScriptFile;
import kentongan.exercise.Speed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `kentongan exercise list|script|check|run`: exercises without screens.
@Command(
    name = "exercise",
    description = "Exercises without screens: scenarios, and scripts that play the people.",
    subcommands = {
      ExerciseCommand.ListAll.class,
      ExerciseCommand.ExampleScript.class,
      ExerciseCommand.Check.class,
      ExerciseCommand.Run.class
    })
public final class ExerciseCommand implements Callable<Integer> {
  private static final long MOST_BYTES = 1L << 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }

  /// The scenarios, one line each.
  @Command(name = "list", description = "The scenarios, one line each.")
  static final class ListAll implements Callable<Integer> {
    @Override
    public Integer call() {
      var json = JsonMapper.shared();
      for (var scenario : Scenarios.shipped().all()) {
        var line = json.createObjectNode();
        line.put("scenario", scenario.id());
        line.put("title", scenario.title().id()).put("title_en", scenario.title().en());
        line.put("minutes", scenario.lasts().toMinutes());
        line.put("injects", scenario.injects().size());
        line.put("expectations", scenario.expectations().size());
        System.out.println(json.writeValueAsString(line));
      }
      return 0;
    }
  }

  /// A script to begin with.
  @Command(name = "script", description = "A script of good work in a scenario, to begin with.")
  static final class ExampleScript implements Callable<Integer> {
    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Override
    public Integer call() {
      var script = Scenarios.exampleScript(name);
      if (script.isEmpty()) {
        unknown(name);
        return 1;
      }
      System.out.print(script.get());
      return 0;
    }
  }

  /// Scenario files, one line each.
  @Command(name = "check", description = "Reads scenario files; 1 when any is not sound.")
  static final class Check implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "PATH")
    private List<Path> paths = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
      var faulty = 0;
      for (var path : paths) {
        var faults =
            text(path) instanceof Text.Read(var text)
                ? faults(path, text)
                : List.of(
                    new Fault(path.toString(), 0, "cannot be read (expected: YAML in UTF-8)"));
        var line = JsonMapper.shared().createObjectNode();
        line.put("file", path.toString()).put("ok", faults.isEmpty());
        if (!faults.isEmpty()) {
          faulty++;
          line.put("line", faults.getFirst().line());
          line.put("error", String.join("; ", faults.stream().map(Fault::toString).toList()));
        }
        System.out.println(JsonMapper.shared().writeValueAsString(line));
      }
      return faulty == 0 ? 0 : 1;
    }

    private static List<Fault> faults(Path path, String text) {
      return ScenarioFile.read(path.toString(), text)
              instanceof ScenarioFile.Reading.Faulty(var faults)
          ? faults
          : List.of();
    }
  }

  /// A scenario run to its end with a script; 1 when an expectation was missed.
  @Command(
      name = "run",
      description = "Runs a scenario with a script; one line an expectation, 1 when any is missed.")
  static final class Run implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "One of: kentongan exercise list.")
    private String name = "";

    @Option(
        names = "--script",
        required = true,
        paramLabel = "FILE",
        description = "What people do.")
    private Path script = Path.of("");

    @Option(names = "--speed", paramLabel = "N", description = "1 to 60 (default: 60).")
    private int speed = 60;

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "Data directory; the exercise's world is kept in its exercises (.data).")
    private Path data = Path.of(".data");

    @Override
    public Integer call() throws IOException {
      if (speed < 1 || speed > 60) {
        System.err.printf("--speed: %d (expected: 1 to 60)%n", speed);
        return 2;
      }
      var scenario = Scenarios.shipped().find(name);
      if (scenario.isEmpty()) {
        unknown(name);
        return 1;
      }
      return switch (text(script)) {
        case Text.Unreadable(var why) -> {
          System.err.printf("%s: %s%n", script, why);
          yield 1;
        }
        case Text.Read(var text) ->
            switch (ScriptFile.read(script.toString(), text, scenario.get())) {
              case ScriptFile.Reading.Faulty(var faults) -> {
                faults.forEach(System.err::println);
                yield 1;
              }
              case ScriptFile.Reading.Good(var read) -> run(scenario.get(), read);
            };
      };
    }

    private int run(Scenario scenario, Script script) throws IOException {
      LogsAside.put();
      var rules = HouseRules.folder();
      if (rules.isEmpty()) {
        System.err.println("rules: no such folder (expected: beside the launcher)");
        return 1;
      }
      var playbooks = rules.get().toAbsolutePath().resolveSibling("playbooks");
      var stage = Stages.headless(data.resolve("exercises"), rules.get(), playbooks);
      System.err.printf(
          "%s: %d minutes at ×%d%n",
          scenario.title().in("en"), scenario.lasts().toMinutes(), speed);
      var result =
          new Rehearsal(stage, Scenarios.shipped())
              .run(scenario, script, new Speed(speed), line -> System.err.println("  " + line));
      result.refused().forEach(line -> System.err.println("refused: " + line));
      result.never().forEach(line -> System.err.println("never possible: " + line));
      ScoreLine.write(result.score()).forEach(System.out::println);
      summary(scenario, result);
      return result.score().isPassed() ? 0 : 1;
    }

    private static void summary(Scenario scenario, Rehearsal.Result result) {
      var line = JsonMapper.shared().createObjectNode();
      line.put("scenario", scenario.id()).put("exercise", result.id().value());
      line.put("passed", result.score().passed()).put("failed", result.score().failed());
      line.put("of", result.score().results().size());
      line.put("lasted_s", result.exercise().passed().toSeconds());
      System.out.println(JsonMapper.shared().writeValueAsString(line));
    }
  }

  private static void unknown(String name) {
    System.err.printf(
        "scenario: '%s' (expected: one of %s)%n",
        name, Scenarios.shipped().all().stream().map(Scenario::id).toList());
  }

  private sealed interface Text {
    record Read(String text) implements Text {}

    record Unreadable(String why) implements Text {}
  }

  private static Text text(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return new Text.Unreadable("no such file (expected: YAML)");
    }
    if (Files.size(file) > MOST_BYTES) {
      return new Text.Unreadable(
          "%d bytes (expected: at most %d)".formatted(Files.size(file), MOST_BYTES));
    }
    try {
      return new Text.Read(Files.readString(file, StandardCharsets.UTF_8));
    } catch (CharacterCodingException _) {
      return new Text.Unreadable("bytes that are not UTF-8 (expected: YAML in UTF-8)");
    }
  }
}

package kentongan.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kentongan.rule.Fault;
import kentongan.rule.Mapping;
import kentongan.rule.MappingFile;
import kentongan.rule.RuleFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `kentongan rules check|match|test|explain|replay`: Sigma rules outside the running collector.
@Command(
    name = "rules",
    description = "Sigma rules: what is wrong with them, and what they match.",
    subcommands = {
      RulesCommand.Check.class,
      RulesCommand.Match.class,
      RulesCommand.Test.class,
      ExplainCommand.class,
      ReplayCommand.class
    })
public final class RulesCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }

  /// The mapping with this name: `ecs`, `identity`, or a file.
  ///
  /// @param beside folders of rules, asked first for their `mappings/ecs.yaml`
  /// @throws IllegalArgumentException when there is none, or it is broken
  static Mapping mapping(String name, List<Path> beside) {
    if (name.equals("identity")) {
      return Mapping.IDENTITY;
    }
    if (!name.equals("ecs")) {
      var file = Path.of(name);
      if (!Files.isRegularFile(file)) {
        throw new IllegalArgumentException(
            "--mapping: '%s' (expected: ecs, identity or a file)".formatted(name));
      }
      return MappingFile.read(file);
    }
    var file = HouseRules.mapping(beside);
    return MappingFile.read(
        file.orElseThrow(() ->
            new IllegalArgumentException(
                "--mapping: ecs, but no rules/mappings/ecs.yaml here (expected: a file)")));
  }

  /// The paths that are not there, each told of.
  static boolean areThere(List<Path> paths) {
    boolean areThere = true;
    for (var path : paths) {
      if (!Files.exists(path)) {
        System.err.printf("%s: no such file or folder (expected: rules)%n", path);
        areThere = false;
      }
    }
    return areThere;
  }

  /// One line a rule: sound, or what is wrong on which line.
  @Command(name = "check", description = "Reads rules; one line each, 1 when any is not sound.")
  static final class Check implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "PATH")
    private List<Path> paths = new ArrayList<>();

    @Override
    public Integer call() {
      if (!areThere(paths)) {
        return 1;
      }
      var reading = RuleFiles.read(paths);
      var out = new StringBuilder();
      for (var document : reading.documents()) {
        out.append(JSON.writeValueAsString(line(document))).append('\n');
      }
      System.out.print(out);
      System.out.flush();
      var documents = reading.documents();
      long faulty = documents.stream().filter(document -> !document.isSound()).count();
      System.err.printf(
          "%d rules, %d not sound%s%s%n",
          documents.size() - reading.filters().size(),
          faulty,
          reading.filters().isEmpty() ? "" : ", " + reading.filters().size() + " filters",
          reading.warnings().isEmpty() ? "" : ", " + reading.warnings().size() + " warnings");
      return faulty == 0 ? 0 : 1;
    }

    private static ObjectNode line(RuleFiles.Document document) {
      var line = JSON.createObjectNode();
      line.put("file", document.file().toString());
      line.put("id", document.id());
      line.put("title", document.title());
      line.put("ok", document.isSound());
      if (!document.isSound()) {
        line.put("line", document.faults().getFirst().line());
        line.put("error", text(document.faults()));
      } else if (!document.warnings().isEmpty()) {
        line.put("line", document.warnings().getFirst().line());
        line.put("warning", text(document.warnings()));
      }
      return line;
    }

    private static String text(List<Fault> faults) {
      var texts = new ArrayList<String>();
      for (var fault : faults) {
        boolean isFirst = texts.isEmpty();
        texts.add(isFirst ? fault.message() : "line " + fault.line() + ": " + fault.message());
      }
      return String.join("; ", texts);
    }
  }

  /// Events in, matches out.
  @Command(name = "match", description = "Matches events (NDJSON, also .gz) against rules.")
  static final class Match implements Callable<Integer> {
    @Option(
        names = "--rules",
        arity = "1..*",
        required = true,
        paramLabel = "PATH",
        description = "Rule files and folders.")
    private List<Path> rules = new ArrayList<>();

    @Parameters(arity = "0..*", paramLabel = "FILE")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--mapping", defaultValue = "ecs", paramLabel = "ecs|identity|FILE")
    private String mapping = "ecs";

    @Option(names = "--envelope", description = "Lines are {\"n\",\"logsource\",\"event\"}.")
    private boolean envelope;

    @Option(names = "--explain", description = "Also which items met which values.")
    private boolean explain;

    @Option(names = "--stats", description = "Counts and speed on standard error.")
    private boolean stats;

    @Option(names = "--threads", defaultValue = "1", paramLabel = "N")
    private int threads = 1;

    @Override
    public Integer call() throws Exception {
      sortOutFiles();
      if (!areThere(rules) || !areThere(files)) {
        return 1;
      }
      if (threads < 1 || threads > 256) {
        System.err.printf("--threads: %d (expected: 1 to 256)%n", threads);
        return 2;
      }
      var reading = RuleFiles.read(rules);
      for (var fault : reading.faults()) {
        System.err.printf("%s; not in force%n", fault);
      }
      Mapping map;
      try {
        map = mapping(mapping, rules);
      } catch (IllegalArgumentException broken) {
        System.err.println(broken.getMessage());
        return 1;
      }
      return new MatchRun(reading.rules(), map, envelope, explain, threads, stats).over(files);
    }

    /// `--rules a b events.ndjson`: what is neither a folder nor YAML is an event file.
    private void sortOutFiles() {
      var events = rules.stream().filter(path -> !isRules(path)).toList();
      rules = rules.stream().filter(Match::isRules).toList();
      var all = new ArrayList<>(events);
      all.addAll(files);
      files = all;
    }

    private static boolean isRules(Path path) {
      var name = path.toString();
      return name.endsWith(".yml")
          || name.endsWith(".yaml")
          || Files.isDirectory(path)
          || !Files.exists(path);
    }
  }

  /// The rules' own samples.
  @Command(name = "test", description = "Plays the samples that lie beside rules.")
  static final class Test implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "PATH")
    private List<Path> paths = new ArrayList<>();

    @Override
    public Integer call() {
      var folders = paths.isEmpty() ? HouseRules.folder().map(List::of).orElse(List.of()) : paths;
      if (folders.isEmpty()) {
        System.err.println("rules test: no rules here (expected: a folder of rules)");
        return 1;
      }
      if (!areThere(folders)) {
        return 1;
      }
      try {
        return new SampleRun(mapping("ecs", folders)).over(folders);
      } catch (IllegalArgumentException broken) {
        System.err.println(broken.getMessage());
        return 1;
      }
    }
  }
}

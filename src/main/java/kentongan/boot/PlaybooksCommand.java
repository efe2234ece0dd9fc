package kentongan.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import kentongan.playbook.Check;
import kentongan.playbook.Export;
import kentongan.playbook.Fault;
import kentongan.playbook.Language;
import kentongan.playbook.Playbook;
import kentongan.playbook.Playbooks;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `kentongan playbooks check|export`: playbooks outside the running collector.
@Command(
    name = "playbooks",
    description = "CACAO playbooks: what is wrong with them, and their JSON.",
    subcommands = {PlaybooksCommand.CheckFiles.class, PlaybooksCommand.ExportOne.class})
public final class PlaybooksCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }

  /// One line a playbook: sound, or what is wrong with which step.
  @Command(
      name = "check",
      description = "Checks playbooks; one line each, 1 when any is not sound.")
  static final class CheckFiles implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "PATH")
    private List<Path> paths = new ArrayList<>();

    @Override
    public Integer call() {
      for (var path : paths) {
        if (!Files.exists(path)) {
          System.err.printf("%s: no such file or folder (expected: playbooks)%n", path);
          return 1;
        }
      }
      try {
        var checks = Playbooks.check(paths);
        for (var check : checks) {
          System.out.println(JSON.writeValueAsString(line(check)));
        }
        var faulty = checks.stream().filter(check -> !check.isOk()).count();
        System.err.printf("%d playbooks, %d not sound%n", checks.size(), faulty);
        return faulty == 0 ? 0 : 1;
      } catch (IOException broken) {
        System.err.printf("%s%n", broken);
        return 1;
      }
    }

    private static ObjectNode line(Check check) {
      var line = JSON.createObjectNode();
      line.put("file", check.file());
      check.id().ifPresent(id -> line.put("id", id));
      check.title().ifPresent(title -> line.put("title", title));
      line.put("ok", check.isOk());
      line.put(
          "json_schema",
          check.has(Fault.Kind.SCHEMA) || check.has(Fault.Kind.TEXT) ? "invalid" : "valid");
      line.put("meaning", check.isOk() ? "valid" : "invalid");
      check.playbook().ifPresent(playbook -> line.put("steps", playbook.steps().size()));
      if (!check.isOk()) {
        check.faults().getFirst().line().ifPresent(number -> line.put("line", number));
        line.put(
            "error",
            check.faults().stream().map(Fault::what).limit(5).collect(Collectors.joining("; ")));
        var faults = line.putArray("faults");
        check.faults().forEach(fault -> faults.add(fault(fault)));
      }
      if (!check.warnings().isEmpty()) {
        var warnings = line.putArray("warnings");
        check.warnings().forEach(fault -> warnings.add(fault(fault)));
      }
      return line;
    }

    private static ObjectNode fault(Fault fault) {
      var node = JSON.createObjectNode();
      node.put("check", fault.kind().name().toLowerCase(Locale.ROOT));
      fault.line().ifPresent(line -> node.put("line", line));
      fault.step().ifPresent(step -> node.put("step", step));
      node.put("error", fault.what());
      return node;
    }
  }

  /// The CACAO JSON of one playbook.
  @Command(name = "export", description = "Writes a playbook as CACAO JSON.")
  static final class ExportOne implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "A name as in situs-diretas, or a file.")
    private String name = "";

    @Option(names = "--lang", paramLabel = "id|en", description = "Main text (default: id).")
    private Language language = Language.ID;

    @Option(names = "--pdf", description = "The printable booklet.")
    private boolean pdf;

    @Option(
        names = "--playbooks",
        paramLabel = "DIR",
        description = "Default: those that come with the product.")
    private Path directory = Library.folder("", "playbooks");

    @Override
    public Integer call() {
      if (pdf) {
        System.err.println("--pdf: not in this version (expected: without it, for CACAO JSON)");
        return 2;
      }
      try {
        var playbook = find();
        if (playbook == null) {
          return 1;
        }
        System.out.println(Export.json(playbook, language));
        return 0;
      } catch (IOException broken) {
        System.err.printf("%s%n", broken);
        return 1;
      }
    }

    private @Nullable Playbook find() throws IOException {
      var file = Path.of(name);
      if (Files.isRegularFile(file)) {
        var check = Playbooks.check(List.of(file)).getFirst();
        check.faults().forEach(fault -> System.err.printf("%s: %s%n", name, fault.what()));
        return check.playbook().orElse(null);
      }
      if (!Files.isDirectory(directory)) {
        System.err.printf("%s: no such folder (expected: playbooks)%n", directory);
        return null;
      }
      var library = Playbooks.load(directory);
      var found = library.find(name);
      if (found.isEmpty()) {
        System.err.printf(
            "%s: no such playbook (expected: a file, or one of %s)%n",
            name, library.all().stream().map(Playbook::name).collect(Collectors.joining(", ")));
      }
      return found.orElse(null);
    }
  }
}

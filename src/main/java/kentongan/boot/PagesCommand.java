package kentongan.boot;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import kentongan.agent.PageActs;
import kentongan.watch.Page;
import kentongan.watch.PageAct;
import kentongan.watch.PageComparison;
import kentongan.watch.PageVerdict;
import kentongan.watch.Persona;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `kentongan pages inspect PAGE.html [--baseline FILE] [--url URL] [--as crawler=FILE]…`, and what
/// goes with it.
@Command(
    name = "pages",
    description = "Web pages: whether they are still ours.",
    subcommands = {PagesCommand.Inspect.class, PagesCommand.Table.class, PagesCommand.Act.class})
public final class PagesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }

  /// Says of one page what it is: one JSON object on standard output.
  @Command(
      name = "inspect",
      description = "Compares a saved page with its baseline and with what others are shown.")
  static final class Inspect implements Callable<Integer> {
    private static final long MOST_BYTES = 64L << 20;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PAGE.html", description = "The page as an ordinary browser gets it.")
    private Path page = Path.of("");

    @Option(names = "--baseline", paramLabel = "FILE", description = "The approved page.")
    private @Nullable Path baseline;

    @Option(names = "--url", paramLabel = "URL", description = "Where the page is served from.")
    private @Nullable URI url;

    @Option(
        names = "--as",
        paramLabel = "crawler|phone|search=FILE",
        description = "The same page as another visitor gets it.")
    private Map<String, Path> as = new LinkedHashMap<>();

    @Option(names = "--lang", paramLabel = "id|en", description = "The language of the reasons.")
    private String lang = "id";

    @Override
    public Integer call() {
      var others = new EnumMap<Persona, Page>(Persona.class);
      try {
        for (var other : as.entrySet()) {
          var who = persona(other.getKey());
          if (who.isEmpty()) {
            System.err.printf("--as: '%s' (expected: crawler, phone or search)%n", other.getKey());
            return 2;
          }
          others.put(who.get(), read(other.getValue()));
        }
        var now = read(page);
        var before = baseline == null ? Optional.<Page>empty() : Optional.of(read(baseline));
        tell(PageComparison.of(now, before, others));
        return 0;
      } catch (IOException e) {
        System.err.println(e.getMessage());
        return 1;
      }
    }

    private Page read(Path file) throws IOException {
      if (!Files.isRegularFile(file)) {
        throw new IOException(file + ": no such file (expected: a saved page)");
      }
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException(
            "%s: %d bytes (expected: at most %d)".formatted(file, Files.size(file), MOST_BYTES));
      }
      return Page.of(Files.readAllBytes(file), Optional.ofNullable(url));
    }

    private static Optional<Persona> persona(String name) {
      try {
        return Optional.of(Persona.valueOf(name.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
    }

    private void tell(PageVerdict verdict) {
      var json = JsonMapper.shared().createObjectNode();
      json.put("verdict", verdict.verdict().token());
      json.put("score", verdict.score());
      json.put("changed", verdict.changed());
      var reasons = json.putArray("reasons");
      (lang.equals("en") ? verdict.reasonsInEnglish() : verdict.reasons()).forEach(reasons::add);
      spec.commandLine().getOut().println(JsonMapper.shared().writeValueAsString(json));
      spec.commandLine().getOut().flush();
    }
  }

  /// Judges folders of pages whose verdict is known.
  @Command(
      name = "table",
      description = "Precision and recall by technique, over folders of pages with known verdicts.")
  static final class Table implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", arity = "1..*", description = "With cases.csv or expected.csv.")
    private List<Path> folders = List.of();

    @Override
    public Integer call() {
      var table = new PagesTable();
      try {
        for (var folder : folders) {
          table.add(folder);
        }
      } catch (IOException e) {
        System.err.println(e.getMessage());
        return 1;
      }
      table.print(System.out);
      var wrong = table.results().stream().filter(r -> !r.isExact()).toList();
      wrong.forEach(r ->
          System.err.printf(
              "%s (%s): %s, expected %s: %s%n",
              r.what(), r.technique(), r.found().verdict(), r.expected(), r.found().reasons()));
      return wrong.isEmpty() ? 0 : 1;
    }
  }

  /// Writes down a decision about a page that an agent watches; the agent obeys at its next look.
  @Command(
      name = "act",
      description = "Approves a page anew, announces a change, or says that it was set right.")
  static final class Act implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "approve|plan|recovered", description = "What.")
    private String what = "";

    @Option(names = "--data", required = true, description = "The agent's directory.")
    private Path data = Path.of("");

    @Option(names = "--asset", required = true, description = "The page's asset, as in agent.yaml.")
    private String asset = "";

    @Option(names = "--url", required = true, description = "The page, as in agent.yaml.")
    private URI url = URI.create("");

    @Option(names = "--by", required = true, description = "Who decided.")
    private String by = "";

    @Option(names = "--reason", required = true, description = "Why.")
    private String reason = "";

    @Option(names = "--from", description = "For plan: its begin, as 2026-11-22T01:00:00Z.")
    private @Nullable Instant from;

    @Option(names = "--until", description = "For plan: its end; at most 7 days later.")
    private @Nullable Instant until;

    @Override
    public Integer call() {
      try {
        PageActs.write(data, asset, url, act());
        return 0;
      } catch (IllegalArgumentException | IOException e) {
        System.err.println(e.getMessage());
        return e instanceof IOException ? 1 : 2;
      }
    }

    private PageAct act() {
      var now = Instant.now();
      return switch (what) {
        case "approve" -> new PageAct.Approve(now, by, reason);
        case "recovered" -> new PageAct.Recovered(now, by, reason);
        case "plan" -> {
          if (until == null) {
            throw new IllegalArgumentException("--until: nothing (expected: an instant)");
          }
          yield new PageAct.Plan(now, from == null ? now : from, until, by, reason);
        }
        default ->
            throw new IllegalArgumentException(
                "pages act: '%s' (expected: approve, plan or recovered)".formatted(what));
      };
    }
  }
}

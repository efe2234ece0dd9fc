package kentongan.boot;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import kentongan.watch.Page;
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

/// `kentongan pages inspect PAGE.html [--baseline FILE] [--url URL] [--as crawler=FILE]…`.
@Command(
    name = "pages",
    description = "Web pages: whether they are still ours.",
    subcommands = PagesCommand.Inspect.class)
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
      verdict.reasons().forEach(reasons::add);
      spec.commandLine().getOut().println(JsonMapper.shared().writeValueAsString(json));
      spec.commandLine().getOut().flush();
    }
  }
}

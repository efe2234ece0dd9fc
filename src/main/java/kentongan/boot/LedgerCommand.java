package kentongan.boot;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import kentongan.ledger.Hashes;
import kentongan.ledger.Verification;
import kentongan.ledger.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `kentongan ledger verify FILE`: an exported ledger, checked with no server running.
@Command(
    name = "ledger",
    description = "The record of who did what.",
    subcommands = LedgerCommand.Verify.class)
public final class LedgerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }

  /// One line for the whole, after one line for each fault.
  @Command(
      name = "verify",
      description = "Finds edited, removed, reordered, added and cut-off entries.")
  static final class Verify implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long MOST_ANCHOR_BYTES = 4_096;

    @Parameters(paramLabel = "FILE")
    private Path file = Path.of("");

    @Option(
        names = "--key",
        paramLabel = "HEX",
        description = "The public key that ought to have signed; known from elsewhere.")
    private Optional<String> key = Optional.empty();

    @Option(
        names = "--anchor",
        paramLabel = "FILE",
        description = "A signed head that was kept elsewhere.")
    private Optional<Path> anchor = Optional.empty();

    @Override
    public Integer call() {
      if (key.isPresent() && !Hashes.isSha256(key.get())) {
        System.err.println("--key: not a key (expected: 64 lower-case hexadecimal digits)");
        return 2;
      }
      try {
        if (!Files.isRegularFile(file)) {
          System.err.printf("%s: no such file (expected: an exported ledger)%n", file);
          return 1;
        }
        var anchorLine = anchorLine();
        try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
          return tell(Verifier.verify(in, key, anchorLine));
        }
      } catch (CharacterCodingException notUtf8) {
        System.err.printf("%s: bytes that are not UTF-8: not what was written%n", file);
        return 1;
      } catch (IOException broken) {
        System.err.printf("%s%n", broken);
        return 1;
      }
    }

    private Optional<String> anchorLine() throws IOException {
      if (anchor.isEmpty()) {
        return Optional.empty();
      }
      var path = anchor.get();
      if (!Files.isRegularFile(path) || Files.size(path) > MOST_ANCHOR_BYTES) {
        throw new IOException(
            "%s: no anchor (expected: a file with one signed head)".formatted(path));
      }
      return Optional.of(Files.readString(path, StandardCharsets.UTF_8));
    }

    private int tell(Verification found) {
      for (var fault : found.faults()) {
        var line = JSON.createObjectNode();
        line.put("line", fault.line());
        line.put("fault", fault.kind().name().toLowerCase(Locale.ROOT));
        line.put("what", fault.what());
        System.out.println(JSON.writeValueAsString(line));
      }
      var whole = JSON.createObjectNode();
      whole.put("file", file.toString());
      whole.put("ok", found.isSound());
      whole.put("entries", found.entries());
      whole.put("faults", found.faults().size());
      System.out.println(JSON.writeValueAsString(whole));
      System.err.printf(
          "%s: %d entries, %s%n",
          file,
          found.entries(),
          found.isSound() ? "nothing was changed" : found.faults().size() + " faults");
      return found.isSound() ? 0 : 1;
    }
  }
}

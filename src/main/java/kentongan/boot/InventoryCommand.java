package kentongan.boot;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import kentongan.asset.Asset;
import kentongan.asset.Inventory;
import kentongan.asset.Inventory.Reading;
import kentongan.office.Offices;
import kentongan.store.sqlite.SqliteAssets;
import kentongan.store.sqlite.SqliteDesk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `kentongan inventory import FILE.csv [--dry-run] [--data DIR]`.
@Command(
    name = "inventory",
    description = "Offices' websites and applications.",
    subcommands = InventoryCommand.Import.class)
public final class InventoryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }

  /// Reads a CSV and stores it whole, or names every faulty row and stores nothing.
  @Command(name = "import", description = "Adds and changes assets from a CSV; removes none.")
  static final class Import implements Callable<Integer> {
    private static final long MOST_BYTES = 16L << 20;

    @Parameters(paramLabel = "FILE.csv")
    private Path file = Path.of("");

    @Option(names = "--dry-run", description = "Show the difference, store nothing.")
    private boolean dryRun;

    @Option(names = "--data", paramLabel = "DIR", description = "Data directory (default: .data).")
    private Path data = Path.of(".data");

    @Override
    public Integer call() throws IOException {
      if (!Files.isRegularFile(file)) {
        System.err.printf("%s: no such file (expected: a CSV)%n", file);
        return 1;
      }
      if (Files.size(file) > MOST_BYTES) {
        System.err.printf(
            "%s: %d bytes (expected: at most %d)%n", file, Files.size(file), MOST_BYTES);
        return 1;
      }
      try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        return switch (Inventory.read(reader, Offices.shipped())) {
          case Reading.Faulty(var faults) -> refuse(faults);
          case Reading.Good(var assets) -> store(assets);
        };
      } catch (CharacterCodingException notUtf8) {
        System.err.printf("%s: bytes that are not UTF-8 (expected: a CSV in UTF-8)%n", file);
        return 1;
      }
    }

    private int refuse(List<Inventory.Fault> faults) {
      for (var fault : faults) {
        var field = fault.field().isEmpty() ? "" : fault.field() + ": ";
        System.err.printf("%s:%d: %s%s%n", file, fault.line(), field, fault.what());
      }
      System.err.printf("%s: %d faults; nothing was imported%n", file, faults.size());
      return 1;
    }

    private int store(List<Asset> assets) {
      try (var desk = SqliteDesk.open(data.resolve("live"))) {
        var present = new SqliteAssets(desk);
        var difference = Inventory.difference(present.all(), assets);
        tell("added", difference.added());
        tell("changed", difference.changed());
        System.err.printf(
            "%s: %d added, %d changed, %d the same%s%n",
            file,
            difference.added().size(),
            difference.changed().size(),
            difference.same().size(),
            dryRun ? "; nothing was stored (--dry-run)" : "");
        if (!dryRun) {
          present.save(assets);
        }
        return 0;
      }
    }

    private static void tell(String change, List<Asset> assets) {
      var json = JsonMapper.shared();
      for (var asset : assets) {
        var line = json.createObjectNode();
        line.put("change", change);
        line.put("id", asset.id().name());
        line.put("name", asset.name());
        line.put("office", asset.office().code());
        System.out.println(json.writeValueAsString(line));
      }
    }
  }
}

package kentongan.boot;

import java.util.List;
import kentongan.boot.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// All commands by name.
public final class CommandLineOf {
  private CommandLineOf() {}

  /// Runs the named command.
  ///
  /// @return 0 fine, 1 a fault in what was given, 2 wrong usage
  public static int run(List<String> args) {
    return new CommandLine(new Root())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(args.toArray(String[]::new));
  }

  /// What is told when no command is named.
  @Command(
      name = "kentongan",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = "Watches, decides, guides, coordinates and rehearses.",
      subcommands = {
        CollectorCommand.class,
        RulesCommand.class,
        PagesCommand.class,
        ExerciseCommand.class,
        PlaybooksCommand.class,
        LedgerCommand.class,
        BenchCommand.class,
        InventoryCommand.class,
        EnrolCommand.class,
        DemoCommand.class
      })
  static final class Root implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "command: none (expected: one of these)");
    }
  }

  /// The version in the jar's manifest.
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      var version = CommandLineOf.class.getPackage().getImplementationVersion();
      return new String[] {"kentongan " + (version == null ? "(from classes)" : version)};
    }
  }
}

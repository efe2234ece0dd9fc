package kentongan;

import java.util.Arrays;
import java.util.List;
import kentongan.boot.AgentCommand;
import kentongan.boot.CommandLineOf;

/// The main class: hands the command line to the command that was named.
///
/// Exit status: 0 fine, 1 a fault in what was given, 2 wrong usage.
public final class Kentongan {
  private Kentongan() {}

  /// Runs one command and ends with its exit status.
  public static void main(String[] args) {
    // The agent stays small: it loads no command-line library.
    var isAgent = args.length > 0 && args[0].equals("agent");
    System.exit(
        isAgent
            ? AgentCommand.run(Arrays.copyOfRange(args, 1, args.length))
            : CommandLineOf.run(List.of(args)));
  }
}

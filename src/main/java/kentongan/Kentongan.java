package kentongan;

import java.util.List;
import kentongan.boot.CommandLineOf;

/// The main class: hands the command line to the command that was named.
///
/// Exit status: 0 fine, 1 a fault in what was given, 2 wrong usage.
public final class Kentongan {
  private Kentongan() {}

  /// Runs one command and ends with its exit status.
  public static void main(String[] args) {
    System.exit(CommandLineOf.run(List.of(args)));
  }
}

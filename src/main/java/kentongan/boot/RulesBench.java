package kentongan.boot;

import java.nio.file.Path;
import java.util.List;
import kentongan.boot.bench.RulesData;
import kentongan.boot.bench.RulesRun;

/// `kentongan bench rules [--data DIR] [--rounds N] [--vary] [--seconds N]`: public rules over real
/// events, each cell beside what reading alone costs. See `docs/reference/bench-rules.md`.
final class RulesBench {
  private static final String USAGE =
      "kentongan bench rules [--data DIR] [--rounds N] [--vary] [--seconds N]";

  private RulesBench() {}

  /// Runs it; takes less than four minutes as it is.
  ///
  /// @return the exit status: 1 when a cell is void
  static int run(List<String> args) {
    var data = Path.of("../shared/data/sigma");
    int rounds = 1;
    boolean varied = false;
    int seconds = 2;
    for (int i = 0; i < args.size(); i++) {
      var value = i + 1 < args.size() ? args.get(i + 1) : "";
      switch (args.get(i)) {
        case "--vary" -> varied = true;
        case "--data" -> data = Path.of(value);
        case "--rounds" -> rounds = number(value);
        case "--seconds" -> seconds = number(value);
        default -> {
          System.err.println(USAGE);
          return 2;
        }
      }
      i += args.get(i).equals("--vary") ? 0 : 1;
    }
    if (rounds < 1 || seconds < 1) {
      System.err.println("--rounds and --seconds: a number from 1 to 9999\n" + USAGE);
      return 2;
    }
    var house = HouseRules.folder();
    if (house.isEmpty()) {
      System.err.println("bench rules: no rules/mappings/ecs.yaml here (expected: the house's)");
      return 1;
    }
    try {
      return new RulesRun(RulesData.of(data, house.get()), rounds, varied, seconds).run() ? 0 : 1;
    } catch (Exception failed) {
      System.err.println("bench rules: " + failed);
      return 1;
    }
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
  }
}

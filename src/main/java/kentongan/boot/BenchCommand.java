package kentongan.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/// `kentongan bench NAME`: a figure, beside the limit it is measured against, in one run.
@Command(
    name = "bench",
    description = "Figures beside their limits: pipeline, agent, rules, correlation.")
final class BenchCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "pipeline, agent, rules or correlation.")
  private String name = "";

  /// What that benchmark takes; it reads its own options.
  @Unmatched private List<String> rest = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    return switch (name) {
      case "pipeline" -> PipelineBench.run(rest);
      case "agent" -> AgentBench.run(rest);
      case "rules" -> RulesBench.run(rest);
      case "correlation" -> CorrelationBench.run();
      default -> {
        System.err.printf("bench: '%s' (expected: pipeline, agent, rules or correlation)%n", name);
        yield 2;
      }
    };
  }
}

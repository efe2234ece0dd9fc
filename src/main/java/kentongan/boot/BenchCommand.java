package kentongan.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `kentongan bench NAME`: a figure, beside the limit it is measured against, in one run.
@Command(name = "bench", description = "Figures beside their limits: pipeline, agent.")
final class BenchCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "NAME", description = "pipeline or agent.")
  private String name = "";

  @Parameters(index = "1..*", paramLabel = "ARG", description = "What that benchmark takes.")
  private List<String> rest = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    return switch (name) {
      case "pipeline" -> PipelineBench.run(rest);
      case "agent" -> AgentBench.run(rest);
      default -> {
        System.err.printf("bench: '%s' (expected: pipeline or agent)%n", name);
        yield 2;
      }
    };
  }
}

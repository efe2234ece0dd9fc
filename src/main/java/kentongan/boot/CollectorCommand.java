package kentongan.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `kentongan collector [--config FILE] [--data DIR] [--port N]`: the headquarters process, until
/// it is asked to stop.
@Command(name = "collector", description = "The headquarters process.")
final class CollectorCommand implements Callable<Integer> {
  @Option(names = "--config", paramLabel = "FILE", description = "Settings in YAML.")
  private @Nullable Path config;

  @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept.")
  private @Nullable Path data;

  @Option(names = "--port", paramLabel = "N", description = "Where it listens; 0 for any.")
  private @Nullable Integer port;

  @Option(names = "--rehearse-start", hidden = true, description = "Start, and stop at once.")
  private boolean rehearse;

  @Override
  public Integer call() throws InterruptedException {
    if (config != null && !Files.isReadable(config)) {
      System.err.printf("--config: %s (expected: a YAML file that can be read)%n", config);
      return 1;
    }
    var begun = System.nanoTime();
    var options =
        new CollectorOptions(
            Optional.ofNullable(config),
            Optional.ofNullable(data),
            Optional.ofNullable(port),
            Map.of());
    var collector = Collector.start(options);
    if (rehearse) {
      collector.close();
      return 0;
    }
    var took = (System.nanoTime() - begun) / 1_000_000;
    System.err.printf(
        "Kentongan: %s (ready in %d ms), agents: %s%n",
        collector.url(), took, collector.agentsUrl());
    collector
        .setUpLink()
        .ifPresent(link ->
            System.err.printf(
                "First start: open this link once to make the first administrator:%n  %s%n", link));
    awaitEnd(collector);
    return 0;
  }

  private static void awaitEnd(Collector collector) throws InterruptedException {
    var ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop")
                .unstarted(() -> {
                  collector.close();
                  ended.countDown();
                }));
    ended.await();
  }
}

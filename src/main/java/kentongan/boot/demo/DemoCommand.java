package kentongan.boot.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `kentongan demo [--port 8080] [--data DIR] [--seconds N]`.
@Command(
    name = "demo",
    description = "The whole main job on this machine: collector, agents, small sites, attacks.")
public final class DemoCommand implements Callable<Integer> {
  /// Waiting ends after this when nobody said how long.
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Option(names = "--port", paramLabel = "PORT", description = "Of the dashboard (default: 8080).")
  private int port = 8080;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "A new or empty directory (default: a temporary one, removed at the end).")
  private @Nullable Path data;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "End when all is confirmed, after N seconds at most, and report as NDJSON.")
  private @Nullable Integer seconds;

  private final InstantSource clock = InstantSource.system();
  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var given = data;
    if (given != null && !isNewOrEmpty(given)) {
      System.err.printf("--data: %s is not empty (expected: a new or empty directory)%n", given);
      return 1;
    }
    var folder = given == null ? Files.createTempDirectory("kentongan-demo-") : given;
    // Standard output is for the report alone; what the collector logs is for people.
    System.setOut(System.err);
    try (var end = new AtEnd()) {
      if (given == null) {
        end.last(() -> remove(folder));
      }
      return play(folder.toAbsolutePath(), end);
    }
  }

  private int play(Path folder, AtEnd end) throws InterruptedException {
    var beganAt = clock.instant();
    var narrator =
        Narrator.of(System.err, clock, Optional.ofNullable(System.getenv("LANG")).orElse(""));
    var mail = end.close(MailCatcher.start());
    var headquarters = end.close(LiveHeadquarters.start(folder, port, mail.port(), clock));
    show(narrator, headquarters, folder);
    var stage = end.close(DemoStage.open(folder, headquarters, clock));
    var story = new DemoStory(stage, headquarters, mail, narrator, clock);
    var most = seconds == null ? PATIENCE : Duration.ofSeconds(seconds);
    var verdicts = story.play(beganAt.plus(most));
    new DemoReport(narrator, System.err).tell(verdicts, story.rows());
    if (seconds == null) {
      show(narrator, headquarters, folder);
      narrator.tell(
          new Words(
              "Semua tetap berjalan. Silakan dicoba; tekan Ctrl-C untuk mengakhiri.",
              "Everything goes on running. Look around; press Ctrl-C to end."));
      story.goOn();
    }
    story.rows().forEach(row -> out.println(row.json()));
    return verdicts.allRight() ? 0 : 1;
  }

  private static void show(Narrator narrator, Headquarters headquarters, Path folder) {
    narrator.show(
        "Dasbor / dashboard:      " + headquarters.url(),
        "Masuk sekali / sign in:  " + headquarters.signInLink(),
        "Berkas / files:          " + folder);
  }

  private static boolean isNewOrEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return true;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (var file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException stillInUse) {
      throw new UncheckedIOException(stillInUse);
    }
  }
}

package kentongan.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every target over its corpus, and over the corpus with random faults; with `JAZZER_FUZZ=120` in
/// the environment, fuzzed by Jazzer for so many seconds each.
@Execution(ExecutionMode.SAME_THREAD)
class FuzzTest {
  private static final Path CORPUS = Path.of("src/test/resources/fuzz");
  private static final int FAULTS = 500;

  static Stream<String> targets() {
    return Fuzz.TARGETS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("targets")
  @Timeout(60)
  void the_corpus_breaks_no_promise_whole_or_damaged(String name) throws Exception {
    var target = Fuzz.TARGETS.get(name);
    var random = new Random(1);

    target.take(new byte[0]);
    var seeds = seeds(name);
    for (var seed : seeds) {
      target.take(seed);
      for (int i = 0; i < FAULTS / seeds.size(); i++) {
        target.take(damaged(seed, seeds, random));
      }
    }

    assertThat(seeds).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void jazzer_finds_nothing(String name) throws Exception {
    var seconds = System.getenv().getOrDefault("JAZZER_FUZZ", "");
    assumeTrue(!seconds.isBlank(), "skipped: JAZZER_FUZZ is not set (expected: seconds a target)");
    var own = Files.createDirectories(Path.of("target/fuzz", name));
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+EnableDynamicAgentLoading",
                "-Dkentongan.fuzz=" + name,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=kentongan.fuzz.Fuzz",
                "--instrumentation_includes=kentongan.**:tools.jackson.core.**:org.yaml.snakeyaml.**",
                "--reproducer_path=" + own,
                "-artifact_prefix=" + own + "/",
                "-max_total_time=" + seconds,
                "-timeout=60",
                "-max_len=4096",
                "-print_final_stats=1",
                Files.createDirectories(own.resolve("corpus")).toString(),
                CORPUS.resolve(name).toString())
            .redirectErrorStream(true)
            .redirectOutput(own.resolve("log").toFile())
            .start();

    assertThat(process.waitFor(Long.parseLong(seconds) + 120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("see %s", own.resolve("log")).isZero();
  }

  private static List<byte[]> seeds(String name) throws IOException {
    var seeds = new ArrayList<byte[]>();
    try (var files = Files.list(CORPUS.resolve(name))) {
      for (var file : files.sorted().toList()) {
        seeds.add(Files.readAllBytes(file));
      }
    }
    return seeds;
  }

  /// Bytes changed, cut out, put in twice, and taken from another seed.
  private static byte[] damaged(byte[] seed, List<byte[]> seeds, Random random) {
    var bytes = seed.clone();
    for (int n = random.nextInt(1, 4); n > 0; n--) {
      var other = seeds.get(random.nextInt(seeds.size()));
      int at = random.nextInt(bytes.length + 1);
      int to = Math.min(bytes.length, at + random.nextInt(12));
      int from = random.nextInt(other.length + 1);
      var inserted =
          switch (random.nextInt(4)) {
            case 0 -> new byte[] {(byte) random.nextInt(256)};
            case 1 -> new byte[] {(byte) "{}[]\":,\\%*'|- \n0eE".charAt(random.nextInt(18))};
            case 2 ->
                java.util.Arrays.copyOfRange(
                    other, from, Math.min(other.length, from + random.nextInt(20)));
            default -> new byte[0];
          };
      var next = new byte[at + inserted.length + bytes.length - to];
      System.arraycopy(bytes, 0, next, 0, at);
      System.arraycopy(inserted, 0, next, at, inserted.length);
      System.arraycopy(bytes, to, next, at + inserted.length, bytes.length - to);
      bytes = next;
    }
    return bytes;
  }
}

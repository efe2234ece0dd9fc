package kentongan.boot.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.generators.core.BenchmarkGenerator;
import org.openjdk.jmh.generators.core.FileSystemDestination;
import org.openjdk.jmh.generators.reflection.RFGeneratorSource;

/// Runs [MatcherJmh] when `JMH` is set. Its classes are generated here, since the quick build knows
/// no annotation processing.
class MatcherJmhTest {
  @Test
  @EnabledIfEnvironmentVariable(named = "JMH", matches = ".+", disabledReason = "JMH is not set")
  void the_inner_loop_is_measured(@TempDir Path folder) throws Exception {
    var classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    generate(folder, classPath);

    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                folder + File.pathSeparator + classPath,
                "org.openjdk.jmh.Main",
                "MatcherJmh",
                "-prof",
                "gc")
            .inheritIO()
            .start();

    assertThat(process.waitFor()).isZero();
  }

  private static void generate(Path folder, String classPath) throws Exception {
    var source = new RFGeneratorSource();
    source.processClasses(MatcherJmh.class);
    var destination = new FileSystemDestination(folder.toFile(), folder.toFile());
    var generator = new BenchmarkGenerator();
    generator.generate(source, destination);
    generator.complete(source, destination);
    assertThat(destination.getErrors()).isEmpty();
    var arguments = new ArrayList<>(List.of("-proc:none", "-d", folder + "", "-cp", classPath));
    try (var files = Files.walk(folder)) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    }
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(status).isZero();
  }
}

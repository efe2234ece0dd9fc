package kentongan.boot.demo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kentongan.boot.AgentBench;

/// How a process of Kentongan is started from within one: with the flags and the class path that
/// the launcher gives it, or with this process's own class path where there is no launcher.
final class Java {
  // The same as in the launcher `kentongan`.
  private static final List<String> COMMON_FLAGS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "-XX:+UseCompactObjectHeaders",
          "-Dfile.encoding=UTF-8");

  private Java() {}

  /// Where the launcher lies, when it started this process.
  static Optional<Path> home() {
    return Optional.ofNullable(
            System.getProperty("kentongan.home", System.getenv("KENTONGAN_HOME")))
        .map(Path::of);
  }

  /// The command line of an agent.
  static List<String> agent(List<String> arguments) {
    return command(
        AgentBench.AGENT_FLAGS, shortClassPath().orElse(ownClassPath()), "agent", arguments);
  }

  /// The command line of a collector.
  static List<String> collector(List<String> arguments) {
    return command(COMMON_FLAGS, ownClassPath(), "collector", arguments);
  }

  private static List<String> command(
      List<String> flags, String classPath, String name, List<String> arguments) {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(flags);
    words.addAll(List.of("-cp", classPath, "kentongan.Kentongan", name));
    words.addAll(arguments);
    return words;
  }

  /// What this process itself was loaded from.
  private static String ownClassPath() {
    // A launcher of tests may load us by a loader of its own, beside the class path.
    return Java.class.getClassLoader() instanceof URLClassLoader loader
        ? Arrays.stream(loader.getURLs())
            .map(url -> Path.of(URI.create(url.toString())).toString())
            .collect(Collectors.joining(File.pathSeparator))
        : System.getProperty("java.class.path");
  }

  private static Optional<String> shortClassPath() {
    return home()
        .map(home -> home.resolve("target"))
        .filter(target -> Files.isRegularFile(target.resolve("kentongan.jar")))
        .map(Java::shortClassPath);
  }

  private static String shortClassPath(Path target) {
    var path = new ArrayList<String>();
    path.add(target.resolve("kentongan.jar").toString());
    try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
      libraries.filter(Java::isForAgents).map(Path::toString).sorted().forEach(path::add);
    } catch (IOException noLibraries) {
      throw new UncheckedIOException(noLibraries);
    }
    return String.join(File.pathSeparator, path);
  }

  private static boolean isForAgents(Path jar) {
    var name = jar.getFileName().toString();
    return AgentBench.AGENT_JARS.stream().anyMatch(l -> name.matches(l + "-[0-9].*\\.jar"));
  }
}

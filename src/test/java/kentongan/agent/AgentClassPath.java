package kentongan.agent;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The short class path of an agent process: our classes and its few libraries. No frame is on it.
final class AgentClassPath {
  private AgentClassPath() {}

  static String shortest() {
    return of(
        Agent.class,
        org.sqlite.JDBC.class,
        com.github.luben.zstd.Zstd.class,
        tools.jackson.core.json.JsonFactory.class,
        org.bouncycastle.crypto.signers.Ed25519Signer.class,
        org.jsoup.Jsoup.class,
        com.google.re2j.Pattern.class,
        org.yaml.snakeyaml.Yaml.class,
        org.jspecify.annotations.NullMarked.class);
  }

  /// As above, with the tests and what they read JSON with.
  static String withTests() {
    return shortest()
        + File.pathSeparator
        + of(
            AgentClassPath.class,
            tools.jackson.databind.json.JsonMapper.class,
            com.fasterxml.jackson.annotation.JsonProperty.class);
  }

  private static String of(Class<?>... classes) {
    return Stream.of(classes)
        .map(AgentClassPath::place)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}

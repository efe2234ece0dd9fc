package kentongan.boot;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a collector is started.
///
/// @param config a YAML file of settings, if any; see `docs/reference/settings.md`
/// @param data where everything is kept; empty: as the settings say
/// @param port where it listens; 0 for any free one, and another free one for agents; empty: as the
///   settings say
/// @param settings more settings by name, stronger than the file's
public record CollectorOptions(
    Optional<Path> config,
    Optional<Path> data,
    Optional<Integer> port,
    Map<String, String> settings) {
  public CollectorOptions {
    settings = Map.copyOf(settings);
  }

  /// A collector with its own folder and port, for demonstrations and tests.
  public static CollectorOptions at(Path data, int port) {
    return new CollectorOptions(Optional.empty(), Optional.of(data), Optional.of(port), Map.of());
  }

  /// The same with one more setting.
  public CollectorOptions with(String setting, String value) {
    var more = new LinkedHashMap<>(settings);
    more.put(setting, value);
    return new CollectorOptions(config, data, port, more);
  }

  /// As Spring Boot takes them on its command line.
  List<String> arguments() {
    var all = new LinkedHashMap<>(settings);
    data.ifPresent(path -> all.put("kentongan.data", path.toAbsolutePath().toString()));
    port.ifPresent(number -> all.put("server.port", number.toString()));
    if (port.isPresent() && port.get() == 0) {
      all.putIfAbsent("kentongan.intake.tls.port", "0");
    }
    config.ifPresent(file ->
        all.put(
            "spring.config.additional-location",
            URI.create("file:" + file.toAbsolutePath()).toString()));
    return all.entrySet().stream().map(e -> "--" + e.getKey() + "=" + e.getValue()).toList();
  }
}

package kentongan.boot.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.Yaml;

/// The agents of the demonstration: real ones, each a process of its own.
final class DemoAgents implements AutoCloseable {
  private final Path data;
  private final Map<DemoPlace, ChildProcess> running = new LinkedHashMap<>();

  DemoAgents(Path data) {
    this.data = data.toAbsolutePath();
  }

  /// What one agent is to do.
  ///
  /// @param sites checked and compared with their baseline
  /// @param authLog what sshd writes on the office's server
  /// @param accessLog what nginx writes there
  record Duties(
      DemoPlace place, List<DemoSite> sites, Optional<Path> authLog, Optional<Path> accessLog) {
    Duties {
      sites = List.copyOf(sites);
    }
  }

  /// Starts the agent of one office.
  ///
  /// @param collector its way to headquarters
  /// @param token lets it in, once
  void start(Duties duties, URI collector, String token) {
    var name = "agent-" + duties.place().id();
    var folder = data.resolve(name);
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("agent.yaml"), yaml(duties));
      var command =
          Java.agent(
              List.of(
                  "--data", folder.toString(),
                  "--collector", collector.toString(),
                  "--token", token));
      running.put(duties.place(), ChildProcess.start(command, data.resolve(name + ".log")));
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  /// The agent of an office.
  ChildProcess at(DemoPlace place) {
    var agent = running.get(place);
    if (agent == null) {
      throw new IllegalStateException("no agent at " + place);
    }
    return agent;
  }

  List<ChildProcess> all() {
    return List.copyOf(running.values());
  }

  @Override
  public void close() {
    running.values().parallelStream().forEach(ChildProcess::close);
  }

  /// The settings of an agent; quicker than usual, so that a demonstration is short.
  static String yaml(Duties duties) {
    var settings = new LinkedHashMap<String, Object>();
    settings.put("heartbeat", "2s");
    settings.put("pause_max", "1s");
    settings.put("allow", List.of("127.0.0.0/8"));
    settings.put("zone", duties.place().office().zone().getId());
    settings.put("checks", duties.sites().stream().map(site -> asked(site, "2s")).toList());
    settings.put("pages", duties.sites().stream().map(site -> asked(site, "3s")).toList());
    settings.put("logs", logs(duties));
    return new Yaml().dump(settings);
  }

  private static Map<String, Object> asked(DemoSite site, String every) {
    return Map.of(
        "asset", site.place().site().name(), "url", site.url().toString(), "every", every);
  }

  private static List<Map<String, Object>> logs(Duties duties) {
    var logs = new ArrayList<Map<String, Object>>();
    duties.authLog().ifPresent(file -> logs.add(log(duties, file, "sshd")));
    duties.accessLog().ifPresent(file -> logs.add(log(duties, file, "nginx")));
    return logs;
  }

  private static Map<String, Object> log(Duties duties, Path file, String kind) {
    return Map.of("path", file.toString(), "kind", kind, "asset", duties.place().site().name());
  }
}

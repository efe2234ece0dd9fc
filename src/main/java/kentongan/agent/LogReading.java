package kentongan.agent;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// One log line read the way an agent reads it, for those who have lines without a file: an
/// exercise's telemetry.
public final class LogReading {
  private LogReading() {}

  /// The line as an event, without `agent.id`.
  ///
  /// @param dataset `system.auth`, `nginx.access`, `apache.access`; anything else is any line
  /// @param file where the line is said to stand
  /// @param offset at which byte of the file
  /// @param zone of a time that names none
  public static byte[] event(
      String dataset, String file, long offset, String line, ZoneId zone, Instant now) {
    var kind =
        switch (dataset) {
          case "system.auth" -> AgentConfig.Log.Kind.SSHD;
          case "nginx.access" -> AgentConfig.Log.Kind.NGINX;
          case "apache.access" -> AgentConfig.Log.Kind.APACHE;
          case "nginx.error" -> AgentConfig.Log.Kind.NGINX_ERROR;
          case "apache.error" -> AgentConfig.Log.Kind.APACHE_ERROR;
          case "system.syslog" -> AgentConfig.Log.Kind.SYSLOG;
          case "php.error" -> AgentConfig.Log.Kind.PHP;
          case "app.log" -> AgentConfig.Log.Kind.APP;
          case "json.log" -> AgentConfig.Log.Kind.JSON;
          default -> AgentConfig.Log.Kind.PLAIN;
        };
    var bytes = line.getBytes(StandardCharsets.UTF_8);
    return new LogLine(bytes, offset, bytes.length)
        .event(new AgentConfig.Log(Path.of(file), kind, Optional.empty()), zone, now)
        .json();
  }
}

package kentongan.agent;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kentongan.probe.Network;
import kentongan.probe.Question;

/// What an agent does; read from `agent.yaml`, see `docs/reference/agent.md`.
///
/// @param collector the collector's address, without a path
/// @param token a one-time token, needed until the agent is enrolled
/// @param data the agent's directory: key, spool, baselines
/// @param duties what it checks, watches and reads
/// @param pace how often and how fast
/// @param bounds of the spool
/// @param allow inner networks that checks may go to
/// @param office what it does for its office while the line is dead
/// @param asking how checks spare others, and where jobs report
public record AgentConfig(
    URI collector,
    Optional<String> token,
    Path data,
    Duties duties,
    Pace pace,
    Bounds bounds,
    List<Network> allow,
    Asking asking,
    OfficeSettings office) {
  public AgentConfig {
    Objects.requireNonNull(office);
    Objects.requireNonNull(asking);
    Objects.requireNonNull(token);
    Objects.requireNonNull(data);
    Objects.requireNonNull(duties);
    Objects.requireNonNull(pace);
    Objects.requireNonNull(bounds);
    allow = List.copyOf(allow);
    if (collector.getHost() == null || !String.valueOf(collector.getScheme()).matches("https?")) {
      throw new IllegalArgumentException(
          "collector: '%s' (expected: http://host:port or https://host)".formatted(collector));
    }
  }

  /// An agent that asks as usual.
  public AgentConfig(
      URI collector,
      Optional<String> token,
      Path data,
      Duties duties,
      Pace pace,
      Bounds bounds,
      List<Network> allow) {
    this(collector, token, data, duties, pace, bounds, allow, Asking.USUAL, OfficeSettings.NONE);
  }

  /// An agent that only lives: no checks, no pages, no logs.
  public static AgentConfig of(URI collector, Optional<String> token, Path data) {
    return new AgentConfig(
        collector, token, data, Duties.NONE, Pace.USUAL, Bounds.USUAL, List.of());
  }

  /// What the agent is to do.
  ///
  /// @param zone of log lines that do not name theirs
  /// @param watched web roots and the journal
  public record Duties(
      List<Check> checks, List<Page> pages, List<Log> logs, ZoneId zone, Watched watched) {
    public static final Duties NONE =
        new Duties(List.of(), List.of(), List.of(), ZoneId.systemDefault());

    public Duties {
      checks = List.copyOf(checks);
      pages = List.copyOf(pages);
      logs = List.copyOf(logs);
      Objects.requireNonNull(zone);
      Objects.requireNonNull(watched);
    }

    /// Without web roots and without the journal.
    public Duties(List<Check> checks, List<Page> pages, List<Log> logs, ZoneId zone) {
      this(checks, pages, logs, zone, Watched.NONE);
    }
  }

  /// A question asked again and again.
  ///
  /// @param id names it in events
  /// @param asset the asset's id; empty for a question about this machine
  public record Check(String id, String asset, Question question, Duration every) {}

  /// How checks spare others, and where jobs report.
  ///
  /// @param spacing between two questions to one host
  /// @param jobPort of the loopback door for jobs; 0 for any free one; empty for none
  public record Asking(Duration spacing, Optional<Integer> jobPort) {
    /// 100 ms, no door.
    public static final Asking USUAL = new Asking(Duration.ofMillis(100), Optional.empty());
  }

  /// A page compared with its baseline again and again.
  public record Page(String asset, URI url, Duration every) {}

  /// A log read as it grows.
  ///
  /// @param path a file, or several by `*`, `?` and `[…]` in any part of the path
  /// @param asset the asset it is about, when it is about one
  public record Log(Path path, Kind kind, Optional<String> asset, Reading reading) {
    /// One file as its kind is usually read.
    public Log(Path path, Kind kind, Optional<String> asset) {
      this(path, kind, asset, Reading.of(kind));
    }

    /// Who writes it.
    public enum Kind {
      SSHD,
      SYSLOG,
      NGINX,
      APACHE,
      NGINX_ERROR,
      APACHE_ERROR,
      /// PHP's error log, WordPress's `debug.log`, PHP-FPM's log.
      PHP,
      /// Laravel's and CodeIgniter's logs.
      APP,
      JSON,
      PLAIN
    }

    /// How a file is read.
    ///
    /// @param zone of times that name none, when it is not the agent's
    /// @param joining how lines make entries
    /// @param mostFiles how many files one path may stand for
    public record Reading(Optional<ZoneId> zone, Joining joining, int mostFiles) {
      public static final int USUAL_FILES = 64;

      public Reading {
        if (mostFiles < 1 || mostFiles > 1000) {
          throw new IllegalArgumentException(
              "files: %d (expected: 1 to 1000)".formatted(mostFiles));
        }
      }

      /// As usual for a kind.
      public static Reading of(Kind kind) {
        var isEntries = kind == Kind.PHP || kind == Kind.APP;
        return new Reading(Optional.empty(), isEntries ? Joining.ENTRY : Joining.EACH, USUAL_FILES);
      }
    }

    /// The same in every process, unlike an enum's own.
    @Override
    public int hashCode() {
      return Objects.hash(path, kind.name(), asset, reading);
    }
  }

  /// How often and how fast.
  ///
  /// @param heartbeat between two heartbeats
  /// @param poll between two looks at a log file
  /// @param flush how long an event waits for others before it is sent
  /// @param pauseMax the longest pause between two tries
  /// @param drain how long a rotated log file is still looked at
  public record Pace(
      Duration heartbeat, Duration poll, Duration flush, Duration pauseMax, Duration drain) {
    /// 8 s (a plan travels with the answer to a heartbeat, within 10 s), 150 ms, 150 ms, 30 s, 5 s.
    public static final Pace USUAL =
        new Pace(
            Duration.ofSeconds(8),
            Duration.ofMillis(150),
            Duration.ofMillis(150),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5));
  }

  /// How much the spool keeps.
  ///
  /// @param bytes of events, unpacked
  /// @param rate how much of the line sending may use, in packed bytes a second
  public record Bounds(long bytes, long events, long rate) {
    /// 200 MB, 1,000,000 events, 256 KB a second.
    public static final Bounds USUAL = new Bounds(200L << 20, 1_000_000);

    /// With the usual rate.
    public Bounds(long bytes, long events) {
      this(bytes, events, 256 << 10);
    }

    public Bounds {
      if (bytes < 1024 || events < 1 || rate < 1024) {
        throw new IllegalArgumentException(
            "spool: %d bytes, %d events, %d bytes a second (expected: at least 1024, 1 and 1024)"
                .formatted(bytes, events, rate));
      }
    }
  }
}

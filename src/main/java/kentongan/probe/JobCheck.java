package kentongan.probe;

import java.nio.file.Path;
import java.time.Duration;

/// Whether a job gave its sign of life in time: it touches a file, or calls the agent's loopback
/// door, which touches the file for it.
///
/// @param job its name, as in `cadangan-basis-data`
/// @param file whose time of change is the sign; a first line that begins with `failed` says that
///   the job ran and failed
/// @param within how old the sign may be
public record JobCheck(String job, Path file, Duration within) implements Question {
  public JobCheck {
    if (!job.matches("[A-Za-z0-9._-]{1,64}") || job.startsWith(".")) {
      throw new IllegalArgumentException(
          "job: '%s' (expected: letters, digits, dots, dashes)".formatted(Facts.shown(job)));
    }
  }

  @Override
  public String kind() {
    return "job";
  }

  @Override
  public String about() {
    return job;
  }

  @Override
  public String host() {
    return "";
  }
}

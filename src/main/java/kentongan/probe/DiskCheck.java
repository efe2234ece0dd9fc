package kentongan.probe;

import java.nio.file.Path;
import java.time.Duration;

/// How full a disk or a hosting slot is, and on which day it will be full.
///
/// @param path a directory
/// @param quota the slot's bytes; 0 when the whole file system is meant
/// @param most the share that is still good, 0 to 1
/// @param warn full sooner than this is a failure
public record DiskCheck(Path path, long quota, double most, Duration warn) implements Question {
  public DiskCheck {
    if (quota < 0 || !(most > 0 && most <= 1)) {
      throw new IllegalArgumentException(
          "disk: quota %d, most %s (expected: quota ≥ 0, 0 < most ≤ 1)".formatted(quota, most));
    }
  }

  @Override
  public String kind() {
    return "disk";
  }

  @Override
  public String about() {
    return path.toString();
  }

  @Override
  public String host() {
    return "";
  }
}

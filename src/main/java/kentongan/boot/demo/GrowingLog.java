package kentongan.boot.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A log file that a server of an office writes, a line at a time.
final class GrowingLog {
  private final Path file;

  /// Makes the file when it is missing, so that an agent finds it.
  GrowingLog(Path file) {
    this.file = file;
    append("");
  }

  Path file() {
    return file;
  }

  /// Adds one line, or nothing when it is empty.
  void append(String line) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(
          file,
          line.isEmpty() ? "" : line + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }
}

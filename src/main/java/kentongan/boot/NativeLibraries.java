package kentongan.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the libraries with native code (SQLite, zstd) unpack it: in a directory of our own. They
/// leave it behind when the process is killed, so it is cleared at each start.
final class NativeLibraries {
  private NativeLibraries() {}

  /// Prepares a directory that no other process uses, and names it to the libraries. To be called
  /// before their first use.
  static void into(Path directory) throws IOException {
    Files.createDirectories(directory);
    try (var old = Files.newDirectoryStream(directory)) {
      for (var file : old) {
        Files.deleteIfExists(file);
      }
    }
    System.setProperty("org.sqlite.tmpdir", directory.toString());
    System.setProperty("ZstdTempFolder", directory.toString());
  }
}

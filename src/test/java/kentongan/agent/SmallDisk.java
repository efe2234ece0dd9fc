package kentongan.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A small disk of its own (tmpfs), to be filled and freed. Needs the right to mount; without it
/// the test is skipped and says so.
final class SmallDisk implements AutoCloseable {
  private final Path path;

  private SmallDisk(Path path) {
    this.path = path;
  }

  static SmallDisk at(Path path, int megabytes) throws IOException, InterruptedException {
    Files.createDirectories(path);
    var isMounted =
        isDone("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", path.toString());
    if (!isMounted) {
      System.err.println("SKIPPED: no right to mount a small disk; full disks were not tried");
    }
    Assumptions.assumeTrue(isMounted, "no right to mount a small disk");
    return new SmallDisk(path);
  }

  Path path() {
    return path;
  }

  /// Takes all that is free.
  void fill() throws IOException {
    var block = new byte[4096];
    Arrays.fill(block, (byte) 'x');
    try (var out = Files.newOutputStream(path.resolve("filler"))) {
      while (true) {
        out.write(block);
      }
    } catch (IOException _) {
      // full
    }
  }

  void free() throws IOException {
    Files.deleteIfExists(path.resolve("filler"));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    isDone("umount", "-l", path.toString());
  }

  private static boolean isDone(String... command) throws IOException, InterruptedException {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false;
    }
  }
}

package kentongan.store.lucene;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Up to where the log is in the indexes, in a small file that is replaced whole.
final class Position {
  private Position() {}

  /// 0 when there is none yet.
  static long read(Path root) throws IOException {
    var file = root.resolve("position");
    if (!Files.exists(file)) {
      return 0;
    }
    var text = Files.readString(file).strip();
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException bad) {
      throw new IOException("%s: '%s' (expected: a number)".formatted(file, text), bad);
    }
  }

  /// After the indexes' own commits, so that it never says too much.
  static void write(Path root, long position) throws IOException {
    var fresh = root.resolve("position.new");
    Files.writeString(fresh, position + "\n");
    try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(
        fresh,
        root.resolve("position"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}

package kentongan.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A megabyte of the disk held back for a bad day: given up when the disk is full, so that the
/// spool can make room within itself, and taken again when there is room.
final class Reserve {
  static final int BYTES = 1 << 20;
  private static final long LOOK_NANOS = 2_000_000_000L;

  private final Path file;
  private boolean isHeld;
  private long lookedNanos;

  Reserve(Path file) {
    this.file = file;
    hold();
  }

  /// Gives the room to the spool.
  ///
  /// @return whether there was any to give
  boolean spend() {
    var hadSome = isHeld;
    isHeld = false;
    lookedNanos = System.nanoTime();
    try {
      return Files.deleteIfExists(file) || hadSome;
    } catch (IOException _) {
      return false;
    }
  }

  /// Takes the room again when the disk has it.
  ///
  /// @return whether the reserve is there
  boolean isBack() {
    if (!isHeld && System.nanoTime() - lookedNanos > LOOK_NANOS) {
      lookedNanos = System.nanoTime();
      hold();
    }
    return isHeld;
  }

  private void hold() {
    try {
      if (Files.exists(file) && Files.size(file) == BYTES) {
        isHeld = true;
      } else if (Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace()
          > 3L * BYTES) {
        var filled = new byte[BYTES];
        // Not zeros: a file system that packs would keep no room for them.
        new java.util.SplittableRandom(1).nextBytes(filled);
        Files.write(file, filled);
        isHeld = true;
      }
    } catch (IOException _) {
      isHeld = false;
    }
  }
}

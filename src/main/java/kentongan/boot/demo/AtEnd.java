package kentongan.boot.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/// Closes what was opened, the newest first, once: at the end of the command or when the process is
/// told to end (Ctrl-C).
final class AtEnd implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Thread atExit = new Thread(this::closeAll, "end-demo");

  AtEnd() {
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /// Remembers a thing to close.
  synchronized <T extends AutoCloseable> T close(T thing) {
    open.push(thing);
    return thing;
  }

  /// Remembers what to do when all else is closed.
  synchronized void last(AutoCloseable thing) {
    open.addLast(thing);
  }

  @Override
  public void close() {
    closeAll();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException alreadyEnding) {
      // The hook has done it, or is about to find nothing left.
    }
  }

  private synchronized void closeAll() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception broken) {
        System.err.println("kentongan demo: " + broken);
      }
    }
  }
}

package kentongan.boot.demo;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for what must happen soon, by asking again and again.
final class Await {
  private Await() {}

  static void until(String what, Duration most, BooleanSupplier happened) {
    var end = System.nanoTime() + most.toNanos();
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within %s: %s".formatted(most, what));
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new AssertionError(stop);
      }
    }
  }
}

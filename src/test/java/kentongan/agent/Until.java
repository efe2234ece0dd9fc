package kentongan.agent;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for something to become true, with a deadline.
final class Until {
  private Until() {}

  static void until(String what, BooleanSupplier isSo) throws InterruptedException {
    var end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("not within 15 s: " + what);
      }
      Thread.sleep(10);
    }
  }
}

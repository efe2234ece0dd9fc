package kentongan.store.sqlite;

/// Waits that an interrupt does not cut short: what they wait for must be finished.
final class Waiting {
  private Waiting() {}

  static void forThread(Thread thread) {
    var interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

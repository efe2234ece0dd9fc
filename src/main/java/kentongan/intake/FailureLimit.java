package kentongan.intake;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts failures by address within a minute. Remembers the latest ten thousand addresses, so that
/// an attacker with many cannot fill the memory.
final class FailureLimit {
  private static final int ADDRESSES = 10_000;

  private final int perMinute;
  private final Map<String, Window> windows =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
          return size() > ADDRESSES;
        }
      };

  FailureLimit(int perMinute) {
    this.perMinute = perMinute;
  }

  synchronized boolean isReached(String address, Instant now) {
    var window = windows.get(address);
    return window != null && window.isOpen(now) && window.failures >= perMinute;
  }

  synchronized void count(String address, Instant now) {
    windows.merge(
        address,
        new Window(now, 1),
        (old, fresh) -> old.isOpen(now) ? new Window(old.since, old.failures + 1) : fresh);
  }

  private record Window(Instant since, int failures) {
    boolean isOpen(Instant now) {
      return now.isBefore(since.plusSeconds(60));
    }
  }
}

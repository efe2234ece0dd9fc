package kentongan.agent;

import java.time.Duration;

/// How much of the office's line the agent may use: after a long absence the history goes out at
/// this rate, and people can still work.
final class LineRate {
  private final long bytesPerSecond;
  private double credit;
  private long lastNanos;

  /// @param bytesPerSecond on the wire, packed; as many may go at once
  LineRate(long bytesPerSecond, long nowNanos) {
    this.bytesPerSecond = bytesPerSecond;
    this.credit = bytesPerSecond;
    this.lastNanos = nowNanos;
  }

  /// Counts what was sent.
  ///
  /// @return how long to wait before the next; zero when there is credit left
  Duration sent(long bytes, long nowNanos) {
    credit =
        Math.min(bytesPerSecond, credit + (nowNanos - lastNanos) / 1e9 * bytesPerSecond) - bytes;
    lastNanos = nowNanos;
    return credit >= 0 ? Duration.ZERO : Duration.ofNanos((long) (-credit / bytesPerSecond * 1e9));
  }
}

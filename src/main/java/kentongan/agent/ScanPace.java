package kentongan.agent;

import java.time.Duration;
import java.util.function.Predicate;

/// Makes a scan slow enough for nobody to notice it, and ends it when the agent ends.
final class ScanPace {
  private final long entriesEachSecond;
  private final long bytesEachSecond;
  private final Predicate<Duration> ended;
  private double owedNanos;

  /// @param entriesEachSecond how many files are looked at
  /// @param bytesEachSecond how much is read
  /// @param ended waits and says whether the end has come
  ScanPace(long entriesEachSecond, long bytesEachSecond, Predicate<Duration> ended) {
    this.entriesEachSecond = entriesEachSecond;
    this.bytesEachSecond = bytesEachSecond;
    this.ended = ended;
  }

  /// 2,000 files and 8 MB a second.
  static ScanPace usual(Predicate<Duration> ended) {
    return new ScanPace(2_000, 8L << 20, ended);
  }

  void looked() {
    owe(1e9 / entriesEachSecond);
  }

  void read(long bytes) {
    owe(bytes * 1e9 / bytesEachSecond);
  }

  private void owe(double nanos) {
    owedNanos += nanos;
    if (owedNanos < 20e6) {
      return;
    }
    var pause = Duration.ofNanos((long) owedNanos);
    owedNanos = 0;
    if (ended.test(pause)) {
      throw new Ended();
    }
  }

  /// The agent ends in the middle of a scan; what it found is found again next time.
  static final class Ended extends RuntimeException {
    Ended() {
      super("the agent ends", null, false, false);
    }
  }
}

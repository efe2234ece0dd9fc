package kentongan.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/// The collector's time as its answers tell it, beside our own. Says once when the two part, and
/// once when they meet again.
final class ClockSeen {
  /// An answer may be a minute old, and its time has whole seconds.
  private static final Duration WRONG = Duration.ofMinutes(2);

  private final InstantSource clock;
  private final Consumer<String> say;
  private Optional<Duration> behind = Optional.empty();
  private boolean isWrong;

  ClockSeen(InstantSource clock, Consumer<String> say) {
    this.clock = clock;
    this.say = say;
  }

  /// @param theirs milliseconds since 1970, 0 when the answer had no time
  void answered(long theirs) {
    if (theirs <= 0) {
      return;
    }
    var at = Instant.ofEpochMilli(theirs);
    var difference = Duration.between(clock.instant(), at);
    behind = Optional.of(difference);
    var wrongNow = difference.abs().compareTo(WRONG) > 0;
    if (wrongNow != isWrong) {
      isWrong = wrongNow;
      say.accept(
          wrongNow
              ? "jam mesin ini salah: di sini %s, di pusat %s (%s); betulkan jam, waktu kejadian ikut salah"
                  .formatted(Doc.text(clock.instant()), Doc.text(at), words(difference))
              : "jam mesin ini sudah benar");
    }
  }

  /// Now, by the collector's clock; empty before its first answer.
  Optional<Instant> theirs() {
    return behind.map(clock.instant()::plus);
  }

  private static String words(Duration behind) {
    var size = behind.abs();
    var amount =
        size.toDays() >= 730
            ? size.toDays() / 365 + " tahun"
            : size.toDays() >= 2
                ? size.toDays() + " hari"
                : size.toHours() >= 2 ? size.toHours() + " jam" : size.toMinutes() + " menit";
    return (behind.isNegative() ? "terlalu cepat " : "terlambat ") + amount;
  }
}

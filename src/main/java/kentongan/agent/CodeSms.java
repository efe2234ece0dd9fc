package kentongan.agent;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Tells that the line is dead by a short message of codes through a command of the office's own: a
/// modem or a gateway. Codes only: whoever reads along learns no name, no address, no cause.
///
/// One message when the line has been dead long enough, one when it is back; never more than one in
/// ten minutes, six a day.
final class CodeSms {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration APART = Duration.ofMinutes(10);
  private static final int MOST_A_DAY = 6;

  private final OfficeSettings settings;
  private final Consumer<String> say;
  private boolean isTold;
  private Optional<Instant> last = Optional.empty();
  private Instant dayFrom = Instant.EPOCH;
  private int today;

  CodeSms(OfficeSettings settings, Consumer<String> say) {
    this.settings = settings;
    this.say = say;
  }

  /// Looks at the line, and sends when it is time.
  ///
  /// @param office as it stands in the agent's name, as in `51.03`
  void look(LineState.Now line, String office, Instant now) {
    if (settings.sms().isEmpty() || line.isUp() != isTold || !mayNow(now)) {
      return;
    }
    var lasted = Duration.between(line.since(), now);
    if (!line.isUp() && lasted.compareTo(settings.smsAfter()) < 0) {
      return;
    }
    // Counted before it is tried: a command that fails is not run for ever.
    last = Optional.of(now);
    today++;
    var code =
        line.isUp()
            ? "KTG " + office + " L1"
            : "KTG %s L0 %dM".formatted(office, Math.min(9999, lasted.toMinutes()));
    if (sent(code)) {
      isTold = !line.isUp();
      say.accept("SMS kode terkirim: " + code);
    }
  }

  private boolean mayNow(Instant now) {
    if (Duration.between(dayFrom, now).compareTo(Duration.ofDays(1)) > 0) {
      dayFrom = now;
      today = 0;
    }
    return today < MOST_A_DAY
        && last.map(l -> Duration.between(l, now).compareTo(APART) >= 0).orElse(true);
  }

  private boolean sent(String code) {
    var command = new ArrayList<>(settings.sms());
    command.add(code);
    try {
      var process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        say.accept("SMS kode: perintah tidak selesai dalam 30 detik dan dihentikan");
        return false;
      }
      if (process.exitValue() != 0) {
        say.accept("SMS kode: perintah gagal (" + process.exitValue() + ")");
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      say.accept("SMS kode: " + e.getMessage());
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

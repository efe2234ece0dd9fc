package kentongan.boot;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import kentongan.courier.mail.MailSettings;
import kentongan.courier.mail.OwnKey;
import kentongan.courier.mail.PgpMail;
import kentongan.courier.mail.PgpSettings;
import kentongan.courier.mail.Smtp;
import kentongan.report.Agency;
import kentongan.report.Dispatch;

/// The way to the agency by encrypted mail. Our own key takes seconds to make at the very first
/// start, so it is made, or read, beside the start and not within it.
final class AgencyByMail implements Agency {
  private final CompletableFuture<PgpMail> mail;

  AgencyByMail(
      Smtp smtp, Path ownKey, MailSettings sender, PgpSettings settings, InstantSource clock) {
    var identity = "%s <%s>".formatted(settings.name(), sender.from());
    this.mail =
        CompletableFuture.supplyAsync(
            () ->
                new PgpMail(
                    smtp,
                    OwnKey.at(ownKey, settings.passphrase(), identity, clock.instant()),
                    settings,
                    clock),
            work -> Thread.ofPlatform().name("own-key").daemon().start(work));
  }

  @Override
  public Reach reach() {
    return Reach.OUTSIDE;
  }

  @Override
  public Answer send(Dispatch dispatch) {
    try {
      return mail.join().send(dispatch);
    } catch (CompletionException broken) {
      return new Answer.NotNow("Kunci OpenPGP kita tidak dapat dibaca: " + broken.getMessage());
    }
  }
}

package kentongan.courier.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.time.InstantSource;
import java.util.Date;
import kentongan.notice.Channel;
import kentongan.notice.Message;
import kentongan.notice.Receipt;

/// Notices by mail. A message's `Message-ID` is made of the notice's id, so a second copy of it is
/// recognised by mail servers and mail programs.
public final class SmtpChannel implements Channel {
  /// The name by which notices ask for this channel.
  public static final String NAME = "mail";

  private final Smtp smtp;
  private final InstantSource clock;

  public SmtpChannel(Smtp smtp, InstantSource clock) {
    this.smtp = smtp;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Outcome deliver(Message message) {
    try {
      var to = new InternetAddress(message.address(), true);
      to.setPersonal(message.to(), "UTF-8");
      return outcome(smtp.send(mail(message, to), to));
    } catch (AddressException wrong) {
      return new Outcome.Refused(
          "mail: '%s' is not an e-mail address (%s)"
              .formatted(message.address(), wrong.getMessage()));
    } catch (MessagingException | UnsupportedEncodingException broken) {
      return new Outcome.Refused("mail: cannot be written: " + broken.getMessage());
    }
  }

  private Outcome outcome(Smtp.Sent sent) {
    return switch (sent) {
      case Smtp.Sent.Taken(var answer) ->
          new Outcome.Delivered(new Receipt(clock.instant(), answer));
      case Smtp.Sent.Later(var why) -> new Outcome.TryLater(why);
      case Smtp.Sent.Never(var why) -> new Outcome.Refused(why);
    };
  }

  private MimeMessage mail(Message message, InternetAddress to)
      throws MessagingException, UnsupportedEncodingException {
    var settings = smtp.settings();
    var text = new MimeBodyPart();
    text.setText(message.text(), "UTF-8");
    var html = new MimeBodyPart();
    html.setText(message.html(), "UTF-8", "html");
    var mail = new Identified(smtp.session(), messageId(message));
    mail.setFrom(new InternetAddress(settings.from(), settings.name(), "UTF-8"));
    mail.setRecipient(jakarta.mail.Message.RecipientType.TO, to);
    mail.setSubject(message.subject(), "UTF-8");
    mail.setSentDate(Date.from(clock.instant()));
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("Idempotency-Key", message.id().text());
    mail.setHeader("X-Kentongan-Incident", message.matter().incident().number());
    if (message.matter().exercise()) {
      mail.setHeader("X-Kentongan-Exercise", "yes");
    }
    mail.setContent(new MimeMultipart("alternative", text, html));
    mail.saveChanges();
    return mail;
  }

  private String messageId(Message message) {
    var from = smtp.settings().from();
    return "<%s%s>"
        .formatted(message.id().text().replace('/', '.'), from.substring(from.indexOf('@')));
  }
}

package kentongan.courier.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

/// A message with a `Message-ID` of our choosing; the library would make a random one.
final class Identified extends MimeMessage {
  private final String messageId;

  Identified(Session session, String messageId) {
    super(session);
    this.messageId = messageId;
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }
}

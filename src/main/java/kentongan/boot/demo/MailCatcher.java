package kentongan.boot.demo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A real SMTP server on a free port of 127.0.0.1 that delivers nothing further and keeps what it
/// gets.
final class MailCatcher implements AutoCloseable {
  private final GreenMail server;

  private MailCatcher(GreenMail server) {
    this.server = server;
  }

  static MailCatcher start() {
    var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    return new MailCatcher(server);
  }

  /// One message as it arrived.
  ///
  /// @param arrivedAt when the server had it whole
  /// @param to all addressees
  /// @param messageId the same for two copies of one message
  /// @param incident what the header `X-Kentongan-Incident` says; empty without it
  /// @param text subject, a line break, and the body as the wire had it
  record Mail(
      Instant arrivedAt,
      List<String> to,
      String messageId,
      String subject,
      String incident,
      String text) {
    Mail {
      to = List.copyOf(to);
    }

    /// Whether it speaks of this incident.
    boolean isAbout(String number) {
      return incident.equals(number) || text.contains(number);
    }
  }

  int port() {
    return server.getSmtp().getPort();
  }

  /// All messages, in the order of their arrival. A message to two people is there twice.
  List<Mail> mails() {
    return server.getManagers().getImapHostManager().getAllMessages().stream()
        .map(stored -> mail(stored.getMimeMessage(), stored.getReceivedDate().toInstant()))
        .sorted(Comparator.comparing(Mail::arrivedAt))
        .toList();
  }

  /// The first message that speaks of an incident.
  ///
  /// @param incident its number, as in `INC-2026-000123`
  Optional<Mail> about(String incident) {
    return mails().stream().filter(m -> m.isAbout(incident)).findFirst();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static Mail mail(MimeMessage message, Instant arrivedAt) {
    try {
      var subject = decoded(message.getSubject());
      var to = message.getAllRecipients();
      var header = message.getHeader("X-Kentongan-Incident", null);
      var incident = header == null ? "" : header.strip();
      var text = subject + "\n" + body(message);
      return new Mail(arrivedAt, addresses(to), id(message), subject, incident, text);
    } catch (MessagingException | IOException unreadable) {
      return new Mail(arrivedAt, List.of(), "", "", "", GreenMailUtil.getWholeMessage(message));
    }
  }

  private static String id(MimeMessage message) throws MessagingException {
    var id = message.getMessageID();
    return id == null ? "" : id;
  }

  private static List<String> addresses(Address @Nullable [] to) {
    return to == null ? List.of() : Arrays.stream(to).map(Address::toString).toList();
  }

  private static String decoded(@Nullable String subject) throws IOException {
    return subject == null ? "" : MimeUtility.decodeText(subject);
  }

  private static String body(Part part) throws MessagingException, IOException {
    return switch (part.getContent()) {
      case String text -> text;
      case Multipart parts -> {
        var all = new StringBuilder();
        for (int i = 0; i < parts.getCount(); i++) {
          all.append(body(parts.getBodyPart(i))).append('\n');
        }
        yield all.toString();
      }
      default -> new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    };
  }
}

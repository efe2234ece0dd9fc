package kentongan.courier.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/// One connection to the mail server, kept open between messages, made anew when it broke. Messages
/// take turns. Building it does no I/O.
public final class Smtp implements AutoCloseable {
  private final MailSettings settings;
  private final Session session;
  private final ReentrantLock turn = new ReentrantLock();
  private @Nullable SMTPTransport open;

  public Smtp(MailSettings settings) {
    this.settings = settings;
    this.session = Session.getInstance(properties(settings));
  }

  /// How sending went.
  sealed interface Sent {
    /// The server took it.
    record Taken(String answer) implements Sent {}

    /// Worth another try.
    record Later(String why) implements Sent {}

    /// Not worth another try.
    record Never(String why) implements Sent {}
  }

  MailSettings settings() {
    return settings;
  }

  Session session() {
    return session;
  }

  /// Asks the server whether it is there, without sending anything.
  ///
  /// @return what is wrong; empty when it answers
  public String check() {
    turn.lock();
    try {
      connected();
      return "";
    } catch (MessagingException broken) {
      close();
      return where() + ": " + said(broken);
    } finally {
      turn.unlock();
    }
  }

  Sent send(MimeMessage message, Address... to) {
    if (settings.host().isEmpty()) {
      return new Sent.Later("kentongan.courier.mail.host is not set");
    }
    turn.lock();
    try {
      return sendOnce(message, to);
    } finally {
      turn.unlock();
    }
  }

  private Sent sendOnce(MimeMessage message, Address... to) {
    try {
      var transport = connected();
      transport.sendMessage(message, to);
      return new Sent.Taken(line(transport.getLastServerResponse()));
    } catch (MessagingException failed) {
      close();
      return outcome(failed);
    }
  }

  /// The open connection, once the server has answered that it still is.
  private SMTPTransport connected() throws MessagingException {
    var known = open;
    if (known != null && known.isConnected()) {
      return known;
    }
    close();
    var fresh = (SMTPTransport) session.getTransport("smtp");
    if (settings.user().isEmpty()) {
      fresh.connect();
    } else {
      fresh.connect(settings.user(), settings.password());
    }
    open = fresh;
    return fresh;
  }

  private Sent outcome(MessagingException failed) {
    var why = where() + ": " + said(failed);
    var code = code(failed);
    return code >= 500 && code < 600 ? new Sent.Never(why) : new Sent.Later(why);
  }

  /// The server's code for what went wrong with this one message; 0 when it is about the
  /// connection, where another try is always worth it.
  private static int code(MessagingException failed) {
    if (failed instanceof AuthenticationFailedException) {
      return 0;
    }
    for (Exception at = failed; at != null; at = next(at)) {
      switch (at) {
        case SMTPAddressFailedException address -> {
          return address.getReturnCode();
        }
        case SMTPSenderFailedException sender -> {
          return sender.getReturnCode();
        }
        case SMTPSendFailedException send when send.getNextException() == null -> {
          return send.getReturnCode();
        }
        default -> {}
      }
    }
    return 0;
  }

  private static String said(MessagingException failed) {
    var text = new StringBuilder();
    for (Exception at = failed; at != null; at = next(at)) {
      text.append(text.isEmpty() ? "" : "; ").append(at.getMessage());
    }
    return line(text.toString());
  }

  private static @Nullable Exception next(Exception failed) {
    return failed instanceof MessagingException chained ? chained.getNextException() : null;
  }

  private String where() {
    return "mail server %s:%d".formatted(settings.host(), settings.port());
  }

  private static String line(@Nullable String text) {
    return text == null ? "" : text.replace('\r', ' ').replace('\n', ' ').strip();
  }

  @Override
  public void close() {
    turn.lock();
    try {
      if (open != null) {
        open.close();
      }
    } catch (MessagingException _) {
      // It was broken already.
    } finally {
      open = null;
      turn.unlock();
    }
  }

  private static Properties properties(MailSettings settings) {
    var p = new Properties();
    p.setProperty("mail.smtp.host", settings.host());
    p.setProperty("mail.smtp.port", Integer.toString(settings.port()));
    p.setProperty("mail.smtp.from", settings.from());
    p.setProperty("mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
    p.setProperty(
        "mail.smtp.connectiontimeout", Long.toString(settings.connectTimeout().toMillis()));
    p.setProperty("mail.smtp.timeout", Long.toString(settings.timeout().toMillis()));
    p.setProperty("mail.smtp.writetimeout", Long.toString(settings.timeout().toMillis()));
    // The name in EHLO: without it the JDK asks a name server for this machine's own.
    p.setProperty(
        "mail.smtp.localhost", settings.from().substring(settings.from().indexOf('@') + 1));
    p.setProperty("mail.smtp.quitwait", "false");
    p.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    switch (settings.security()) {
      case NONE -> {}
      case STARTTLS -> p.setProperty("mail.smtp.starttls.enable", "true");
      case STARTTLS_REQUIRED -> {
        p.setProperty("mail.smtp.starttls.enable", "true");
        p.setProperty("mail.smtp.starttls.required", "true");
      }
      case TLS -> p.setProperty("mail.smtp.ssl.enable", "true");
    }
    return p;
  }
}

package kentongan.courier.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How mail leaves.
///
/// @param host the mail server; empty: no mail is sent, and notices for it wait
/// @param port its port: 25, 587 (with STARTTLS) or 465 (with TLS)
/// @param from who sends, an address of the office
/// @param name the sender's name beside the address
/// @param security how the connection is protected
/// @param user for servers that ask; empty: none
/// @param password belongs to the user; never logged
/// @param connectTimeout how long to wait for the server to answer a connection
/// @param timeout how long to wait for each of its answers
@ConfigurationProperties("kentongan.courier.mail")
public record MailSettings(
    @DefaultValue("") String host,
    @DefaultValue("587") int port,
    @DefaultValue("kentongan@localhost.localdomain") String from,
    @DefaultValue("Kentongan") String name,
    @DefaultValue("starttls-required") Security security,
    @DefaultValue("") String user,
    @DefaultValue("") String password,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("10s") Duration timeout) {

  /// How the connection is protected.
  public enum Security {
    /// In the clear: for a server on this machine only.
    NONE,
    /// STARTTLS when the server offers it. Somebody on the way can take the offer out.
    STARTTLS,
    /// STARTTLS, or no mail.
    STARTTLS_REQUIRED,
    /// TLS from the first byte.
    TLS
  }

  public MailSettings {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "kentongan.courier.mail.port: %d (expected: 1 to 65535)".formatted(port));
    }
    if (connectTimeout.toMillis() < 1 || timeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "kentongan.courier.mail: connect-timeout %s, timeout %s (expected: more than zero)"
              .formatted(connectTimeout, timeout));
    }
    try {
      new InternetAddress(from, true);
    } catch (AddressException wrong) {
      throw new IllegalArgumentException(
          "kentongan.courier.mail.from: '%s' (expected: an e-mail address)".formatted(from), wrong);
    }
  }

  /// Settings for a server on this machine that asks for nothing: demonstrations and tests.
  public static MailSettings plain(String host, int port, String from) {
    return new MailSettings(
        host,
        port,
        from,
        "Kentongan",
        Security.NONE,
        "",
        "",
        Duration.ofSeconds(5),
        Duration.ofSeconds(10));
  }

  @Override
  public String toString() {
    return "MailSettings[%s:%d, %s, from %s]".formatted(host, port, security, from);
  }
}

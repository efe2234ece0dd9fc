package kentongan.boot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MailCatcherTest {
  @Test
  void keeps_what_is_sent_with_the_time_of_its_arrival() throws Exception {
    try (var catcher = MailCatcher.start()) {
      var before = Instant.now().minusMillis(5);
      send(catcher, "siaga.badung@badung.bawaslu.example", "INC-2026-000007 – situs diretas");

      Await.until("a mail", Duration.ofSeconds(5), () -> !catcher.mails().isEmpty());

      var mail = catcher.about("INC-2026-000007").orElseThrow();
      assertThat(mail.arrivedAt()).isBetween(before, Instant.now().plusMillis(5));
      assertThat(mail.to()).containsExactly("siaga.badung@badung.bawaslu.example");
      assertThat(mail.subject()).isEqualTo("INC-2026-000007 – situs diretas");
      assertThat(mail.text()).contains("Terima kasih – selesai");
      assertThat(catcher.about("INC-2026-000008")).isEmpty();
    }
  }

  private static void send(MailCatcher catcher, String to, String subject)
      throws MessagingException {
    var settings = new Properties();
    settings.put("mail.smtp.host", "127.0.0.1");
    settings.put("mail.smtp.port", catcher.port());
    var message = new MimeMessage(Session.getInstance(settings));
    message.setFrom(new InternetAddress("kentongan@bawaslu.example"));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
    message.setSubject(subject, "UTF-8");
    message.setText("Terima kasih – selesai\n", "UTF-8");
    Transport.send(message);
  }
}

package kentongan.courier.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import kentongan.notice.Channel.Outcome;
import kentongan.notice.Message;
import kentongan.notice.Notice;
import kentongan.notice.NoticeSamples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Against a real SMTP server on loopback.
class SmtpChannelTest {
  private static final URI LINK = URI.create("https://kentongan.example/p/AAAAAAAAAAAAAAAAAAAAAA");

  private GreenMail server = server(0);

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void a_notice_arrives_whole_with_an_id_of_its_own() throws Exception {
    try (var smtp = smtp()) {
      var outcome = channel(smtp).deliver(Message.of(NoticeSamples.siteDown(), LINK));

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Delivered.class,
              delivered -> {
                assertThat(delivered.receipt().text()).startsWith("250");
                assertThat(delivered.receipt().at()).isEqualTo(NoticeSamples.START);
              });
    }
    var mail = received();
    assertThat(mail.getSubject()).isEqualTo("[Tinggi] Situs tidak dapat diakses - INC-2026-000123");
    assertThat(mail.getHeader("Message-ID"))
        .containsExactly("<INC-2026-000123.siti.rahma.1.mail@bawaslu.example>");
    assertThat(mail.getHeader("Idempotency-Key"))
        .containsExactly("INC-2026-000123/siti.rahma/1/mail");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getHeader("X-Kentongan-Exercise")).isNull();
    assertThat(mail.getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("Siti Rahma <siti.rahma@bawaslu.example>");
    var parts = (MimeMultipart) mail.getContent();
    assertThat(parts.getContentType()).startsWith("multipart/alternative");
    assertThat(text(parts, 0)).isEqualTo(Message.of(NoticeSamples.siteDown(), LINK).text());
    assertThat(text(parts, 1)).contains("<!DOCTYPE html>", LINK.toString());
  }

  @Test
  void an_exercise_is_marked_in_subject_and_header() throws Exception {
    try (var smtp = smtp()) {
      channel(smtp).deliver(Message.of(NoticeSamples.inExercise(), LINK));
    }

    assertThat(received().getSubject()).startsWith("[LATIHAN] ");
    assertThat(received().getHeader("X-Kentongan-Exercise")).containsExactly("yes");
  }

  @Test
  void hostile_text_adds_no_header_and_no_receiver() throws Exception {
    try (var smtp = smtp()) {
      channel(smtp).deliver(Message.of(NoticeSamples.hostile(), LINK));
    }

    assertThat(server.getReceivedMessages()).hasSize(1);
    assertThat(received().getHeader("Bcc")).isNull();
    assertThat(received().getAllRecipients()).hasSize(1);
  }

  @Test
  void many_notices_share_one_connection() {
    try (var smtp = smtp()) {
      var channel = channel(smtp);
      var began = System.nanoTime();
      for (var i = 1; i <= 50; i++) {
        assertThat(channel.deliver(Message.of(NoticeSamples.call("budi", i, "mail"), LINK)))
            .isInstanceOf(Outcome.Delivered.class);
      }
      assertThat(System.nanoTime() - began).isLessThan(20_000_000_000L);
    }

    assertThat(server.getReceivedMessages()).hasSize(50);
  }

  @Test
  void a_server_that_is_down_means_later_and_the_next_try_finds_it_up_again() {
    try (var smtp = smtp()) {
      var channel = channel(smtp);
      var message = Message.of(NoticeSamples.siteDown(), LINK);
      assertThat(channel.deliver(message)).isInstanceOf(Outcome.Delivered.class);

      var port = server.getSmtp().getPort();
      server.stop();
      assertThat(channel.deliver(message))
          .isInstanceOfSatisfying(
              Outcome.TryLater.class,
              later -> assertThat(later.why()).startsWith("mail server 127.0.0.1:" + port));
      assertThat(smtp.check()).contains("127.0.0.1:" + port);

      server = server(port);
      assertThat(channel.deliver(message)).isInstanceOf(Outcome.Delivered.class);
      assertThat(smtp.check()).isEmpty();
    }
  }

  @Test
  void what_is_not_an_address_is_refused_without_asking_the_server() {
    var notice = NoticeSamples.siteDown();
    var wrong =
        new Notice(
            notice.id(),
            notice.incident(),
            notice.office(),
            notice.to(),
            notice.name(),
            "bukan alamat\r\nRCPT TO:<x@evil.example>",
            notice.channel(),
            1,
            1,
            notice.why(),
            notice.matter(),
            notice.created(),
            notice.state(),
            notice.acknowledged());
    try (var smtp = smtp()) {
      assertThat(channel(smtp).deliver(Message.of(wrong, LINK)))
          .isInstanceOf(Outcome.Refused.class);
    }

    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void a_receiver_that_the_server_does_not_know_is_refused_and_a_full_one_is_tried_later()
      throws IOException {
    try (var unknown = new OneAnswer("550 5.1.1 no such user");
        var smtp = new Smtp(settings(unknown.port()))) {
      assertThat(channel(smtp).deliver(Message.of(NoticeSamples.siteDown(), LINK)))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> assertThat(refused.why()).contains("550 5.1.1 no such user"));
    }
    try (var full = new OneAnswer("452 4.2.2 mailbox full");
        var smtp = new Smtp(settings(full.port()))) {
      assertThat(channel(smtp).deliver(Message.of(NoticeSamples.siteDown(), LINK)))
          .isInstanceOfSatisfying(
              Outcome.TryLater.class,
              later -> assertThat(later.why()).contains("452 4.2.2 mailbox full"));
    }
  }

  @Test
  void without_the_required_starttls_nothing_is_sent() {
    var settings =
        new MailSettings(
            "127.0.0.1",
            server.getSmtp().getPort(),
            "kentongan@bawaslu.example",
            "Kentongan",
            MailSettings.Security.STARTTLS_REQUIRED,
            "",
            "",
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    try (var smtp = new Smtp(settings)) {
      assertThat(channel(smtp).deliver(Message.of(NoticeSamples.siteDown(), LINK)))
          .isInstanceOf(Outcome.TryLater.class);
    }

    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void settings_name_what_is_wrong_and_never_show_the_password() {
    assertThatThrownBy(() -> MailSettings.plain("localhost", 70_000, "a@b.example"))
        .hasMessage("kentongan.courier.mail.port: 70000 (expected: 1 to 65535)");
    assertThatThrownBy(() -> MailSettings.plain("localhost", 25, "bukan alamat"))
        .hasMessageStartingWith("kentongan.courier.mail.from: 'bukan alamat'");
    var secret =
        new MailSettings(
            "mail.example",
            587,
            "a@b.example",
            "K",
            MailSettings.Security.TLS,
            "user",
            "hunter2",
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    assertThat(secret.toString()).doesNotContain("hunter2");
  }

  private Smtp smtp() {
    return new Smtp(settings(server.getSmtp().getPort()));
  }

  private static MailSettings settings(int port) {
    return MailSettings.plain("127.0.0.1", port, "kentongan@bawaslu.example");
  }

  private static SmtpChannel channel(Smtp smtp) {
    return new SmtpChannel(smtp, InstantSource.fixed(NoticeSamples.START));
  }

  private static GreenMail server(int port) {
    var mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    return mail;
  }

  private MimeMessage received() {
    return server.getReceivedMessages()[0];
  }

  private static String text(MimeMultipart parts, int at) throws Exception {
    return parts.getBodyPart(at).getContent().toString().replace("\r\n", "\n");
  }

  /// A mail server that answers every RCPT the same way.
  private static final class OneAnswer implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

    OneAnswer(String toRcpt) throws IOException {
      Thread.ofVirtual()
          .start(() -> {
            try (var socket = listening.accept()) {
              var in =
                  new BufferedReader(
                      new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
              var out = socket.getOutputStream();
              out.write("220 test\r\n".getBytes(StandardCharsets.US_ASCII));
              for (var line = in.readLine(); line != null; line = in.readLine()) {
                var answer = line.startsWith("RCPT") ? toRcpt : "250 ok";
                out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
              }
            } catch (IOException _) {
              // The test is over.
            }
          });
    }

    int port() {
      return listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      listening.close();
    }
  }
}

package kentongan.courier.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import kentongan.report.Addressees.Addressee;
import kentongan.report.Agency;
import kentongan.report.Dispatch;
import kentongan.report.Letter;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;

/// Reports to the agency as PGP/MIME mail: the letter as a PDF and a covering text, signed with our
/// key, encrypted to every receiver's and to ours.
///
/// Outside the encryption are the addresses and a subject with the incident's number, nothing else.
/// An exercise's report is refused here once more, whoever asks.
///
/// @spec https://www.rfc-editor.org/info/rfc3156 RFC 3156, sections 4 and 6.2
public final class PgpMail implements Agency {
  private final Smtp smtp;
  private final OwnKey own;
  private final PgpSettings settings;
  private final InstantSource clock;

  public PgpMail(Smtp smtp, OwnKey own, PgpSettings settings, InstantSource clock) {
    this.smtp = smtp;
    this.own = own;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Reach reach() {
    return Reach.OUTSIDE;
  }

  @Override
  public Answer send(Dispatch dispatch) {
    if (dispatch.isExercise()) {
      return new Answer.Refused("Laporan latihan tidak boleh keluar dari latihan.");
    }
    var receivers = receivers(dispatch);
    if (receivers.isEmpty()) {
      return new Answer.Refused("Alamat surel tujuan belum diisi: isi kentongan.report.to.");
    }
    return switch (keys(receivers)) {
      case Keys.Missing(var why) -> new Answer.Refused(why);
      case Keys.Found(var keys) -> send(dispatch, receivers, keys);
    };
  }

  private Answer send(Dispatch dispatch, List<Addressee> receivers, List<PGPPublicKey> keys) {
    try {
      var addresses = new ArrayList<Address>();
      for (var receiver : receivers) {
        addresses.add(new InternetAddress(receiver.email(), true));
      }
      var mail = mail(dispatch, keys);
      return switch (smtp.send(mail, addresses.toArray(Address[]::new))) {
        case Smtp.Sent.Taken(var receipt) -> new Answer.Taken(receipt, clock.instant());
        case Smtp.Sent.Later(var why) -> new Answer.NotNow(why);
        case Smtp.Sent.Never(var why) -> new Answer.Refused(why);
      };
    } catch (MessagingException | IOException | PGPException broken) {
      return new Answer.Refused("Surat tidak dapat dibuat: " + broken.getMessage());
    }
  }

  private static List<Addressee> receivers(Dispatch dispatch) {
    var all = new ArrayList<>(dispatch.approval().to().to());
    all.addAll(dispatch.approval().to().copies());
    return all.stream().filter(receiver -> !receiver.email().isEmpty()).toList();
  }

  private sealed interface Keys {
    record Found(List<PGPPublicKey> keys) implements Keys {}

    record Missing(String why) implements Keys {}
  }

  private Keys keys(List<Addressee> receivers) {
    if (settings.agencyKeys().isEmpty()) {
      return new Keys.Missing(
          "Kunci publik penerima belum diisi: isi kentongan.courier.pgp.agency-keys.");
    }
    var now = clock.instant();
    try {
      var known = ReceiverKeys.in(Path.of(settings.agencyKeys()));
      var keys = new ArrayList<PGPPublicKey>();
      for (var receiver : receivers) {
        var key = known.of(receiver.email(), now);
        if (key.isEmpty()) {
          return new Keys.Missing(
              "%s: tidak ada kunci yang berlaku untuk %s."
                  .formatted(settings.agencyKeys(), receiver.email()));
        }
        keys.add(key.get());
      }
      ReceiverKeys.encryption(own.certificate(), now).ifPresent(keys::add);
      return new Keys.Found(keys);
    } catch (IOException broken) {
      return new Keys.Missing(
          "%s: tidak terbaca (%s).".formatted(settings.agencyKeys(), broken.getMessage()));
    }
  }

  private MimeMessage mail(Dispatch dispatch, List<PGPPublicKey> keys)
      throws MessagingException, IOException, PGPException {
    var armored = OpenPgp.signedAndEncrypted(inner(dispatch), own, keys, clock.instant());
    var version = new MimeBodyPart();
    version.setDataHandler(
        new DataHandler(new ByteArrayDataSource("Version: 1\r\n", "application/pgp-encrypted")));
    version.setHeader("Content-Description", "PGP/MIME version identification");
    var data = new MimeBodyPart();
    data.setDataHandler(
        new DataHandler(
            new ByteArrayDataSource(
                armored.getBytes(StandardCharsets.US_ASCII), "application/octet-stream")));
    data.setFileName("encrypted.asc");
    data.setHeader("Content-Transfer-Encoding", "7bit");
    var whole =
        new MimeMultipart("encrypted; protocol=\"application/pgp-encrypted\"", version, data);
    return addressed(dispatch, whole);
  }

  private MimeMessage addressed(Dispatch dispatch, MimeMultipart content)
      throws MessagingException, IOException {
    var from = smtp.settings().from();
    var mail =
        new Identified(
            smtp.session(),
            "<%s.%s%s>"
                .formatted(
                    dispatch.report(),
                    dispatch.approval().sha256().substring(0, 16),
                    from.substring(from.indexOf('@'))));
    mail.setFrom(new InternetAddress(from, smtp.settings().name(), "UTF-8"));
    for (var receiver : dispatch.approval().to().to()) {
      if (!receiver.email().isEmpty()) {
        mail.addRecipient(RecipientType.TO, new InternetAddress(receiver.email(), true));
      }
    }
    for (var receiver : dispatch.approval().to().copies()) {
      if (!receiver.email().isEmpty()) {
        mail.addRecipient(RecipientType.CC, new InternetAddress(receiver.email(), true));
      }
    }
    mail.setSubject("Laporan Insiden Siber " + dispatch.content().incident(), "UTF-8");
    mail.setSentDate(Date.from(clock.instant()));
    mail.setContent(content);
    mail.saveChanges();
    return mail;
  }

  /// What is inside: a MIME entity with CR-LF line ends.
  private static byte[] inner(Dispatch dispatch) throws MessagingException, IOException {
    var text = new MimeBodyPart();
    text.setText(Letter.cover(dispatch), "UTF-8");
    var letter = new MimeBodyPart();
    letter.setDataHandler(
        new DataHandler(new ByteArrayDataSource(Letter.pdf(dispatch), "application/pdf")));
    letter.setFileName("laporan-%s.pdf".formatted(dispatch.report()));
    letter.setHeader("Content-Transfer-Encoding", "base64");
    var whole = new Identified(Session.getInstance(new Properties()), "");
    whole.setContent(new MimeMultipart("mixed", text, letter));
    whole.saveChanges();
    var bytes = new ByteArrayOutputStream();
    whole.writeTo(bytes, new String[] {"Message-ID"});
    return bytes.toByteArray();
  }
}

package kentongan.courier.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import kentongan.report.Addressees;
import kentongan.report.Agency;
import kentongan.report.CaseFile;
import kentongan.report.Decision;
import kentongan.report.Dispatch;
import kentongan.report.Letter;
import kentongan.report.Release;
import kentongan.report.ReportSamples;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPOnePassSignatureList;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A report over a real SMTP server, opened by the receiver's key: by Bouncy Castle, and by gpg.
class PgpMailTest {
  private static final Instant NOW = Instant.parse("2026-11-21T05:14:07Z");
  private static final String AGENCY = "gov-csirt@bssn.example";
  private static final Addressees RECEIVER =
      new Addressees(
          List.of(new Addressees.Addressee("Kepala BSSN u.p. Gov-CSIRT", "Jakarta", AGENCY)),
          List.of(new Addressees.Addressee("TTIS Nasional", "Jakarta", "")));

  @TempDir static Path keys;
  private static OwnKey own;
  private static OwnKey agency;

  private GreenMail server;
  private Smtp smtp;

  @BeforeAll
  static void makeKeys() {
    var before = NOW.minusSeconds(86_400);
    own =
        OwnKey.at(
            keys.resolve("own.asc"), "sandi", "Kentongan <kentongan@bawaslu.example>", before);
    agency = OwnKey.at(keys.resolve("agency.asc"), "agency", "Gov-CSIRT <" + AGENCY + ">", before);
  }

  @AfterAll
  static void stopGpgAgent() throws Exception {
    if (Files.exists(keys.resolve("gnupg"))) {
      new ProcessBuilder("gpgconf", "--homedir", keys.resolve("gnupg").toString(), "--kill", "all")
          .start()
          .waitFor(10, TimeUnit.SECONDS);
    }
  }

  @BeforeEach
  void start() {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    smtp =
        new Smtp(
            MailSettings.plain(
                "127.0.0.1", server.getSmtp().getPort(), "kentongan@bawaslu.example"));
  }

  @AfterEach
  void stop() {
    smtp.close();
    server.stop();
  }

  @Test
  void the_receiver_opens_it_and_finds_our_signature_and_the_letter() throws Exception {
    var dispatch = dispatch(ReportSamples.gamblingLinks());

    assertThat(mail().send(dispatch))
        .isInstanceOfSatisfying(
            Agency.Answer.Taken.class, taken -> assertThat(taken.receipt()).startsWith("250"));

    var opened = opened(armored(received()));
    var inner = new MimeMessage(session(), new ByteArrayInputStream(opened));
    var parts = (MimeMultipart) inner.getContent();
    assertThat(parts.getBodyPart(0).getContent().toString())
        .contains("Terlampir laporan insiden siber nomor INC-2026-000123", "TLP:AMBER");
    assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("laporan-INC-2026-000123-L1.pdf");
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("application/pdf");
    assertThat(parts.getBodyPart(1).getInputStream().readAllBytes())
        .isEqualTo(Letter.pdf(dispatch));
  }

  @Test
  void outside_it_is_pgp_mime_and_tells_only_the_number() throws Exception {
    mail().send(dispatch(ReportSamples.gamblingLinks()));

    var message = received();
    assertThat(message.getContentType())
        .startsWith("multipart/encrypted")
        .contains("protocol=\"application/pgp-encrypted\"");
    var parts = (MimeMultipart) message.getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("application/pgp-encrypted");
    assertThat(
            new String(
                    parts.getBodyPart(0).getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .strip())
        .isEqualTo("Version: 1");
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("application/octet-stream");
    assertThat(message.getSubject()).isEqualTo("Laporan Insiden Siber INC-2026-000123");
    assertThat(message.getRecipients(RecipientType.TO))
        .extracting(Object::toString)
        .containsExactly(AGENCY);
    assertThat(message.getMessageID())
        .startsWith("<INC-2026-000123-L1.")
        .endsWith("@bawaslu.example>");
    var raw = new ByteArrayOutputStream();
    message.writeTo(raw);
    assertThat(raw.toString(StandardCharsets.ISO_8859_1))
        .doesNotContain("judi", "Badung", "Siti Rahma");
  }

  @Test
  void gpg_opens_it_too() throws Exception {
    assumeTrue(hasGpg(), "SKIPPED: gpg is not installed; only Bouncy Castle has read this mail");
    mail().send(dispatch(ReportSamples.gamblingLinks()));
    var home = Files.createDirectories(keys.resolve("gnupg"));
    home.toFile().setReadable(false, false);
    home.toFile().setReadable(true, true);
    gpg(home, "--passphrase", "agency", "--import", keys.resolve("agency.asc").toString());
    gpg(home, "--import", keys.resolve("own.asc.pub").toString());
    Files.writeString(keys.resolve("mail.asc"), armored(received()));

    var said =
        gpg(
            home,
            "--passphrase",
            "agency",
            "--status-fd",
            "2",
            "--output",
            keys.resolve("mail.txt").toString(),
            "--decrypt",
            keys.resolve("mail.asc").toString());

    assertThat(said)
        .contains(
            "[GNUPG:] DECRYPTION_OKAY",
            "[GNUPG:] GOODMDC",
            "[GNUPG:] VALIDSIG " + own.fingerprint());
    assertThat(Files.readString(keys.resolve("mail.txt"), StandardCharsets.ISO_8859_1))
        .contains("Content-Type: multipart/mixed", "application/pdf");
  }

  @Test
  void an_exercise_report_is_refused_and_nothing_leaves() {
    var approved = ReportSamples.approved(ReportSamples.inExercise());
    var dispatch =
        new Dispatch(approved.id(), approved.content(), approved.approval().orElseThrow());

    assertThat(mail().send(dispatch))
        .isEqualTo(new Agency.Answer.Refused("Laporan latihan tidak boleh keluar dari latihan."));
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void without_a_key_for_the_receiver_nothing_leaves_in_the_clear() throws Exception {
    var dispatch = dispatch(ReportSamples.gamblingLinks());
    var others =
        Files.readString(keys.resolve("own.asc.pub"))
            + classic("TTIS Nasional <ttis@nasional.example>");
    var strangers = Files.writeString(keys.resolve("strangers.asc"), others).toString();
    var broken = Files.writeString(keys.resolve("broken.asc"), "bukan kunci").toString();

    assertThat(mail("").send(dispatch)).isInstanceOf(Agency.Answer.Refused.class);
    assertThat(mail(strangers).send(dispatch))
        .isEqualTo(
            new Agency.Answer.Refused(
                strangers + ": tidak ada kunci yang berlaku untuk " + AGENCY + "."));
    assertThat(mail(broken).send(dispatch)).isInstanceOf(Agency.Answer.Refused.class);
    assertThat(mail(keys.resolve("none.asc").toString()).send(dispatch))
        .isInstanceOf(Agency.Answer.Refused.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void one_key_serves_all_receivers_of_the_agency_an_elliptic_one_too() throws Exception {
    var one = keys.resolve("one.asc");
    Files.writeString(one, classic("Gov-CSIRT <lain@bssn.example>"));
    var two =
        new Addressees(
            RECEIVER.to(),
            List.of(new Addressees.Addressee("TTIS Nasional", "", "ttis@nasional.example")));

    assertThat(mail(one.toString()).send(dispatch(ReportSamples.gamblingLinks(), two)))
        .isInstanceOf(Agency.Answer.Taken.class);

    assertThat(server.getReceivedMessages()).hasSize(2);
  }

  @Test
  void each_of_several_keys_serves_its_own_address() throws Exception {
    var several =
        Files.writeString(
            keys.resolve("several.asc"),
            classic("TTIS Nasional <ttis@nasional.example>")
                + Files.readString(keys.resolve("agency.asc.pub")));

    mail(several.toString()).send(dispatch(ReportSamples.gamblingLinks()));

    assertThat(opened(armored(received()))).isNotEmpty();
  }

  @Test
  void a_server_that_is_down_means_not_now() {
    server.stop();

    assertThat(mail().send(dispatch(ReportSamples.gamblingLinks())))
        .isInstanceOf(Agency.Answer.NotNow.class);
  }

  @Test
  void our_key_is_made_once_and_only_its_owner_reads_it() throws IOException {
    var file = keys.resolve("own.asc");

    var again = OwnKey.at(file, "sandi", "other <other@bawaslu.example>", NOW);

    assertThat(again.fingerprint()).isEqualTo(own.fingerprint()).hasSize(40);
    assertThat(Files.getPosixFilePermissions(file))
        .containsExactlyInAnyOrderElementsOf(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.readString(keys.resolve("own.asc.pub")))
        .startsWith("-----BEGIN PGP PUBLIC KEY BLOCK-----");
    assertThatThrownBy(() -> OwnKey.at(file, "salah", "x", NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no secret key that kentongan.courier.pgp.passphrase opens");
  }

  private PgpMail mail() {
    return mail(keys.resolve("agency.asc.pub").toString());
  }

  private PgpMail mail(String agencyKeys) {
    return new PgpMail(
        smtp, own, new PgpSettings(agencyKeys, "", "", "Kentongan"), InstantSource.fixed(NOW));
  }

  private static Dispatch dispatch(CaseFile file) {
    return dispatch(file, RECEIVER);
  }

  private static Dispatch dispatch(CaseFile file, Addressees to) {
    var draft = ReportSamples.draft(file);
    var decision = draft.approve(ReportSamples.COMMANDER, to, NOW);
    var approved = draft.apply(((Decision.Accepted) decision).fact());
    return ((Release.Ready) approved.release(Agency.Reach.OUTSIDE)).dispatch();
  }

  private MimeMessage received() {
    assertThat(server.getReceivedMessages()).hasSize(1);
    return server.getReceivedMessages()[0];
  }

  private static String armored(MimeMessage message) throws Exception {
    var part = ((MimeMultipart) message.getContent()).getBodyPart(1);
    return new String(part.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  /// Decrypts with the agency's key, verifies with our public one.
  private static byte[] opened(String armored) throws Exception {
    var in =
        PGPUtil.getDecoderStream(
            new ByteArrayInputStream(armored.getBytes(StandardCharsets.US_ASCII)));
    var list = (PGPEncryptedDataList) new BcPGPObjectFactory(in).nextObject();
    assertThat(list.size()).as("the agency and ourselves").isEqualTo(2);
    var secret = secret(keys.resolve("agency.asc"));
    for (var data : list) {
      var encrypted = (PGPPublicKeyEncryptedData) data;
      var key = secret.getSecretKey(encrypted.getKeyIdentifier());
      if (key != null) {
        var unlocked =
            key.extractPrivateKey(
                new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider())
                    .build("agency".toCharArray()));
        var clear =
            encrypted.getDataStream(new BcPublicKeyDataDecryptorFactory(unlocked)).readAllBytes();
        assertThat(encrypted.isIntegrityProtected()).isTrue();
        return verified(clear);
      }
    }
    throw new AssertionError("not encrypted to the agency");
  }

  private static byte[] verified(byte[] clear) throws Exception {
    var objects = new BcPGPObjectFactory(clear);
    var onePass = ((PGPOnePassSignatureList) objects.nextObject()).get(0);
    var content = ((PGPLiteralData) objects.nextObject()).getInputStream().readAllBytes();
    var signature = ((PGPSignatureList) objects.nextObject()).get(0);
    onePass.init(new BcPGPContentVerifierBuilderProvider(), own.certificate().getPublicKey());
    onePass.update(content);
    assertThat(onePass.verify(signature)).as("signature").isTrue();
    return content;
  }

  private static PGPSecretKeyRing secret(Path file) throws Exception {
    try (var in = PGPUtil.getDecoderStream(Files.newInputStream(file))) {
      return new PGPSecretKeyRing(in, new BcKeyFingerprintCalculator());
    }
  }

  private static boolean hasGpg() {
    try {
      return new ProcessBuilder("gpg", "--version").start().waitFor() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String gpg(Path home, String... arguments) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                "gpg",
                "--homedir",
                home.toString(),
                "--batch",
                "--yes",
                "--pinentry-mode",
                "loopback",
                "--faked-system-time",
                "20261121T060000!",
                "--trust-model",
                "always"));
    command.addAll(List.of(arguments));
    var log = Files.createTempFile(keys, "gpg", ".log");
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor(Duration.ofSeconds(30).toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    var said = Files.readString(log);
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  /// A public key as newer programs make it: Ed25519 and X25519.
  private static String classic(String identity) throws Exception {
    return new BcOpenPGPApi()
        .generateKey(4, Date.from(NOW.minusSeconds(3600)))
        .classicKey(identity)
        .build()
        .toCertificate()
        .toAsciiArmoredString();
  }

  private static Session session() {
    return Session.getInstance(new Properties());
  }
}

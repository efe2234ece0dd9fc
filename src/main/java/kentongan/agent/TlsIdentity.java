package kentongan.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import kentongan.event.EnrolmentToken;

/// What the agent shows the collector, and what it knows the collector by: private key, certificate
/// and pin. All in one file, `agent.tls`, so that they are changed together or not at all.
///
/// @param pin of the collector's authority, see [EnrolmentToken]
record TlsIdentity(PrivateKey key, X509Certificate certificate, String pin) {
  static Path file(Path data) {
    return data.resolve("agent.tls");
  }

  /// Reads it; empty before enrolment.
  ///
  /// @throws IOException when it cannot be read or is not ours
  static Optional<TlsIdentity> in(Path data) throws IOException {
    var file = file(data);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var text = Files.readString(file);
    try {
      var pin = text.lines().findFirst().orElse("").replace("collector ", "");
      if (!EnrolmentToken.isPin(pin)) {
        throw new IllegalArgumentException("the first line has no pin");
      }
      return Optional.of(
          new TlsIdentity(
              privateKey(block(text, "PRIVATE KEY")),
              certificate(block(text, "CERTIFICATE")),
              pin));
    } catch (IllegalArgumentException | GeneralSecurityException odd) {
      throw new IOException(
          file
              + ": "
              + odd.getMessage()
              + " (expected: as it was written; restore it, or remove it and enrol anew)",
          odd);
    }
  }

  /// Writes it, whole or not at all.
  void keep(Path data) throws IOException {
    try {
      var text =
          "collector %s%n%s%s"
              .formatted(
                  pin,
                  block("PRIVATE KEY", key.getEncoded()),
                  block("CERTIFICATE", certificate.getEncoded()));
      Identity.write(file(data), text);
    } catch (GeneralSecurityException odd) {
      throw new IOException(odd);
    }
  }

  /// Whether two thirds of its life are over.
  ///
  /// @param now by the collector's clock, not ours
  boolean isDue(Instant now) {
    var from = certificate.getNotBefore().toInstant();
    var life = Duration.between(from, certificate.getNotAfter().toInstant());
    return !now.isBefore(from.plus(life.multipliedBy(2).dividedBy(3)));
  }

  /// A key that has no certificate yet. It is on disk before the collector sees it: whoever is
  /// killed between question and answer asks again with the same key.
  static final class Pending {
    private Pending() {}

    static KeyPair in(Path data) throws IOException, GeneralSecurityException {
      var file = data.resolve("agent.tls.key");
      if (!Files.exists(file)) {
        var pair = CertificateRequest.newKey();
        Identity.write(
            file,
            block("PRIVATE KEY", pair.getPrivate().getEncoded())
                + block("PUBLIC KEY", pair.getPublic().getEncoded()));
        return pair;
      }
      try {
        var text = Files.readString(file);
        return new KeyPair(
            publicKey(block(text, "PUBLIC KEY")), privateKey(block(text, "PRIVATE KEY")));
      } catch (IllegalArgumentException | GeneralSecurityException odd) {
        throw new IOException(file + ": " + odd.getMessage() + " (remove it)", odd);
      }
    }

    static void clear(Path data) throws IOException {
      Files.deleteIfExists(data.resolve("agent.tls.key"));
    }
  }

  static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
    var made =
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    if (made instanceof X509Certificate certificate) {
      return certificate;
    }
    throw new GeneralSecurityException("not an X.509 certificate");
  }

  private static PrivateKey privateKey(byte[] der) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  private static PublicKey publicKey(byte[] der) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
  }

  /// PEM, which JDK 25 reads and writes as a preview only.
  private static String block(String kind, byte[] der) {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, lines, kind);
  }

  private static byte[] block(String text, String kind) {
    var begin = "-----BEGIN " + kind + "-----";
    var from = text.indexOf(begin);
    var to = text.indexOf("-----END " + kind + "-----", Math.max(from, 0));
    if (from < 0 || to < 0) {
      throw new IllegalArgumentException("no " + kind + " in it");
    }
    return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
  }
}

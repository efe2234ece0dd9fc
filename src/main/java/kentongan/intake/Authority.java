package kentongan.intake;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import kentongan.event.AgentId;
import kentongan.office.OfficeId;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/// The built-in certificate authority: one root key on ECDSA P-256 in a file that only its owner
/// may read. It signs the certificates of agents, and one for the collector's own door.
///
/// Ed25519 would do for us, but P-256 is what every TLS 1.3 program has to know (RFC 8446, section
/// 9.1), `openssl` and a proxy in the way among them.
public final class Authority {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration ROOT_LIFE = Duration.ofDays(20 * 365);

  /// A clock that is set back a little after the first start must not make the root unborn.
  private static final Duration BEFORE = Duration.ofDays(1);

  private final PrivateKey key;
  private final X509Certificate root;
  private final InstantSource clock;

  private Authority(PrivateKey key, X509Certificate root, InstantSource clock) {
    this.key = key;
    this.root = root;
    this.clock = clock;
  }

  /// A private key and the chain that belongs to it, its own certificate first.
  ///
  /// @param chain ends with the root
  record Keyed(PrivateKey key, List<X509Certificate> chain) {
    Keyed {
      chain = List.copyOf(chain);
    }
  }

  /// Opens the authority in the collector's data folder, or makes it at the first start: the file
  /// `agents-ca.pem`, key and certificate, mode 0600.
  ///
  /// @throws IllegalStateException when the file holds something else
  public static Authority open(Path data, InstantSource clock) {
    var file = data.resolve("agents-ca.pem");
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(data);
        make(file, clock.instant());
      }
      return read(file, clock);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (GeneralSecurityException odd) {
      throw new IllegalStateException(file + ": " + odd.getMessage(), odd);
    }
  }

  /// What tokens carry, so that an agent knows the collector before its first word.
  public String pin() {
    return pin(root.getPublicKey().getEncoded());
  }

  X509Certificate root() {
    return root;
  }

  /// A certificate for an agent, valid from now.
  X509Certificate issue(AgentId agent, OfficeId office, SubjectPublicKeyInfo theirs, Duration life)
      throws GeneralSecurityException {
    var subject =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.O, "Kentongan")
            .addRDN(BCStyle.OU, office.code())
            .addRDN(BCStyle.CN, agent.value())
            .build();
    var name =
        new GeneralName(GeneralName.uniformResourceIdentifier, "urn:kentongan:agent:" + agent);
    return signed(
        subject,
        theirs,
        KeyPurposeId.id_kp_clientAuth,
        new GeneralNames(name),
        clock.instant(),
        life);
  }

  /// The collector's own certificate. Its key lives as long as the process and is never on a disk,
  /// so it need not end before the root does; agents know the root by its pin.
  Keyed forServer() throws GeneralSecurityException {
    var pair = newKey();
    var names =
        new GeneralNames(
            new GeneralName[] {
              new GeneralName(GeneralName.dNSName, "localhost"),
              new GeneralName(GeneralName.iPAddress, "127.0.0.1")
            });
    var from = clock.instant().minus(BEFORE);
    var own =
        signed(
            new X500Name("O=Kentongan,CN=Kentongan collector"),
            SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()),
            KeyPurposeId.id_kp_serverAuth,
            names,
            from,
            Duration.between(from, root.getNotAfter().toInstant()));
    return new Keyed(pair.getPrivate(), List.of(own, root));
  }

  private X509Certificate signed(
      X500Name subject,
      SubjectPublicKeyInfo theirs,
      KeyPurposeId purpose,
      GeneralNames names,
      Instant from,
      Duration life)
      throws GeneralSecurityException {
    var builder =
        builder(
            X500Name.getInstance(root.getSubjectX500Principal().getEncoded()),
            subject,
            theirs,
            from,
            life);
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      builder.addExtension(Extension.subjectAlternativeName, false, names);
    } catch (CertIOException odd) {
      throw new GeneralSecurityException(odd);
    }
    return finished(builder, key);
  }

  private static void make(Path file, Instant now) throws IOException, GeneralSecurityException {
    var pair = newKey();
    var name = new X500Name("O=Kentongan,CN=Kentongan agents");
    var builder =
        builder(
            name,
            name,
            SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()),
            now.minus(BEFORE),
            ROOT_LIFE);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    var text = new StringWriter();
    try (var pem = new JcaPEMWriter(text)) {
      pem.writeObject(new PemObject("PRIVATE KEY", pair.getPrivate().getEncoded()));
      pem.writeObject(finished(builder, pair.getPrivate()));
    }
    write(file, text.toString());
  }

  private static Authority read(Path file, InstantSource clock)
      throws IOException, GeneralSecurityException {
    try (var pem = new PEMParser(new StringReader(Files.readString(file)))) {
      if (!(pem.readObject() instanceof PrivateKeyInfo key)
          || !(pem.readObject() instanceof X509CertificateHolder root)) {
        throw new IllegalStateException(
            file + ": not a private key and a certificate (expected: as it was made; restore it)");
      }
      return new Authority(
          new JcaPEMKeyConverter().getPrivateKey(key),
          new JcaX509CertificateConverter().getCertificate(root),
          clock);
    }
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, SubjectPublicKeyInfo key, Instant from, Duration life) {
    var begin = from.truncatedTo(ChronoUnit.SECONDS);
    return new X509v3CertificateBuilder(
        issuer, serial(), Date.from(begin), Date.from(begin.plus(life)), subject, key);
  }

  private static X509Certificate finished(X509v3CertificateBuilder builder, PrivateKey by)
      throws GeneralSecurityException {
    try {
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(by);
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException odd) {
      throw new GeneralSecurityException(odd);
    }
  }

  /// Random, so that it says nothing and is never given twice; 126 bits, never negative or zero.
  private static BigInteger serial() {
    return new BigInteger(126, RANDOM).setBit(126);
  }

  private static KeyPair newKey() throws GeneralSecurityException {
    var keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
    return keys.generateKeyPair();
  }

  private static String pin(byte[] publicKey) throws IllegalStateException {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(publicKey);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /// Whole or not at all: without this key no agent knows us again.
  private static void write(Path file, String text) throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, text, StandardCharsets.US_ASCII);
    try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}

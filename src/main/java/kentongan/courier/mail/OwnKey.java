package kentongan.courier.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/// Our own OpenPGP key: signs what goes to the agency, and lets us read what we sent.
///
/// RSA with 3072 bits, not Ed25519: every OpenPGP program in use reads it, and the receiver's is
/// not ours to choose. Signing one letter now and then, its slowness does not matter.
public final class OwnKey {
  private static final int BITS = 3072;

  private final PGPSecretKeyRing ring;
  private final PGPPrivateKey signing;

  private OwnKey(PGPSecretKeyRing ring, String passphrase) throws PGPException {
    this.ring = ring;
    this.signing =
        ring.getSecretKey()
            .extractPrivateKey(
                new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider())
                    .build(passphrase.toCharArray()));
  }

  /// The key in a file, made when the file is missing.
  ///
  /// @param file armored; readable by its owner only
  /// @param identity as in `Kentongan <kentongan@bawaslu.example>`, for a new key
  /// @throws IllegalArgumentException when the file holds no secret key or the passphrase is wrong
  public static OwnKey at(Path file, String passphrase, String identity, Instant now) {
    try {
      if (!Files.exists(file)) {
        make(file, passphrase, identity, now);
      }
      try (var in = PGPUtil.getDecoderStream(Files.newInputStream(file))) {
        return new OwnKey(new PGPSecretKeyRing(in, new BcKeyFingerprintCalculator()), passphrase);
      }
    } catch (PGPException wrong) {
      throw new IllegalArgumentException(
          "%s: no secret key that kentongan.courier.pgp.passphrase opens (%s)"
              .formatted(file, wrong.getMessage()),
          wrong);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  PGPPrivateKey signing() {
    return signing;
  }

  PGPPublicKey signingPublic() {
    return ring.getPublicKey();
  }

  /// The public half, to be given to the agency.
  public PGPPublicKeyRing certificate() {
    return ring.toCertificate();
  }

  /// The fingerprint, to be read out on the phone: 40 hex digits.
  public String fingerprint() {
    return HexFormat.of().formatHex(ring.getPublicKey().getFingerprint()).toUpperCase(Locale.ROOT);
  }

  private static void make(Path file, String passphrase, String identity, Instant now)
      throws IOException, PGPException {
    var ring = generate(passphrase, identity, Date.from(now));
    var parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    var unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    try (var out = privateFile(unfinished);
        var armored = armored(out)) {
      ring.encode(armored);
    }
    try (var out = Files.newOutputStream(file.resolveSibling(file.getFileName() + ".pub"));
        var armored = armored(out)) {
      ring.toCertificate().encode(armored);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static OutputStream privateFile(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.newOutputStream(file, StandardOpenOption.WRITE);
    }
    return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
  }

  private static ArmoredOutputStream armored(OutputStream out) {
    return ArmoredOutputStream.builder().clearHeaders().build(out);
  }

  private static PGPSecretKeyRing generate(String passphrase, String identity, Date now)
      throws PGPException {
    var main = new PGPSignatureSubpacketGenerator();
    main.setKeyFlags(true, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
    main.setPreferredSymmetricAlgorithms(
        false, new int[] {SymmetricKeyAlgorithmTags.AES_256, SymmetricKeyAlgorithmTags.AES_128});
    main.setPreferredHashAlgorithms(
        false, new int[] {HashAlgorithmTags.SHA512, HashAlgorithmTags.SHA256});
    var sub = new PGPSignatureSubpacketGenerator();
    sub.setKeyFlags(true, KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE);
    var digests = new BcPGPDigestCalculatorProvider();
    var generator =
        new PGPKeyRingGenerator(
            PGPSignature.POSITIVE_CERTIFICATION,
            pair(now),
            identity,
            digests.get(HashAlgorithmTags.SHA1),
            main.generate(),
            null,
            new BcPGPContentSignerBuilder(
                PublicKeyAlgorithmTags.RSA_GENERAL, HashAlgorithmTags.SHA512),
            new BcPBESecretKeyEncryptorBuilder(
                    SymmetricKeyAlgorithmTags.AES_256, digests.get(HashAlgorithmTags.SHA256))
                .build(passphrase.toCharArray()));
    generator.addSubKey(pair(now), sub.generate(), null);
    return generator.generateSecretKeyRing();
  }

  private static PGPKeyPair pair(Date now) throws PGPException {
    var generator = new RSAKeyPairGenerator();
    generator.init(
        new RSAKeyGenerationParameters(BigInteger.valueOf(65_537), new SecureRandom(), BITS, 100));
    return new BcPGPKeyPair(
        PublicKeyPacket.VERSION_4,
        PublicKeyAlgorithmTags.RSA_GENERAL,
        generator.generateKeyPair(),
        now);
  }
}

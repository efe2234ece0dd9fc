package kentongan.courier.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;

/// One OpenPGP message: signed by us, then encrypted with AES-256 and an integrity check. Not
/// compressed: the attachment is already.
final class OpenPgp {
  private static final int BUFFER = 1 << 16;

  private OpenPgp() {}

  /// The armored message.
  static String signedAndEncrypted(
      byte[] content, OwnKey own, Collection<PGPPublicKey> to, Instant now)
      throws PGPException, IOException {
    var random = new SecureRandom();
    var encryption =
        new PGPEncryptedDataGenerator(
            new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                .setWithIntegrityPacket(true)
                .setSecureRandom(random));
    for (var key : to) {
      encryption.addMethod(
          new BcPublicKeyKeyEncryptionMethodGenerator(key).setSecureRandom(random));
    }
    var text = new ByteArrayOutputStream();
    try (var armored = ArmoredOutputStream.builder().clearHeaders().build(text);
        var encrypted = encryption.open(armored, new byte[BUFFER])) {
      sign(content, own, encrypted, now);
    }
    return text.toString(StandardCharsets.US_ASCII);
  }

  private static void sign(byte[] content, OwnKey own, OutputStream out, Instant now)
      throws PGPException, IOException {
    var key = own.signingPublic();
    var signature =
        new PGPSignatureGenerator(
            new BcPGPContentSignerBuilder(key.getAlgorithm(), HashAlgorithmTags.SHA512), key);
    signature.init(PGPSignature.BINARY_DOCUMENT, own.signing());
    signature.generateOnePassVersion(false).encode(out);
    try (var literal =
        new PGPLiteralDataGenerator()
            .open(out, PGPLiteralData.BINARY, "", content.length, Date.from(now))) {
      literal.write(content);
    }
    signature.update(content);
    signature.generate().encode(out);
  }
}

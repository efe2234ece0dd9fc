package kentongan.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import kentongan.pipeline.OwnKey;
import kentongan.web.ledger.LedgerKey;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// The collector's own Ed25519 key in a file that only its owner may read; made at the first start.
final class KeyFile implements LedgerKey, OwnKey {
  private final Ed25519PrivateKeyParameters key;

  private KeyFile(Ed25519PrivateKeyParameters key) {
    this.key = key;
  }

  /// Reads the key, or makes it.
  ///
  /// @throws IllegalStateException when the file holds something else
  static KeyFile at(Path file) {
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      var bytes = Files.readAllBytes(file);
      if (bytes.length != Ed25519PrivateKeyParameters.KEY_SIZE) {
        throw new IllegalStateException(
            "%s: %d bytes (expected: an Ed25519 key of 32)".formatted(file, bytes.length));
      }
      return new KeyFile(new Ed25519PrivateKeyParameters(bytes));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void make(Path file) throws IOException {
    var whole = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(whole);
    Files.createFile(
        whole, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(whole, new Ed25519PrivateKeyParameters(new SecureRandom()).getEncoded());
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public byte[] sign(byte[] bytes) {
    var signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(bytes, 0, bytes.length);
    return signer.generateSignature();
  }

  @Override
  public byte[] publicKey() {
    return key.generatePublicKey().getEncoded();
  }
}

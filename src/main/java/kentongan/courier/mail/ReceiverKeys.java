package kentongan.courier.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/// The public keys of the receivers, from a file that the operator has checked: their fingerprints
/// are compared by voice before the file is put in place.
final class ReceiverKeys {
  private final List<PGPPublicKeyRing> rings;

  private ReceiverKeys(List<PGPPublicKeyRing> rings) {
    this.rings = rings;
  }

  /// Reads a file of armored keys, one block after the other.
  ///
  /// @throws IOException when it cannot be read or holds no key
  static ReceiverKeys in(Path file) throws IOException {
    var rings = new ArrayList<PGPPublicKeyRing>();
    for (var block : blocks(Files.readString(file))) {
      try (var in = PGPUtil.getDecoderStream(new ByteArrayInputStream(block.getBytes("UTF-8")))) {
        new PGPPublicKeyRingCollection(in, new BcKeyFingerprintCalculator()).forEach(rings::add);
      } catch (PGPException wrong) {
        throw new IOException(wrong.getMessage(), wrong);
      }
    }
    if (rings.isEmpty()) {
      throw new IOException("no OpenPGP public key in it");
    }
    return new ReceiverKeys(rings);
  }

  /// The key to encrypt to for an address, neither revoked nor expired. A file with one key holds
  /// the agency's, whatever the address; of several keys the one with the address in it.
  Optional<PGPPublicKey> of(String address, Instant now) {
    return rings.stream()
        .filter(ring -> rings.size() == 1 || isOf(ring, address))
        .flatMap(ring -> encryption(ring, now).stream())
        .findFirst();
  }

  /// The newest key of a ring that may encrypt.
  static Optional<PGPPublicKey> encryption(PGPPublicKeyRing ring, Instant now) {
    if (!isUsable(ring.getPublicKey(), now)) {
      return Optional.empty();
    }
    PGPPublicKey best = null;
    for (var key : ring) {
      if (key.isEncryptionKey()
          && mayEncrypt(key)
          && isUsable(key, now)
          && (best == null || !key.getCreationTime().before(best.getCreationTime()))) {
        best = key;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean isOf(PGPPublicKeyRing ring, String address) {
    var wanted = address.toLowerCase(Locale.ROOT);
    for (Iterator<String> ids = ring.getPublicKey().getUserIDs(); ids.hasNext(); ) {
      var id = ids.next().toLowerCase(Locale.ROOT).strip();
      if (id.equals(wanted) || id.endsWith("<" + wanted + ">")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUsable(PGPPublicKey key, Instant now) {
    var valid = key.getValidSeconds();
    var isExpired = valid > 0 && now.isAfter(key.getCreationTime().toInstant().plusSeconds(valid));
    return !isExpired && !key.hasRevocation();
  }

  /// What the key's own signatures say; a key that says nothing may.
  private static boolean mayEncrypt(PGPPublicKey key) {
    var flags = 0;
    for (var signatures = key.getSignatures(); signatures.hasNext(); ) {
      var hashed = signatures.next().getHashedSubPackets();
      flags |= hashed == null ? 0 : hashed.getKeyFlags();
    }
    return flags == 0 || (flags & (KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE)) != 0;
  }

  private static List<String> blocks(String text) {
    var end = "-----END PGP PUBLIC KEY BLOCK-----";
    var blocks = new ArrayList<String>();
    for (int at = 0, close; (close = text.indexOf(end, at)) >= 0; at = close + end.length()) {
      blocks.add(text.substring(at, close + end.length()));
    }
    return blocks;
  }
}

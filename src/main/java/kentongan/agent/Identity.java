package kentongan.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import kentongan.event.AgentId;
import kentongan.event.Batch;
import kentongan.event.EnrolmentProof;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// Who this agent is: its key pair, made here and never sent, and the name that the collector gave.
/// Kept in two small files that only their owner may read.
final class Identity {
  private final Path data;
  private final Ed25519PrivateKeyParameters key;
  private Optional<AgentId> agent;

  private Identity(Path data, Ed25519PrivateKeyParameters key, Optional<AgentId> agent) {
    this.data = data;
    this.key = key;
    this.agent = agent;
  }

  /// Reads the identity in a directory, or makes a new key pair in it.
  ///
  /// @throws IOException when it cannot be read or kept, or is not ours
  static Identity in(Path data) throws IOException {
    var file = data.resolve("agent.key");
    if (!Files.exists(file)) {
      var fresh = new Ed25519PrivateKeyParameters(new SecureRandom());
      write(file, Base64.getEncoder().encodeToString(fresh.getEncoded()));
    }
    return new Identity(data, key(file), name(data.resolve("agent.id")));
  }

  /// The collector's name for this agent; empty before enrolment.
  Optional<AgentId> agent() {
    return agent;
  }

  void enrolled(AgentId name) throws IOException {
    write(data.resolve("agent.id"), name.value());
    agent = Optional.of(name);
  }

  /// The public key, Base64 of its 32 bytes.
  String publicKey() {
    return Base64.getEncoder().encodeToString(key.generatePublicKey().getEncoded());
  }

  /// What plans are checked with; empty when the collector gave no key at enrolment.
  Optional<byte[]> planKey() throws IOException {
    var file = data.resolve("plan.key");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(Files.readString(file).strip()));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": not a key (expected: 32 bytes in Base64)", e);
    }
  }

  void keepPlanKey(String base64) throws IOException {
    if (!base64.isEmpty()) {
      write(data.resolve("plan.key"), base64);
    }
  }

  /// A question for a certificate, tied to who we are.
  ///
  /// @param asked the token's secret, or the agent's name when it has one
  Question request(KeyPair tls, String asked) throws GeneralSecurityException {
    var csr = CertificateRequest.of(tls);
    var proof = EnrolmentProof.sign(key.getEncoded(), csr, asked);
    var base64 = Base64.getEncoder();
    return new Question(base64.encodeToString(csr), base64.encodeToString(proof));
  }

  /// A PKCS #10 request and the proof of who asks, both Base64.
  record Question(String csr, String proof) {}

  /// Signs a batch for the wire, Base64.
  String sign(AgentId name, Cut cut) {
    var text =
        Batch.signedText(
            name, cut.epoch(), cut.first(), cut.last(), Batch.Encoding.ZSTD, sha512(cut.body()));
    var signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(text, 0, text.length);
    return Base64.getEncoder().encodeToString(signer.generateSignature());
  }

  private static byte[] sha512(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-512").digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-512", e);
    }
  }

  private static Ed25519PrivateKeyParameters key(Path file) throws IOException {
    try {
      var bytes = Base64.getDecoder().decode(Files.readString(file).strip());
      return new Ed25519PrivateKeyParameters(bytes);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          file
              + ": not a key (expected: 32 bytes in Base64); restore it, or enrol anew in an empty"
              + " directory",
          e);
    }
  }

  private static Optional<AgentId> name(Path file) throws IOException {
    return Files.exists(file)
        ? Optional.of(new AgentId(Files.readString(file).strip()))
        : Optional.empty();
  }

  /// Whole or not at all, and on disk: a key that is lost after enrolment cannot be had again.
  static void write(Path file, String text) throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(fresh, owner);
    Files.writeString(fresh, text.stripTrailing() + "\n", StandardCharsets.US_ASCII);
    try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}

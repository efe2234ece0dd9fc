package kentongan.intake;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/// What an agent asks a certificate for: a public key, and that it has the private one. Nothing
/// else of the request is used; names and uses are for the collector to say.
///
/// @spec https://www.rfc-editor.org/info/rfc2986 RFC 2986 (PKCS #10)
record CertificateRequest(SubjectPublicKeyInfo key) {
  /// Reads a request.
  ///
  /// @param der at most a few kilobytes; the caller bounds it
  /// @throws IllegalArgumentException when it is not one, not on P-256, or not signed by its key
  static CertificateRequest read(byte[] der) {
    try {
      var request = new PKCS10CertificationRequest(der);
      var key = request.getSubjectPublicKeyInfo();
      var algorithm = key.getAlgorithm();
      var isP256 =
          algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
              && algorithm.getParameters() instanceof ASN1ObjectIdentifier curve
              && curve.equals(SECObjectIdentifiers.secp256r1);
      if (!isP256) {
        throw new IllegalArgumentException("csr: another kind of key (expected: ECDSA P-256)");
      }
      if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw new IllegalArgumentException("csr: not signed with its own key");
      }
      return new CertificateRequest(key);
    } catch (IOException | PKCSException | OperatorCreationException | RuntimeException odd) {
      // Bouncy Castle answers hostile bytes with many kinds of exception.
      throw odd instanceof IllegalArgumentException known
              && String.valueOf(known.getMessage()).startsWith("csr: ")
          ? known
          : new IllegalArgumentException("csr: not a PKCS #10 request", odd);
    }
  }

  /// SHA-256 over the public key, hexadecimal: what the register knows it by.
  String keyHash() {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded("DER")));
    } catch (NoSuchAlgorithmException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

package kentongan.agent;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// The agent's question for a certificate: PKCS #10 with an empty subject, since names are for the
/// collector to give. Built from the ASN.1 types of the one Bouncy Castle jar that an agent has for
/// Ed25519 anyway; they are loaded once a month.
///
/// @spec https://www.rfc-editor.org/info/rfc2986 RFC 2986 (PKCS #10)
final class CertificateRequest {
  private CertificateRequest() {}

  static KeyPair newKey() throws GeneralSecurityException {
    var keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(new ECGenParameterSpec("secp256r1"));
    return keys.generateKeyPair();
  }

  /// The request, DER, signed with its own key.
  static byte[] of(KeyPair key) throws GeneralSecurityException {
    try {
      var info =
          new CertificationRequestInfo(
              new X500Name(""),
              SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded()),
              null);
      var signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(key.getPrivate());
      signer.update(info.getEncoded("DER"));
      var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
      return new CertificationRequest(info, algorithm, new DERBitString(signer.sign()))
          .getEncoded("DER");
    } catch (IOException odd) {
      throw new GeneralSecurityException(odd);
    }
  }
}

package kentongan.intake;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// What a client certificate has to be at the handshake: signed by our authority for an agent.
///
/// Whether it has ended or is revoked is not asked here but for each request ([Door.Tls]): there
/// the answer has words, holds for kept connections too, and goes by the collector's own clock.
final class AgentTrust extends X509ExtendedTrustManager {
  /// `id-kp-clientAuth`, RFC 5280, section 4.2.1.12.
  private static final String FOR_CLIENTS = "1.3.6.1.5.5.7.3.2";

  private final X509Certificate root;

  AgentTrust(X509Certificate root) {
    this.root = root;
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    var own = chain[0];
    try {
      own.verify(root.getPublicKey());
    } catch (GeneralSecurityException other) {
      throw new CertificateException("not issued by this collector's authority", other);
    }
    var uses = own.getExtendedKeyUsage();
    if (uses == null || !uses.contains(FOR_CLIENTS) || own.getBasicConstraints() >= 0) {
      throw new CertificateException("not an agent's certificate");
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, type);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, type);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("this door calls nobody");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[] {root};
  }
}

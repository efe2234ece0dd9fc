package kentongan.agent;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Knows the collector by the pin that the token carried: its certificate is signed, for a server,
/// by the authority with that public key. No public authority can stand in for it, and the address
/// may change.
///
/// The dates of the certificate are not asked: by a clock that is wrong by years they are wrong
/// too, and an office with such a clock has to be heard, and told ([ClockSeen]).
final class PinnedTrust extends X509ExtendedTrustManager {
  /// `id-kp-serverAuth`, RFC 5280, section 4.2.1.12; agents' certificates do not have it.
  private static final String FOR_SERVERS = "1.3.6.1.5.5.7.3.1";

  private final String pin;

  PinnedTrust(String pin) {
    this.pin = pin;
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    var root = chain[chain.length - 1];
    if (chain.length != 2 || !pin.equals(pin(root))) {
      throw new CertificateException(
          "sertifikat pusat tidak cocok dengan sidik kunci di token: ini bukan pusat yang"
              + " mengeluarkan token, atau ada yang menyadap; tidak ada yang dikirim");
    }
    try {
      chain[0].verify(root.getPublicKey());
    } catch (GeneralSecurityException forged) {
      throw new CertificateException(
          "sertifikat pusat tidak ditandatangani oleh kuncinya sendiri; tidak ada yang dikirim",
          forged);
    }
    var uses = chain[0].getExtendedKeyUsage();
    if (uses == null || !uses.contains(FOR_SERVERS)) {
      throw new CertificateException(
          "sertifikat ini milik sebuah agen, bukan milik pusat; tidak ada yang dikirim");
    }
  }

  private static String pin(X509Certificate certificate) throws CertificateException {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(certificate.getPublicKey().getEncoded());
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException impossible) {
      throw new CertificateException(impossible);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("an agent serves nobody");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}

package kentongan.probe;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// The TLS side of a check: the machine's trust (or another), the server's name checked, and the
/// server's certificate remembered even when it is not trusted, since its end is worth knowing.
final class Tls {
  private static final ThreadLocal<X509Certificate @Nullable []> SEEN = new ThreadLocal<>();

  private final Optional<KeyStore> trust;
  private @Nullable SSLSocketFactory sockets;

  /// @param trust the roots; empty for those of the Java runtime
  Tls(Optional<KeyStore> trust) {
    this.trust = trust;
  }

  /// Shakes hands over a connected socket.
  SSLSocket over(Socket plain, String host, int port) throws IOException {
    SEEN.remove();
    var socket = (SSLSocket) factory().createSocket(plain, host, port, true);
    var parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /// The end of the certificate that this thread's last handshake showed.
  static Optional<Instant> notAfter(@Nullable SSLSocket socket) {
    try {
      if (socket != null
          && socket.getSession().getPeerCertificates()[0] instanceof X509Certificate c) {
        return Optional.of(c.getNotAfter().toInstant());
      }
    } catch (IOException _) {
      // no trusted certificate: then the one that was refused
    }
    var seen = seen();
    return seen.isEmpty()
        ? Optional.empty()
        : Optional.of(seen.getFirst().getNotAfter().toInstant());
  }

  /// What the server of a finished handshake showed; the server's own first.
  static List<X509Certificate> shown(SSLSocket socket) throws IOException {
    return Arrays.stream(socket.getSession().getPeerCertificates())
        .filter(X509Certificate.class::isInstance)
        .map(X509Certificate.class::cast)
        .toList();
  }

  /// What this thread's last handshake showed, trusted or not; the server's own first.
  static List<X509Certificate> seen() {
    var chain = SEEN.get();
    return chain == null ? List.of() : List.of(chain);
  }

  /// Forgets what earlier handshakes of this thread showed.
  static void forget() {
    SEEN.remove();
  }

  /// The certificates that a handshake showed, DER; empty when it came to none.
  static List<byte[]> chain(@Nullable SSLSocket socket) {
    try {
      var chain = new ArrayList<byte[]>();
      if (socket != null) {
        for (var each : socket.getSession().getPeerCertificates()) {
          chain.add(each.getEncoded());
        }
      }
      return chain;
    } catch (IOException | CertificateException _) {
      return List.of();
    }
  }

  // Made at the first https check: the runtime's roots cost memory that an http-only agent saves.
  private synchronized SSLSocketFactory factory() throws IOException {
    if (sockets == null) {
      try {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trust.orElse(null));
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {remembering(factory.getTrustManagers())}, null);
        sockets = context.getSocketFactory();
      } catch (GeneralSecurityException e) {
        throw new IOException("TLS cannot be set up here: " + e.getMessage(), e);
      }
    }
    return sockets;
  }

  private static TrustManager remembering(TrustManager[] managers) {
    for (var manager : managers) {
      if (manager instanceof X509ExtendedTrustManager x509) {
        return new Remembering(x509);
      }
    }
    throw new IllegalStateException("the Java runtime has no X.509 trust manager");
  }

  private static final class Remembering extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager judge;

    Remembering(X509ExtendedTrustManager judge) {
      this.judge = judge;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      SEEN.set(chain);
      judge.checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      judge.checkServerTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      judge.checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      throw new CertificateException("a check has no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("a check has no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("a check has no clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return judge.getAcceptedIssuers();
    }
  }
}

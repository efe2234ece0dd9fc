package kentongan.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/// Sockets to the collector: TLS 1.3 and nothing older. The property that does the same for the
/// whole program (`https.protocols`) would also bind what is checked.
final class Tls13 extends SSLSocketFactory {
  private static final String[] ONLY = {"TLSv1.3"};

  private final SSLSocketFactory sockets;

  private Tls13(SSLSocketFactory sockets) {
    this.sockets = sockets;
  }

  /// @param pin of the collector
  /// @param own what we show; empty before enrolment
  static Tls13 of(String pin, Optional<TlsIdentity> own) {
    try {
      var context = SSLContext.getInstance("TLSv1.3");
      context.init(
          new KeyManager[] {new OwnCertificate(own)},
          new TrustManager[] {new PinnedTrust(pin)},
          null);
      return new Tls13(context.getSocketFactory());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java 25 speaks TLS 1.3", impossible);
    }
  }

  private static Socket only(Socket socket) {
    if (socket instanceof SSLSocket tls) {
      tls.setEnabledProtocols(ONLY);
    }
    return socket;
  }

  @Override
  public Socket createSocket() throws IOException {
    return only(sockets.createSocket());
  }

  @Override
  public Socket createSocket(Socket through, String host, int port, boolean autoClose)
      throws IOException {
    return only(sockets.createSocket(through, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return only(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return only(sockets.createSocket(host, port, from, fromPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return only(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return only(sockets.createSocket(host, port, from, fromPort));
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return sockets.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return sockets.getSupportedCipherSuites();
  }
}

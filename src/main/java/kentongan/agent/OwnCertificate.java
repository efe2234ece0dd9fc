package kentongan.agent;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Shows the one certificate that an agent has, also when it has ended: the collector renews it.
final class OwnCertificate extends X509ExtendedKeyManager {
  private static final String NAME = "agent";

  private final Optional<TlsIdentity> own;

  OwnCertificate(Optional<TlsIdentity> own) {
    this.own = own;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return own.isPresent() ? NAME : null;
  }

  @Override
  public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
    return own.isPresent() ? new String[] {NAME} : null;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String name) {
    return own.map(identity -> new X509Certificate[] {identity.certificate()}).orElse(null);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String name) {
    return own.map(TlsIdentity::key).orElse(null);
  }

  @Override
  public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}

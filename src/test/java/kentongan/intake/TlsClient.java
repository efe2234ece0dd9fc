package kentongan.intake;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import kentongan.event.Batch;
import kentongan.event.EnrolmentProof;
import kentongan.event.EventSamples;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;

/// Somebody who speaks to the agents' port, well or badly, over one kept connection.
final class TlsClient implements AutoCloseable {
  private final URI to;
  private final HttpClient client;

  /// @param shown what to show as a client; empty for nothing
  TlsClient(URI to, Optional<Shown> shown, String... protocols) throws Exception {
    this.to = to;
    var context = SSLContext.getInstance("TLS");
    context.init(
        shown.isPresent() ? keys(shown.get()) : new KeyManager[0],
        new TrustManager[] {new Anybody()},
        null);
    var parameters = context.getDefaultSSLParameters();
    if (protocols.length > 0) {
      parameters.setProtocols(protocols);
    }
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(context)
            .sslParameters(parameters)
            .build();
  }

  record Shown(KeyPair key, X509Certificate certificate) {}

  static KeyPair newKey() throws Exception {
    var keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(new ECGenParameterSpec("secp256r1"));
    return keys.generateKeyPair();
  }

  static byte[] csr(KeyPair key) throws Exception {
    return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=root"), key.getPublic())
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
        .getEncoded();
  }

  static String enrolment(String token, byte[] signingKey, KeyPair tls) throws Exception {
    return enrolment(token, signingKey, csr(tls));
  }

  static String enrolment(String token, byte[] signingKey, byte[] csr) {
    return "{\"token\":\"%s\",\"host\":\"web-1\",\"public_key\":\"%s\",%s}"
        .formatted(
            token,
            base64(kentongan.event.BatchSignature.publicKey(signingKey)),
            question(csr, signingKey, token));
  }

  static String renewal(String agent, byte[] signingKey, KeyPair tls) throws Exception {
    return "{" + question(csr(tls), signingKey, agent) + "}";
  }

  private static String question(byte[] csr, byte[] signingKey, String asked) {
    return "\"csr\":\"%s\",\"proof\":\"%s\""
        .formatted(base64(csr), base64(EnrolmentProof.sign(signingKey, csr, asked)));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  HttpResponse<String> enrol(String json) throws Exception {
    return post("/intake/v1/enrolments", json);
  }

  HttpResponse<String> renew(String json) throws Exception {
    return post("/intake/v1/certificates", json);
  }

  HttpResponse<String> send(Batch batch) throws IOException, InterruptedException {
    return client.send(
        IntakeServer.request(batch, to.resolve("/intake/v1/batches")).build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> send(String agent, long sequence) throws Exception {
    return send(
        EventSamples.batch(
            new kentongan.event.AgentId(agent), EventSamples.EPOCH, sequence, sequence));
  }

  private HttpResponse<String> post(String path, String json) throws Exception {
    return client.send(
        HttpRequest.newBuilder(to.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private static KeyManager[] keys(Shown shown) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "own", shown.key().getPrivate(), new char[0], new X509Certificate[] {shown.certificate()});
    var factory = KeyManagerFactory.getInstance("SunX509");
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  static byte[] newSigningKey() {
    return kentongan.event.BatchSignature.newPrivateKey(new SecureRandom());
  }

  /// Takes any server: these tests are about whom the server takes.
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] c, String t, @Nullable Socket s) {}

    @Override
    public void checkServerTrusted(X509Certificate[] c, String t, @Nullable Socket s) {}

    @Override
    public void checkClientTrusted(X509Certificate[] c, String t, @Nullable SSLEngine e) {}

    @Override
    public void checkServerTrusted(X509Certificate[] c, String t, @Nullable SSLEngine e) {}

    @Override
    public void checkClientTrusted(X509Certificate[] c, String t) {}

    @Override
    public void checkServerTrusted(X509Certificate[] c, String t) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

package kentongan.probe;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/// Certificates of every bad kind, and registries' answers.
class TlsAndDomainTest {
  private static final Instant NOW = Instant.now();
  private static final String NAME = "contoh.example";
  private static final AddressGuard OPEN = new AddressGuard(List.of(Network.parse("127.0.0.0/8")));
  private static final Resolver LOOPBACK = _ -> List.of(InetAddress.getLoopbackAddress());
  private final Memory memory = Memory.passing();

  @Test
  void a_trusted_certificate_is_good_and_described() throws Exception {
    var certified = certified("CN=Uji", NAME, -1, 40);
    var finding = ask(certified, true, Optional.empty());
    assertThat(finding.failure()).isEmpty();
    assertThat(finding.facts())
        .containsEntry("kentongan.check.certificate_days", 39L)
        .containsEntry("tls.server.issuer", "CN=Uji")
        .containsEntry("tls.version", "1.3")
        .containsEntry("kentongan.check.tls.weak_count", 0L)
        .containsEntry("kentongan.check.changed", false);
  }

  @Test
  void what_is_wrong_with_a_certificate_is_named() throws Exception {
    assertThat(faults(certified("CN=Uji", NAME, -9, -1), true)).contains("expired");
    assertThat(faults(certified("CN=Uji", NAME, 2, 9), true)).contains("not_yet_valid");
    assertThat(faults(certified("CN=Uji", "lain.example", -1, 9), true))
        .containsExactly("wrong_name");
    assertThat(faults(certified("CN=Uji", NAME, -1, 9), false)).containsExactly("self_signed");
    assertThat(faults(certified("CN=Uji", "lain.example", -1, 9), false))
        .containsExactly("wrong_name", "self_signed");
  }

  @Test
  void another_issuer_is_told_once_and_refused_where_one_is_set() throws Exception {
    ask(certified("CN=Uji", NAME, -1, 9), true, Optional.empty());
    var other = certified("CN=Lain", NAME, -1, 9);
    assertThat(ask(other, true, Optional.empty()).facts())
        .containsEntry("kentongan.check.changed", true)
        .containsEntry("kentongan.check.known", List.of("CN=Uji"));
    assertThat(ask(other, true, Optional.empty()).facts())
        .containsEntry("kentongan.check.changed", false);
    assertThat(ask(other, true, Optional.of("Uji")).failure().orElseThrow().reason())
        .isEqualTo(Reason.CHANGED);
  }

  @Test
  void an_old_protocol_that_is_agreed_to_is_named() throws IOException {
    var hello = new byte[5 + 4 + 2 + 32 + 1 + 2 + 1];
    hello[0] = 22;
    hello[4] = (byte) (hello.length - 5);
    hello[5] = 2;
    hello[9] = 3;
    hello[10] = 1;
    assertThat(WeakHello.accepted(WeakHello.oldProtocol(), new ByteArrayInputStream(hello)))
        .contains("TLSv1.0");
    hello[10] = 3;
    hello[45] = 5;
    assertThat(WeakHello.accepted(WeakHello.weakCiphers(), new ByteArrayInputStream(hello)))
        .contains("TLS_RSA_WITH_RC4_128_SHA");
    assertThat(WeakHello.accepted(WeakHello.oldProtocol(), new ByteArrayInputStream(hello)))
        .isEmpty();
    var alert = new byte[] {21, 3, 1, 0, 2, 2, 70};
    assertThat(WeakHello.accepted(WeakHello.oldProtocol(), new ByteArrayInputStream(alert)))
        .isEmpty();
  }

  @Test
  void a_registration_is_read_judged_and_its_change_told() {
    var body =
        """
        {"objectClassName":"domain","ldhName":"CONTOH.example","status":["active"],
         "entities":[{"handle":"IDN-1","roles":["registrar"],"vcardArray":["vcard",[["fn"]]]}],
         "nameservers":[{"ldhName":"NS1.contoh.example"}],
         "events":[{"eventAction":"registration","eventDate":"2010-01-01T00:00:00Z"},
                   {"eventAction":"expiration","eventDate":"%s"}]}\
        """;
    var far = body.formatted(NOW.plus(Duration.ofDays(400)));
    assertThat(registry(far, 200).failure()).isEmpty();
    var moved = registry(far.replace("NS1.contoh", "ns1.lain"), 200);
    assertThat(moved.facts()).containsEntry("kentongan.check.changed", true);
    assertThat(reason(registry(body.formatted(NOW.plus(Duration.ofDays(9))), 200)))
        .isEqualTo(Reason.LIMIT);
    assertThat(reason(registry(far.replace("active", "server hold"), 200)))
        .isEqualTo(Reason.POLICY);
    assertThat(reason(registry(far.replace("CONTOH", "lain"), 200))).isEqualTo(Reason.BODY);
    assertThat(reason(registry("{}", 404))).isEqualTo(Reason.MISSING);
    assertThat(reason(registry("{\"a\":" + "[".repeat(5000), 200))).isEqualTo(Reason.BODY);
    assertThat(reason(registry("{\"a\":\"" + "x".repeat(2_000_000), 200)))
        .isEqualTo(Reason.TOO_LARGE);
  }

  private Finding registry(String body, int status) {
    var server = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    server.start();
    try {
      server.stubFor(
          get(urlEqualTo("/rdap/domain/contoh.example"))
              .willReturn(aResponse().withStatus(status).withBody(body)));
      var base = URI.create("http://127.0.0.1:" + server.port() + "/rdap/");
      return new Probes(OPEN, InstantSource.fixed(NOW))
          .ask(new DomainCheck(NAME, base, Duration.ofDays(30)), memory);
    } finally {
      server.stop();
    }
  }

  private List<String> faults(Certified certified, boolean isTrusted) throws Exception {
    var finding = ask(certified, isTrusted, Optional.empty());
    assertThat(reason(finding)).isEqualTo(Reason.TLS);
    var faults = finding.facts().getOrDefault("kentongan.check.tls.faults", List.of());
    return ((List<?>) faults).stream().map(String::valueOf).toList();
  }

  private Finding ask(Certified certified, boolean isTrusted, Optional<String> issuer)
      throws Exception {
    try (var server = served(certified.store)) {
      var roots = KeyStore.getInstance("PKCS12");
      roots.load(null, null);
      roots.setCertificateEntry(
          "a", isTrusted ? certified.own : certified("CN=Asing", "x.example", -1, 9).own);
      var probes = new Probes(OPEN, LOOPBACK, Optional.of(roots), InstantSource.fixed(NOW));
      var place = new Place(NAME, server.getLocalPort());
      return probes.ask(new TlsCheck(place, NAME, issuer, true, Duration.ofSeconds(3)), memory);
    }
  }

  private static SSLServerSocket served(KeyStore store) throws Exception {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, "x".toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    var server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(() -> {
          while (!server.isClosed()) {
            try (var caller = server.accept()) {
              caller.getInputStream().read();
            } catch (IOException _) {
              // refused, or the test ended
            }
          }
        });
    return server;
  }

  private record Certified(KeyStore store, X509Certificate own) {}

  private static Certified certified(String issuer, String name, int fromDays, int toDays)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    var keys = generator.generateKeyPair();
    var builder =
        new JcaX509v3CertificateBuilder(
            new X500Name(issuer),
            BigInteger.valueOf(System.nanoTime()),
            Date.from(NOW.plus(Duration.ofDays(fromDays))),
            Date.from(NOW.plus(Duration.ofDays(toDays))),
            new X500Name(issuer),
            keys.getPublic());
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    var own = new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("k", keys.getPrivate(), "x".toCharArray(), new Certificate[] {own});
    return new Certified(store, own);
  }

  private static Reason reason(Finding finding) {
    return finding.failure().orElseThrow().reason();
  }
}

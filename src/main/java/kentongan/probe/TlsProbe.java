package kentongan.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/// Shakes hands with a server, tells what it showed, and offers what it should refuse.
final class TlsProbe {
  private static final int MOST_CHAIN = 10;

  private final Reach reach;
  private final Tls tls;

  TlsProbe(Reach reach, Tls tls) {
    this.reach = reach;
    this.tls = tls;
  }

  Finding ask(TlsCheck check, Memory memory, Instant now) {
    var facts = new Facts();
    facts.text("server.address", check.place().host());
    facts.number("server.port", check.place().port());
    facts.text("url.domain", check.name());
    InetAddress address;
    try (var deadline = new Deadline(check.patience())) {
      address = reach.addresses(check.place().host(), deadline).getFirst();
    } catch (CheckFailed e) {
      return facts.bad(e);
    }
    facts.text("server.ip", address.getHostAddress());
    var shaken = shaken(check, address, facts);
    var reason = shaken.failure.map(HttpAnswer.Failure::reason).orElse(Reason.TLS);
    if (shaken.chain.isEmpty() && reason != Reason.TLS) {
      return facts.bad(reason, shaken.failure.map(HttpAnswer.Failure::detail).orElse(""));
    }
    var weak = new ArrayList<>(shaken.chain.map(Chain::weak).orElse(List.of()));
    if (check.triesWeak()) {
      accepted(check, address, WeakHello.oldProtocol()).ifPresent(weak::add);
      accepted(check, address, WeakHello.weakCiphers()).ifPresent(weak::add);
    }
    facts.texts("kentongan.check.tls.weak", weak);
    facts.number("kentongan.check.tls.weak_count", weak.size());
    if (shaken.chain.isEmpty()) {
      facts.texts("kentongan.check.tls.faults", List.of("handshake"));
      return facts.bad(
          reason, shaken.failure.map(HttpAnswer.Failure::detail).orElse("no certificate"));
    }
    return judged(check, shaken, facts, memory, now);
  }

  /// A handshake's end: what was shown, and why it failed.
  private record Shaken(Optional<Chain> chain, Optional<HttpAnswer.Failure> failure) {}

  private Shaken shaken(TlsCheck check, InetAddress address, Facts facts) {
    Optional<HttpAnswer.Failure> failure = Optional.empty();
    var shown = List.<X509Certificate>of();
    Tls.forget();
    try (var deadline = new Deadline(check.patience());
        var plain = new Socket()) {
      try {
        var before = System.nanoTime();
        reach.connect(plain, address, check.place().port(), check.patience(), deadline);
        facts.millisSince("kentongan.check.phase.connect_ms", before);
        before = System.nanoTime();
        try (SSLSocket socket = tls.over(plain, check.name(), check.place().port())) {
          facts.millisSince("kentongan.check.phase.tls_ms", before);
          facts.text("tls.version", socket.getSession().getProtocol().replace("TLSv", ""));
          facts.text("tls.cipher", socket.getSession().getCipherSuite());
          shown = Tls.shown(socket);
        }
      } catch (IOException e) {
        failure = Optional.of(Reach.failure(e, deadline));
      }
    } catch (CheckFailed e) {
      failure = Optional.of(new HttpAnswer.Failure(e.reason(), e.detail()));
    } catch (IOException _) {
      // closing what was refused
    }
    var seen = shown.isEmpty() ? Tls.seen() : shown;
    return new Shaken(
        seen.isEmpty()
            ? Optional.empty()
            : Optional.of(new Chain(seen.subList(0, Math.min(seen.size(), MOST_CHAIN)))),
        failure);
  }

  private static Finding judged(
      TlsCheck check, Shaken shaken, Facts facts, Memory memory, Instant now) {
    var chain = shaken.chain.orElseThrow();
    var own = chain.own();
    var issuer = own.getIssuerX500Principal().getName();
    var end = own.getNotAfter().toInstant();
    facts.text("tls.server.subject", own.getSubjectX500Principal().getName());
    facts.text("tls.server.issuer", issuer);
    facts.text("tls.server.not_before", Probes.text(own.getNotBefore().toInstant()));
    facts.text("tls.server.not_after", Probes.text(end));
    facts.text("tls.server.hash.sha256", sha256(chain.encoded()));
    facts.number("tls.server.x509.public_key_size", chain.bits());
    facts.texts("tls.server.x509.alternative_names", chain.names());
    facts.texts(
        "kentongan.check.tls.chain",
        chain.certificates().stream().map(c -> c.getSubjectX500Principal().getName()).toList());
    facts.number(
        "kentongan.check.certificate_days",
        Math.floorDiv(Duration.between(now, end).toSeconds(), 86_400L));
    var faults = faults(check, shaken, chain, now);
    facts.texts("kentongan.check.tls.faults", faults);
    var isChanged = issuerChanged(issuer, facts, memory);
    if (check.issuer().isPresent() && !issuer.contains(check.issuer().get())) {
      return facts.bad(
          Reason.CHANGED, "issued by %s (expected: %s)".formatted(issuer, check.issuer().get()));
    }
    if (!faults.isEmpty()) {
      var detail = shaken.failure.map(HttpAnswer.Failure::detail).orElse("");
      return facts.bad(Reason.TLS, String.join(", ", faults) + ": " + detail);
    }
    return facts.good(
        isChanged
            ? "%s: penerbit sertifikat berubah menjadi %s".formatted(check.about(), issuer)
            : "%s: sertifikat sah sampai %s".formatted(check.about(), Probes.text(end)));
  }

  private static List<String> faults(TlsCheck check, Shaken shaken, Chain chain, Instant now) {
    var faults = new ArrayList<>(chain.faults(check.name(), now));
    var said = shaken.failure.map(HttpAnswer.Failure::detail).orElse("");
    if (said.contains("PKIX path") || said.contains("certification path")) {
      if (!said.contains("validity check failed")) {
        faults.add(chain.isSelfSigned() ? "self_signed" : "untrusted");
      }
    }
    if (faults.isEmpty() && shaken.failure.isPresent()) {
      faults.add("handshake");
    }
    return faults;
  }

  /// Told once; then the new issuer is the known one.
  private static boolean issuerChanged(String issuer, Facts facts, Memory memory) {
    var shown = Facts.shown(issuer);
    var before = memory.recall("issuer");
    if (!before.equals(Optional.of(shown))) {
      memory.keep("issuer", shown);
    }
    var isChanged = before.isPresent() && !before.get().equals(shown);
    facts.flag("kentongan.check.changed", isChanged);
    if (isChanged) {
      facts.texts("kentongan.check.known", List.of(before.get()));
      facts.texts("kentongan.check.added", List.of(shown));
    }
    return isChanged;
  }

  private Optional<String> accepted(TlsCheck check, InetAddress address, WeakHello hello) {
    try (var deadline = new Deadline(check.patience());
        var socket = new Socket()) {
      reach.connect(socket, address, check.place().port(), check.patience(), deadline);
      socket.getOutputStream().write(hello.bytes(check.name()));
      return WeakHello.accepted(hello, socket.getInputStream());
    } catch (IOException | CheckFailed _) {
      return Optional.empty(); // hanging up is a refusal too
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of()
          .withUpperCase()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

package kentongan.intake;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Map;
import kentongan.event.AgentCertificate;
import kentongan.event.AgentId;
import kentongan.event.Certificates;
import kentongan.intake.BatchHead.Refused;
import kentongan.intake.Problem.Kind;
import org.springframework.web.reactive.function.server.ServerRequest;

/// One way in, and who may use it. Asked for each request, so that a connection that is kept open
/// is no longer good than what opened it. Blocking.
sealed interface Door {
  /// Whether requests may come in here at all, before anything of them is read.
  void open(ServerRequest request) throws Refused;

  /// Whether this request is the agent's that it says it is.
  void admit(ServerRequest request, AgentId agent) throws Refused;

  /// Without TLS: from this machine itself, for demonstrations and tests, when that is allowed.
  ///
  /// @param isAllowed as set
  record Plain(boolean isAllowed) implements Door {
    @Override
    public void open(ServerRequest request) throws Refused {
      var headers = request.headers().asHttpHeaders();
      var isHere =
          request
              .remoteAddress()
              .map(InetSocketAddress::getAddress)
              .filter(address -> address.isLoopbackAddress())
              .isPresent();
      // Behind a proxy on this machine everybody comes from this machine.
      var isForwarded =
          headers.containsHeader("X-Forwarded-For")
              || headers.containsHeader("Forwarded")
              || headers.containsHeader("Via");
      if (!isAllowed || !isHere || isForwarded) {
        throw new Refused(
            Kind.TLS_NEEDED,
            "without TLS (expected: the agents' port, https, with the agent's certificate)");
      }
    }

    @Override
    public void admit(ServerRequest request, AgentId agent) throws Refused {
      open(request);
    }
  }

  /// With TLS 1.3; who sends shows a certificate of our authority.
  record Tls(Certificates certificates, InstantSource clock) implements Door {
    @Override
    public void open(ServerRequest request) {
      // An agent that enrols has no certificate yet.
    }

    @Override
    public void admit(ServerRequest request, AgentId agent) throws Refused {
      var shown = shown(request);
      if (!shown.agent().equals(agent)) {
        throw new Refused(
            Kind.NOT_YOURS, "agent %s with the certificate of %s".formatted(agent, shown.agent()));
      }
      if (shown.isExpired(clock.instant())) {
        throw new Refused(
            new Problem(Kind.CERTIFICATE_EXPIRED, "ended %s".formatted(shown.until()), Map.of()));
      }
    }

    /// The certificate that this connection was opened with, as the register has it.
    AgentCertificate shown(ServerRequest request) throws Refused {
      var tls = request.exchange().getRequest().getSslInfo();
      X509Certificate[] chain = tls == null ? null : tls.getPeerCertificates();
      if (chain == null || chain.length == 0) {
        throw new Refused(
            Kind.NO_CERTIFICATE, "no client certificate (expected: the agent's own); enrol first");
      }
      var serial = chain[0].getSerialNumber().toString(16);
      return certificates
          .find(serial)
          .orElseThrow(() ->
              new Refused(
                  Kind.NO_CERTIFICATE,
                  "certificate %s is not in the register; enrol again".formatted(serial)));
    }
  }
}

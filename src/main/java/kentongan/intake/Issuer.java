package kentongan.intake;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import kentongan.event.Agent;
import kentongan.event.AgentCertificate;
import kentongan.event.Certificates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives agents their certificates. One certificate a key: whoever asks again with the same key,
/// because the answer was lost, gets the same certificate again.
final class Issuer {
  private static final Logger LOG = LoggerFactory.getLogger(Issuer.class);

  /// How many valid certificates one agent may have; it needs two while it renews.
  private static final int AT_ONCE = 8;

  private final Authority authority;
  private final Certificates certificates;
  private final Duration life;
  private final InstantSource clock;
  private final ReentrantLock turn = new ReentrantLock();

  Issuer(Authority authority, Certificates certificates, Duration life, InstantSource clock) {
    this.authority = authority;
    this.certificates = certificates;
    this.life = life;
    this.clock = clock;
  }

  /// What came of a request.
  sealed interface Outcome {
    /// The certificate, now in the register.
    record Issued(AgentCertificate certificate) implements Outcome {}

    /// The agent has certificates, and none for this key.
    record AnotherKey() implements Outcome {}

    /// It has more than it can need.
    record TooMany() implements Outcome {}
  }

  /// The first certificate of an agent that has just enrolled.
  Outcome first(Agent agent, CertificateRequest request) {
    return inTurn(agent, request, Optional.empty());
  }

  /// The next certificate of an agent that has one.
  Outcome next(Agent agent, CertificateRequest request, AgentCertificate present) {
    return inTurn(agent, request, Optional.of(present.serial()));
  }

  private Outcome inTurn(Agent agent, CertificateRequest request, Optional<String> replaces) {
    turn.lock();
    try {
      var now = clock.instant();
      var present =
          certificates.of(agent.id()).stream()
              .filter(c -> !c.isExpired(now) && c.revokedAt().isEmpty())
              .toList();
      var same = present.stream().filter(c -> c.keyHash().equals(request.keyHash())).findAny();
      if (same.isPresent()) {
        return new Outcome.Issued(same.get());
      }
      if (replaces.isEmpty() && !certificates.of(agent.id()).isEmpty()) {
        return new Outcome.AnotherKey();
      }
      return present.size() >= AT_ONCE
          ? new Outcome.TooMany()
          : new Outcome.Issued(issued(agent, request, replaces));
    } finally {
      turn.unlock();
    }
  }

  private AgentCertificate issued(
      Agent agent, CertificateRequest request, Optional<String> replaces) {
    try {
      var signed = authority.issue(agent.id(), agent.office(), request.key(), life);
      var certificate =
          new AgentCertificate(
              signed.getSerialNumber().toString(16),
              agent.id(),
              request.keyHash(),
              signed.getNotBefore().toInstant(),
              signed.getNotAfter().toInstant(),
              Base64.getEncoder().encodeToString(signed.getEncoded()),
              replaces,
              Optional.empty());
      certificates.keep(certificate);
      LOG.atInfo()
          .addKeyValue("agent", agent.id())
          .addKeyValue("serial", certificate.serial())
          .addKeyValue("until", certificate.until())
          .log(replaces.isEmpty() ? "certificate issued" : "certificate renewed");
      return certificate;
    } catch (GeneralSecurityException odd) {
      throw new IllegalStateException("certificate of agent " + agent.id() + " not signed", odd);
    }
  }
}

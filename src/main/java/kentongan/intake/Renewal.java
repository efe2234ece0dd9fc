package kentongan.intake;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import kentongan.event.AgentCertificate;
import kentongan.event.EnrolmentProof;
import kentongan.intake.BatchHead.Refused;
import kentongan.intake.Problem.Kind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The next certificate of an agent that shows its present one: `{"csr","proof"}`, both Base64. One
/// that has ended is good for this for a while, since an office's line may be dead longer than a
/// certificate lives.
final class Renewal {
  private final Reception reception;
  private final Issuer issuer;
  private final Duration late;
  private final InstantSource clock;

  Renewal(Reception reception, Issuer issuer, Duration late, InstantSource clock) {
    this.reception = reception;
    this.issuer = issuer;
    this.late = late;
    this.clock = clock;
  }

  Answer renew(AgentCertificate shown, byte[] body) throws Refused {
    var agent = reception.sender(shown.agent());
    if (shown.isExpired(clock.instant().minus(late))) {
      return Problem.of(
          Kind.CERTIFICATE_EXPIRED,
          "ended %s, more than %d days ago; ask headquarters for a new token and enrol again"
              .formatted(shown.until(), late.toDays()));
    }
    var asked = Asked.read(body);
    if (asked.isEmpty()) {
      return Problem.of(Kind.BAD_ENROLMENT, "expected: {\"csr\",\"proof\"}, both Base64");
    }
    var request = asked.get();
    if (!EnrolmentProof.fits(
        request.proof(), agent.publicKey(), request.csr(), agent.id().value())) {
      return Problem.of(Kind.BAD_SIGNATURE, "proof: not by the enrolled key of " + agent.id());
    }
    try {
      var outcome = issuer.next(agent, CertificateRequest.read(request.csr()), shown);
      return Enrolment.answer(agent, outcome);
    } catch (IllegalArgumentException bad) {
      return Problem.of(Kind.BAD_ENROLMENT, String.valueOf(bad.getMessage()));
    }
  }

  private record Asked(byte[] csr, byte[] proof) {
    static Optional<Asked> read(byte[] body) {
      try {
        var tree = JsonMapper.shared().readTree(body);
        return Optional.of(
            new Asked(
                Base64.getDecoder().decode(tree.path("csr").asString("")),
                Base64.getDecoder().decode(tree.path("proof").asString(""))));
      } catch (JacksonException | IllegalArgumentException bad) {
        return Optional.empty();
      }
    }
  }
}

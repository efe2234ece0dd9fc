package kentongan.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import kentongan.event.Agent;
import kentongan.event.Agents;
import kentongan.event.BatchSignature;
import kentongan.event.EnrolmentProof;
import kentongan.intake.Problem.Kind;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Lets a new agent in for a one-time token. Who fails often has to wait, so tokens cannot be tried
/// out; who has a good token never waits, so five hundred agents may come at once.
final class Enrolment {
  /// Bytes of a request.
  static final int MAX_BYTES = 4096;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Agents agents;
  private final InstantSource clock;
  private final FailureLimit failures;
  private final Optional<Issuer> issuer;

  /// @param issuer gives certificates; empty where agents come without TLS
  Enrolment(Agents agents, Optional<Issuer> issuer, InstantSource clock, int failuresPerMinute) {
    this.agents = agents;
    this.issuer = issuer;
    this.clock = clock;
    this.failures = new FailureLimit(failuresPerMinute);
  }

  /// @param address where the request comes from, without the port
  Answer enrol(byte[] body, String address) {
    var now = clock.instant();
    if (failures.isReached(address, now)) {
      return Problem.of(Kind.TOO_MANY, "try again in a minute");
    }
    var answer = issuer.isPresent() ? withCertificate(issuer.get(), body, now) : plain(body, now);
    if (answer instanceof Problem) {
      failures.count(address, now);
    }
    return answer;
  }

  private Answer plain(byte[] body, Instant now) {
    return Request.read(body)
        .map(asked -> enrolled(asked, now).<Answer>map(agent -> answer(agent, Optional.empty())))
        .map(answer -> answer.orElseGet(Enrolment::tokenRefused))
        .orElseGet(() ->
            Problem.of(
                Kind.BAD_ENROLMENT,
                "expected: {\"token\",\"host\",\"public_key\"}, the key as Base64 of 32 bytes"));
  }

  /// Everything is checked before the token is spent, so that a request with a fault costs nothing.
  private Answer withCertificate(Issuer by, byte[] body, Instant now) {
    var read = Request.read(body);
    if (read.isEmpty()) {
      return Problem.of(
          Kind.BAD_ENROLMENT,
          "expected: {\"token\",\"host\",\"public_key\",\"csr\",\"proof\"}, the last three Base64");
    }
    var asked = read.get();
    if (!EnrolmentProof.fits(asked.proof(), asked.publicKey(), asked.csr(), asked.token())) {
      return Problem.of(Kind.BAD_SIGNATURE, "proof: not by public_key over csr and token");
    }
    CertificateRequest request;
    try {
      request = CertificateRequest.read(asked.csr());
    } catch (IllegalArgumentException bad) {
      return Problem.of(Kind.BAD_ENROLMENT, String.valueOf(bad.getMessage()));
    }
    return enrolled(asked, now)
        .map(agent -> answer(agent, by.first(agent, request)))
        .orElseGet(Enrolment::tokenRefused);
  }

  private Optional<Agent> enrolled(Request asked, Instant now) {
    return agents.enrol(asked.token(), asked.host(), asked.publicKey(), now);
  }

  private static Answer tokenRefused() {
    return Problem.of(Kind.TOKEN_REFUSED, "ask headquarters for a new token");
  }

  /// What an agent is told about its certificate.
  static Answer answer(Agent agent, Issuer.Outcome outcome) {
    return switch (outcome) {
      case Issuer.Outcome.Issued(var certificate) ->
          answer(agent, Optional.of(certificate.certificate()));
      case Issuer.Outcome.AnotherKey _ -> tokenRefused();
      case Issuer.Outcome.TooMany _ ->
          Problem.of(Kind.TOO_MANY_CERTIFICATES, "wait until one of them ends");
    };
  }

  private static Answer answer(Agent agent, Optional<String> certificate) {
    return new Answer.Enrolled(agent.id().value(), agent.office().code(), certificate);
  }

  /// What a new agent sends.
  ///
  /// @param csr empty without TLS; so is proof
  private record Request(String token, String host, byte[] publicKey, byte[] csr, byte[] proof) {
    static Optional<Request> read(byte[] body) {
      try {
        var tree = JSON.readTree(body);
        var token = text(tree, "token", 200);
        var host = text(tree, "host", 253);
        var key = bytes(tree, "public_key", 200);
        return token.isEmpty() || host.isEmpty() || !BatchSignature.isPublicKey(key)
            ? Optional.empty()
            : Optional.of(
                new Request(token, host, key, bytes(tree, "csr", 2000), bytes(tree, "proof", 200)));
      } catch (JacksonException | IllegalArgumentException bad) {
        return Optional.empty();
      }
    }

    private static byte[] bytes(JsonNode tree, String name, int most) {
      return Base64.getDecoder().decode(text(tree, name, most));
    }

    /// A member's text; empty when it is missing, too long or not printable.
    private static String text(JsonNode tree, String name, int most) {
      var text = tree.path(name).asString("");
      return text.length() > most || text.codePoints().anyMatch(Character::isISOControl)
          ? ""
          : text;
    }
  }
}

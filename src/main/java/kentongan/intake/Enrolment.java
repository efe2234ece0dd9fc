package kentongan.intake;

import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import kentongan.event.Agents;
import kentongan.event.BatchSignature;
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

  Enrolment(Agents agents, InstantSource clock, int failuresPerMinute) {
    this.agents = agents;
    this.clock = clock;
    this.failures = new FailureLimit(failuresPerMinute);
  }

  /// @param address where the request comes from, without the port
  Answer enrol(byte[] body, String address) {
    var now = clock.instant();
    if (failures.isReached(address, now)) {
      return Problem.of(Kind.TOO_MANY, "try again in a minute");
    }
    var request = Request.read(body);
    if (request.isEmpty()) {
      failures.count(address, now);
      return Problem.of(
          Kind.BAD_ENROLMENT,
          "expected: {\"token\",\"host\",\"public_key\"}, the key as Base64 of 32 bytes");
    }
    var asked = request.get();
    var enrolled = agents.enrol(asked.token(), asked.host(), asked.publicKey(), now);
    if (enrolled.isEmpty()) {
      failures.count(address, now);
      return Problem.of(Kind.TOKEN_REFUSED, "ask headquarters for a new token");
    }
    return new Answer.Enrolled(enrolled.get().id().value(), enrolled.get().office().code());
  }

  /// What a new agent sends.
  private record Request(String token, String host, byte[] publicKey) {
    static Optional<Request> read(byte[] body) {
      try {
        var tree = JSON.readTree(body);
        var token = text(tree, "token", 200);
        var host = text(tree, "host", 253);
        var key = Base64.getDecoder().decode(text(tree, "public_key", 200));
        return token.isEmpty() || host.isEmpty() || !BatchSignature.isPublicKey(key)
            ? Optional.empty()
            : Optional.of(new Request(token, host, key));
      } catch (JacksonException | IllegalArgumentException bad) {
        return Optional.empty();
      }
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

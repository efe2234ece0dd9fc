package kentongan.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import kentongan.event.AgentId;
import kentongan.event.Batch;
import kentongan.event.SignedPlan;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The collector's door, seen from outside: the three requests of the wire, and what the answers
/// mean to an agent.
final class Intake {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 20_000;

  /// A plan may come with it, in Base64.
  private static final int MOST_ANSWER = 1 << 20;

  private final URI collector;
  private final InstantSource clock;
  private final ClockSeen clocks;
  private Optional<Tls13> tls = Optional.empty();

  Intake(URI collector, InstantSource clock, ClockSeen clocks) {
    this.collector = collector;
    this.clock = clock;
    this.clocks = clocks;
  }

  /// From now on by these sockets, when the collector's address is https.
  void over(Tls13 sockets) {
    tls = Optional.of(sockets);
  }

  /// What a batch was answered.
  sealed interface Answer {
    /// All up to `last` is on disk.
    ///
    /// @param plan what is to be checked from now on, as it came; empty when nothing new
    record Stored(long epoch, long last, Optional<Plan> plan) implements Answer {}

    /// The record ends elsewhere.
    record Elsewhere(long epoch, long last) implements Answer {}

    /// This batch will never be accepted.
    record Never(String problem) implements Answer {}

    /// The certificate has ended.
    record Expired(String problem) implements Answer {}

    /// Unknown, revoked, or wrongly signed.
    record Unknown(String problem) implements Answer {}

    /// Not now.
    record Later(String problem) implements Answer {}
  }

  /// A plan as it came, in Base64; nobody has looked whether it is genuine.
  record Plan(long version, String body, String signature) {}

  /// What an enrolment was answered.
  sealed interface Enrolment {
    /// @param planKey what plans are checked with, Base64; empty when there are none
    /// @param certificate DER; empty without TLS
    record Done(AgentId agent, String office, String planKey, Optional<byte[]> certificate)
        implements Enrolment {}

    record Refused(String problem) implements Enrolment {}

    record Later(String problem) implements Enrolment {}
  }

  /// @param plan the version of the plan that is held; 0 for none
  Answer send(AgentId agent, Cut cut, String signature, long plan) {
    try {
      var request = post("/intake/v1/batches", "application/x-ndjson");
      request.setRequestProperty("Content-Encoding", Batch.Encoding.ZSTD.token());
      request.setRequestProperty(Batch.AGENT, agent.value());
      request.setRequestProperty(Batch.EPOCH, Long.toString(cut.epoch()));
      request.setRequestProperty(Batch.FIRST, Long.toString(cut.first()));
      request.setRequestProperty(Batch.LAST, Long.toString(cut.last()));
      request.setRequestProperty(Batch.SIGNATURE, signature);
      request.setRequestProperty(SignedPlan.HEADER, Long.toString(plan));
      return meaning(answered(request, cut.body()));
    } catch (IOException e) {
      return new Answer.Later(reason(e));
    }
  }

  Enrolment enrol(
      String token, String host, String publicKey, Optional<Identity.Question> request) {
    var asked = new LinkedHashMap<String, String>();
    asked.put("token", token);
    asked.put("host", host);
    asked.put("public_key", publicKey);
    request.ifPresent(question -> ask(asked, question));
    return enrolment("/intake/v1/enrolments", asked);
  }

  /// Asks for the next certificate, showing the present one.
  Enrolment renew(Identity.Question request) {
    var asked = new LinkedHashMap<String, String>();
    ask(asked, request);
    return enrolment("/intake/v1/certificates", asked);
  }

  private static void ask(Map<String, String> asked, Identity.Question question) {
    asked.put("csr", question.csr());
    asked.put("proof", question.proof());
  }

  private Enrolment enrolment(String path, Map<String, String> asked) {
    try {
      var answer = answered(post(path, "application/json"), json(asked));
      if (answer.status() == 201) {
        return done(answer);
      }
      var isRefused = answer.status() >= 400 && answer.status() < 500 && answer.status() != 429;
      return isRefused
          ? new Enrolment.Refused(answer.problem())
          : new Enrolment.Later(answer.problem());
    } catch (IOException | IllegalArgumentException e) {
      return new Enrolment.Later(reason(e));
    }
  }

  private static Enrolment done(Answered answer) {
    var agent = answer.fields().get("agent");
    if (agent == null) {
      return new Enrolment.Later("an answer without a name");
    }
    var certificate =
        Optional.ofNullable(answer.fields().get("certificate")).map(Base64.getDecoder()::decode);
    return new Enrolment.Done(
        new AgentId(agent),
        answer.fields().getOrDefault("office", "?"),
        answer.fields().getOrDefault("plan_key", ""),
        certificate);
  }

  private static Answer meaning(Answered answer) {
    return switch (answer.status()) {
      case 200, 201, 202 ->
          answer
              .<Answer>cursor((epoch, last) -> new Answer.Stored(epoch, last, answer.plan()))
              .orElseGet(() -> new Answer.Later("an answer without a cursor"));
      case 409 ->
          answer
              .<Answer>cursor(Answer.Elsewhere::new)
              .orElseGet(() -> new Answer.Later(answer.problem()));
      case 400, 411, 413, 415, 422 -> new Answer.Never(answer.problem());
      case 401, 403 ->
          answer.is("certificate-expired")
              ? new Answer.Expired(answer.problem())
              : new Answer.Unknown(answer.problem());
      default -> new Answer.Later(answer.problem());
    };
  }

  private HttpURLConnection post(String path, String type) throws IOException {
    var url = collector.resolve(path).toURL();
    if (!(url.openConnection(Proxy.NO_PROXY) instanceof HttpURLConnection request)) {
      throw new IOException("not an HTTP address: " + url);
    }
    if (request instanceof HttpsURLConnection secure) {
      secure.setSSLSocketFactory(
          tls.orElseThrow(() -> new IOException("https before the collector's key is known")));
      // The collector is known by its key, not by its name: see PinnedTrust.
      secure.setHostnameVerifier((_, _) -> true);
    }
    request.setRequestProperty(
        Batch.CLOCK, clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    request.setRequestMethod("POST");
    request.setDoOutput(true);
    request.setInstanceFollowRedirects(false);
    request.setConnectTimeout(CONNECT_MILLIS);
    request.setReadTimeout(READ_MILLIS);
    request.setRequestProperty("Content-Type", type);
    return request;
  }

  private Answered answered(HttpURLConnection request, byte[] body) throws IOException {
    request.setFixedLengthStreamingMode(body.length);
    IOException broken = null;
    try (var out = request.getOutputStream()) {
      out.write(body);
    } catch (IOException e) {
      broken = e; // the collector may have answered before it read all
    }
    int status;
    try {
      status = request.getResponseCode();
    } catch (HttpRetryException e) {
      // 401: the JDK would like to answer with a password, and throws away what was said.
      return new Answered(e.responseCode(), Map.of("detail", "tanda tangan tidak dikenali"));
    } catch (IOException e) {
      request.disconnect();
      throw broken == null ? e : broken;
    }
    clocks.answered(request.getDate());
    // Read to its end, so that the connection can be used again.
    try (var in = status < 400 ? request.getInputStream() : request.getErrorStream()) {
      return new Answered(status, in == null ? "" : text(in));
    }
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readNBytes(MOST_ANSWER), StandardCharsets.UTF_8);
  }

  private static byte[] json(Map<String, String> asked) {
    var bytes = new ByteArrayOutputStream();
    try (var out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      out.writeStartObject();
      asked.forEach((name, value) -> out.writeName(name).writeString(value));
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /// An answer and the scalars at the top of its JSON.
  private record Answered(int status, Map<String, String> fields) {
    Answered(int status, String text) {
      this(status, scalars(text));
    }

    private interface Case<T> {
      T of(long epoch, long last);
    }

    <T> Optional<T> cursor(Case<T> made) {
      try {
        var epoch = fields.get("epoch");
        var last = fields.get("last");
        return epoch == null || last == null
            ? Optional.empty()
            : Optional.of(made.of(Long.parseLong(epoch), Long.parseLong(last)));
      } catch (NumberFormatException _) {
        return Optional.empty();
      }
    }

    Optional<Plan> plan() {
      var version = fields.getOrDefault("plan_version", "");
      return version.matches("[0-9]{1,18}")
          ? Optional.of(
              new Plan(
                  Long.parseLong(version),
                  fields.getOrDefault("plan", ""),
                  fields.getOrDefault("plan_signature", "")))
          : Optional.empty();
    }

    boolean is(String problem) {
      return fields.getOrDefault("type", "").endsWith(":" + problem);
    }

    String problem() {
      var detail = fields.getOrDefault("detail", fields.getOrDefault("title", ""));
      return "HTTP " + status + (detail.isEmpty() ? "" : ": " + detail);
    }

    private static Map<String, String> scalars(String text) {
      var fields = new HashMap<String, String>();
      try (var in = JSON.createParser(ObjectReadContext.empty(), text)) {
        if (in.nextToken() != JsonToken.START_OBJECT) {
          return fields;
        }
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
          var name = in.currentName();
          if (in.nextToken().isScalarValue()) {
            fields.put(name, in.getString());
          } else {
            in.skipChildren();
          }
        }
      } catch (JacksonException _) {
        // what was read so far is what it said
      }
      return fields;
    }
  }
}

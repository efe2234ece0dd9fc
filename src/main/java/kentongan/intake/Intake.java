package kentongan.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import kentongan.event.Agent;
import kentongan.event.AgentId;
import kentongan.event.Agents;
import kentongan.event.Batch;
import kentongan.event.Certificates;
import kentongan.event.EventLog;
import kentongan.event.Plans;
import kentongan.event.SignedPlan;
import kentongan.intake.BatchHead.Refused;
import kentongan.intake.Problem.Kind;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import tools.jackson.databind.json.JsonMapper;

/// The routes of the door: `POST /intake/v1/batches`, `POST /intake/v1/enrolments`, and, with TLS,
/// `POST /intake/v1/certificates`.
///
/// Everything that blocks runs on a virtual thread of ours that a vanished client does not
/// interrupt: what has begun is finished, and the next time the agent asks it is told so.
public final class Intake implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Reception reception;
  private final Plans plans;
  private final Door.Plain plain;
  private final Enrolment plainEnrolment;
  private final Optional<WithTls> withTls;
  private final AgentClocks clocks;
  private final InstantSource clock;
  private final IntakeMetrics metrics;
  private final InFlight inFlight;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("intake-", 0).factory());

  /// What is needed to know agents by their certificates.
  private record WithTls(Door.Tls door, Enrolment enrolment, Renewal renewal) {}

  /// A door without TLS, for agents on this machine.
  public Intake(
      EventLog log,
      Agents agents,
      InstantSource clock,
      IntakeSettings settings,
      MeterRegistry registry) {
    this(log, agents, Plans.NONE, Optional.empty(), clock, settings, registry);
  }

  /// @param plans what agents are told to check
  /// @param issuing empty for a door without TLS
  Intake(
      EventLog log,
      Agents agents,
      Plans plans,
      Optional<Issuing> issuing,
      InstantSource clock,
      IntakeSettings settings,
      MeterRegistry registry) {
    this.plans = plans;
    this.clock = clock;
    this.clocks = new AgentClocks(clock);
    this.reception = new Reception(log, agents, clock);
    this.plain = new Door.Plain(settings.plain());
    this.plainEnrolment =
        new Enrolment(agents, Optional.empty(), clock, settings.failedEnrolments());
    this.withTls = issuing.map(by -> withTls(agents, by, settings));
    this.metrics = new IntakeMetrics(registry, log);
    this.inFlight = new InFlight(settings.inFlight().toBytes());
  }

  /// Who signs certificates, and where they are kept.
  record Issuing(Authority authority, Certificates certificates) {}

  private WithTls withTls(Agents agents, Issuing by, IntakeSettings settings) {
    var issuer =
        new Issuer(by.authority(), by.certificates(), settings.tls().certificateLife(), clock);
    return new WithTls(
        new Door.Tls(by.certificates(), clock),
        new Enrolment(agents, Optional.of(issuer), clock, settings.failedEnrolments()),
        new Renewal(reception, issuer, settings.tls().renewLate(), clock));
  }

  /// The routes without TLS, to be served beside the dashboard.
  public RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route(post("/intake/v1/batches"), request -> batch(request, plain))
        .andRoute(post("/intake/v1/enrolments"), request -> enrol(request, plain, plainEnrolment));
  }

  /// The routes of the agents' port.
  RouterFunction<ServerResponse> agentRoutes() {
    var tls = withTls.orElseThrow(() -> new IllegalStateException("no authority was given"));
    return RouterFunctions.route(post("/intake/v1/batches"), request -> batch(request, tls.door()))
        .andRoute(
            post("/intake/v1/enrolments"), request -> enrol(request, tls.door(), tls.enrolment()))
        .andRoute(post("/intake/v1/certificates"), request -> renew(request, tls));
  }

  private static RequestPredicate post(String path) {
    return RequestPredicates.method(HttpMethod.POST).and(RequestPredicates.path(path));
  }

  /// How wrong agents' clocks are.
  public AgentClocks clocks() {
    return clocks;
  }

  /// Waits for what has begun.
  @Override
  public void close() {
    threads.close();
  }

  private Mono<ServerResponse> batch(ServerRequest request, Door door) {
    BatchHead head;
    try {
      head = BatchHead.read(request.headers().asHttpHeaders());
    } catch (Refused refused) {
      return answer(refused.problem(), true);
    }
    return blocking(() -> sender(request, head, door))
        .flatMap(sender -> receive(request, head, sender))
        .onErrorResume(Refused.class, refused -> answer(refused.problem(), true))
        .onErrorResume(IOException.class, _ -> gone());
  }

  private Agent sender(ServerRequest request, BatchHead head, Door door) throws Refused {
    door.admit(request, head.agent());
    var sender = reception.sender(head.agent());
    clocks.heard(sender.id(), request.headers().firstHeader(Batch.CLOCK));
    return sender;
  }

  /// The sender hung up in the middle: nobody reads an answer, and it is no fault of ours to log.
  private static Mono<ServerResponse> gone() {
    return ServerResponse.badRequest().build();
  }

  private Mono<ServerResponse> receive(ServerRequest request, BatchHead head, Agent sender) {
    var place = inFlight.reserve(head.length());
    if (place.isEmpty()) {
      return answer(Problem.of(Kind.BUSY, "too many batches at once"), true);
    }
    var held = place.get();
    return body(request, head.length())
        .doFinally(signal -> {
          // When it came whole, the one who checks it gives the place back.
          if (signal != SignalType.ON_COMPLETE) {
            held.close();
            metrics.refused(Kind.ABORTED);
          }
        })
        .flatMap(body ->
            blocking(() -> {
              try (held) {
                return received(head, sender, body);
              }
            }))
        .flatMap(answer -> {
          var plan = request.headers().firstHeader(SignedPlan.HEADER);
          return answer instanceof Answer.Stored stored && plan != null
              ? stored(stored, head.agent(), plan)
              : answer(answer, false);
        });
  }

  /// The answer to an agent that understands plans: with the plan, when there is a newer one.
  private Mono<ServerResponse> stored(Answer.Stored stored, AgentId agent, String held) {
    var plan =
        held.matches("[0-9]{1,18}")
            ? plans.newer(agent, Long.parseLong(held))
            : Optional.<SignedPlan>empty();
    return plan.map(fresh ->
            json(
                ServerResponse.ok(),
                new StoredWithPlan(
                    stored.epoch(),
                    stored.last(),
                    fresh.version(),
                    Base64.getEncoder().encodeToString(fresh.body()),
                    Base64.getEncoder().encodeToString(fresh.signature()))))
        .orElseGet(() -> answer(stored, false));
  }

  private Answer received(BatchHead head, Agent sender, byte[] body) {
    var began = System.nanoTime();
    var answer = reception.receive(sender, head, body);
    if (answer instanceof Answer.Stored stored) {
      metrics.accepted(stored.fresh(), Duration.ofNanos(System.nanoTime() - began));
    }
    return answer;
  }

  private Mono<ServerResponse> enrol(ServerRequest request, Door door, Enrolment enrolment) {
    int length;
    try {
      door.open(request);
      length = BatchHead.length(request.headers().asHttpHeaders(), Enrolment.MAX_BYTES);
      BatchHead.mediaType(request.headers().asHttpHeaders(), MediaType.APPLICATION_JSON_VALUE);
    } catch (Refused refused) {
      return answer(refused.problem(), true);
    }
    var address =
        request
            .remoteAddress()
            .map(InetSocketAddress::getAddress)
            .map(Object::toString)
            .orElse("unknown");
    return body(request, length)
        .flatMap(body -> blocking(() -> enrolment.enrol(body, address)))
        .flatMap(answer -> answer(answer, false))
        .onErrorResume(IOException.class, _ -> gone());
  }

  private Mono<ServerResponse> renew(ServerRequest request, WithTls tls) {
    int length;
    try {
      length = BatchHead.length(request.headers().asHttpHeaders(), Enrolment.MAX_BYTES);
      BatchHead.mediaType(request.headers().asHttpHeaders(), MediaType.APPLICATION_JSON_VALUE);
    } catch (Refused refused) {
      return answer(refused.problem(), true);
    }
    return blocking(() -> tls.door().shown(request))
        .flatMap(shown ->
            body(request, length).flatMap(body -> blocking(() -> tls.renewal().renew(shown, body))))
        .flatMap(answer -> answer(answer, false))
        .onErrorResume(Refused.class, refused -> answer(refused.problem(), true))
        .onErrorResume(IOException.class, _ -> gone());
  }

  /// The whole body; never more than was declared.
  private static Mono<byte[]> body(ServerRequest request, int length) {
    return DataBufferUtils.join(request.exchange().getRequest().getBody(), length)
        .map(Intake::bytes)
        .defaultIfEmpty(new byte[0])
        .onErrorMap(
            DataBufferLimitException.class,
            _ -> new Refused(Kind.TOO_LARGE, "more than Content-Length"));
  }

  private static byte[] bytes(DataBuffer buffer) {
    try {
      var bytes = new byte[buffer.readableByteCount()];
      buffer.read(bytes);
      return bytes;
    } finally {
      DataBufferUtils.release(buffer);
    }
  }

  /// Runs work to its end on a thread of its own. There is no way to cancel it, by design: a
  /// scheduler's worker would be interrupted when the client goes away, and an interrupted thread
  /// closes the file it is using.
  private <T> Mono<T> blocking(Callable<T> work) {
    return Mono.create(sink ->
        threads.execute(() -> {
          T result;
          try {
            result = work.call();
          } catch (Exception failed) {
            sink.error(failed);
            return;
          }
          sink.success(result);
        }));
  }

  /// @param early whether the body has not been read, so that the connection cannot be used again
  private Mono<ServerResponse> answer(Answer answer, boolean early) {
    return switch (answer) {
      case Answer.Stored(var epoch, var last, _) ->
          json(ServerResponse.ok(), new StoredBody(epoch, last));
      case Answer.Enrolled(var agent, var office, var certificate) ->
          json(
              ServerResponse.status(201),
              certificate.isEmpty()
                  ? new EnrolledBody(agent, office, planKey())
                  : new CertifiedBody(agent, office, planKey(), certificate.get()));
      case Problem problem -> problem(problem, early);
    };
  }

  private Mono<ServerResponse> problem(Problem problem, boolean early) {
    metrics.refused(problem.kind());
    var response =
        timed(ServerResponse.status(problem.kind().status()))
            .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (early) {
      response.header(HttpHeaders.CONNECTION, "close");
    }
    if (problem.kind().isForNow()) {
      response.header(HttpHeaders.RETRY_AFTER, problem.kind() == Kind.TOO_MANY ? "60" : "5");
    }
    if (problem.kind().status() == 401) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Kentongan-Signature");
    }
    return response.bodyValue(JSON.writeValueAsBytes(problem.document()));
  }

  /// With our time, by which an agent sees that its clock is wrong and when to renew.
  private ServerResponse.BodyBuilder timed(ServerResponse.BodyBuilder response) {
    return response.headers(headers -> headers.setDate(clock.millis()));
  }

  private Mono<ServerResponse> json(ServerResponse.BodyBuilder response, Object body) {
    return timed(response)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(JSON.writeValueAsBytes(body));
  }

  private String planKey() {
    return Base64.getEncoder().encodeToString(plans.publicKey());
  }

  private record StoredBody(long epoch, long last) {}

  /// @param plan_version of the plan that comes with it
  /// @param plan its body, Base64
  /// @param plan_signature Base64
  private record StoredWithPlan(
      long epoch, long last, long plan_version, String plan, String plan_signature) {}

  /// @param plan_key what plans are checked with, Base64; empty when there are none
  private record EnrolledBody(String agent, String office, String plan_key) {}

  private record CertifiedBody(String agent, String office, String plan_key, String certificate) {}
}

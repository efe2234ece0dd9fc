package kentongan.intake;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import kentongan.event.Agent;
import kentongan.event.AgentId;
import kentongan.event.Batch;
import kentongan.event.EnrolmentToken;
import kentongan.event.EventSamples;
import kentongan.event.Plans;
import kentongan.store.sqlite.SqliteAgents;
import kentongan.store.sqlite.SqliteCertificates;
import kentongan.store.sqlite.SqliteDesk;
import kentongan.store.sqlite.SqliteEventLog;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/// The doors on real ports, with and without TLS, with real stores behind them.
public final class IntakeServer implements AutoCloseable {
  public final SqliteEventLog log;
  public final SqliteAgents agents;
  public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  public final SqliteCertificates certificates;
  public final Authority authority;

  /// What the collector takes for now; at first [EventSamples#NOON].
  public final AtomicReference<Instant> now = new AtomicReference<>(EventSamples.NOON);

  private final SqliteDesk desk;
  private final Intake intake;
  private final AgentsPort agentsPort;
  private final DisposableServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public IntakeServer(Path directory) {
    this(directory, SqliteEventLog.open(directory.resolve("log")), quick());
  }

  IntakeServer(Path directory, SqliteEventLog log, IntakeSettings settings) {
    this.log = log;
    desk = SqliteDesk.open(directory.resolve("desk"));
    agents = new SqliteAgents(desk);
    certificates = new SqliteCertificates(desk);
    authority = Authority.open(directory.resolve("collector"), now::get);
    var issuing = new Intake.Issuing(authority, certificates);
    intake = new Intake(log, agents, Plans.NONE, Optional.of(issuing), now::get, settings, meters);
    agentsPort =
        new AgentsPort(intake, authority, settings.tls(), new ConnectionGuard(settings, meters));
    agentsPort.start();
    var handler = RouterFunctions.toHttpHandler(intake.routes());
    server =
        new ConnectionGuard(settings, meters)
            .apply(HttpServer.create().host("127.0.0.1").port(0))
            .handle(new ReactorHttpHandlerAdapter(handler))
            .bindNow();
  }

  /// The product's settings, with less patience.
  static IntakeSettings quick() {
    return new IntakeSettings(
        Duration.ofMillis(700),
        Duration.ofSeconds(5),
        Duration.ofMillis(700),
        DataSize.ofMegabytes(10),
        DataSize.ofMegabytes(64),
        3,
        true,
        IntakeSettings.Tls.anyPort());
  }

  /// Where agents knock with TLS.
  public URI agentsUrl() {
    return URI.create("https://127.0.0.1:" + agentsPort.port());
  }

  /// A token as an agent takes it, good for a minute.
  public String pinnedToken() {
    var secret = agents.issueToken(EventSamples.BADUNG, now.get().plusSeconds(60));
    return new EnrolmentToken(secret, Optional.of(authority.pin())).toString();
  }

  /// How far ahead an agent's clock was when it last sent.
  public Optional<Duration> clockError(AgentId agent) {
    return intake.clocks().wrong(agent);
  }

  /// A new agent whose key is that of [EventSamples].
  public Agent enrolled() {
    var token = agents.issueToken(EventSamples.BADUNG, EventSamples.NOON.plusSeconds(60));
    return agents.enrol(token, "host", EventSamples.publicKey(), EventSamples.NOON).orElseThrow();
  }

  public int port() {
    return server.port();
  }

  /// A request with the headers that a batch has.
  HttpRequest.Builder request(Batch batch) {
    return request(batch, uri("/intake/v1/batches"));
  }

  static HttpRequest.Builder request(Batch batch, URI to) {
    return HttpRequest.newBuilder(to)
        .header("Content-Type", "application/x-ndjson")
        .header("Content-Encoding", batch.encoding().token())
        .header(Batch.AGENT, batch.agent().value())
        .header(Batch.EPOCH, String.valueOf(batch.epoch()))
        .header(Batch.FIRST, String.valueOf(batch.first()))
        .header(Batch.LAST, String.valueOf(batch.last()))
        .header(Batch.SIGNATURE, Base64.getEncoder().encodeToString(batch.signature()))
        .POST(BodyPublishers.ofByteArray(batch.body()));
  }

  public HttpResponse<String> send(Batch batch) {
    return send(request(batch).build());
  }

  HttpResponse<String> enrol(String json) {
    return send(
        HttpRequest.newBuilder(uri("/intake/v1/enrolments"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /// The head of a batch's request as it goes over the wire, without the empty line at its end.
  static String head(Batch batch, long length) {
    return """
    POST /intake/v1/batches HTTP/1.1\r
    Host: kentongan.example\r
    Content-Type: application/x-ndjson\r
    Content-Encoding: %s\r
    Content-Length: %d\r
    Kentongan-Agent: %s\r
    Kentongan-Epoch: %d\r
    Kentongan-First: %d\r
    Kentongan-Last: %d\r
    Kentongan-Signature: %s\r
    """
        .formatted(
            batch.encoding().token(),
            length,
            batch.agent(),
            batch.epoch(),
            batch.first(),
            batch.last(),
            Base64.getEncoder().encodeToString(batch.signature()));
  }

  Socket socket() throws IOException {
    var socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 5000);
    socket.setSoTimeout(10_000);
    return socket;
  }

  /// Everything the server says to these bytes until it closes the connection.
  String saidTo(String bytes) throws IOException {
    try (var socket = socket()) {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  double refused(String reason) {
    return meters.get("kentongan.intake.refused").tag("reason", reason).counter().count();
  }

  @Override
  public void close() {
    agentsPort.close();
    server.disposeNow();
    intake.close();
    client.close();
    log.close();
    desk.close();
  }
}

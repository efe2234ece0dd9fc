package kentongan.agent;

import com.github.luben.zstd.Zstd;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import kentongan.event.AgentId;
import kentongan.event.Batch;
import kentongan.event.SignedPlan;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A collector of our own for tests: it keeps the contract of the wire and can be told to
/// misbehave.
final class FakeCollector implements AutoCloseable {
  static final String AGENT = "51.03-7f3a9c";

  private final HttpServer server;
  private final List<JsonNode> events = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final List<String> tokens = new ArrayList<>();
  private byte[] publicKey = new byte[0];
  private long epoch;
  private long last;
  private int requests;
  private volatile byte[] planKey = new byte[0];
  private volatile SignedPlan planned;

  /// Answers instead of us when it gives a status; 0 for the usual answer, -1 for storing the batch
  /// and then breaking the connection.
  private volatile Function<Received, Integer> mood = _ -> 0;

  record Received(int number, long first, long last, List<String> lines) {}

  FakeCollector() throws IOException {
    this(0);
  }

  FakeCollector(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", e -> answer(e, 404, "{}"));
    server.createContext("/intake/v1/batches", this::batch);
    server.createContext("/intake/v1/enrolments", this::enrol);
    server.createContext(
        "/situs", e -> answer(e, 200, "<title>Kantor</title><h1>Kantor</h1><p>Selamat datang</p>"));
    server.setExecutor(command -> Thread.ofVirtual().start(command));
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void mood(Function<Received, Integer> now) {
    mood = now;
  }

  /// What plans are signed with; given to agents that enrol.
  void planKey(byte[] publicKey) {
    planKey = publicKey;
  }

  /// Gives this plan to an agent that holds another version, genuine or not.
  void plan(SignedPlan now) {
    planned = now;
  }

  synchronized List<JsonNode> events() {
    return List.copyOf(events);
  }

  synchronized List<String> messages() {
    return events.stream()
        .filter(e -> e.at("/event/dataset").asString().equals("log"))
        .map(e -> e.at("/message").asString())
        .toList();
  }

  synchronized List<JsonNode> of(String dataset) {
    return events.stream().filter(e -> e.at("/event/dataset").asString().equals(dataset)).toList();
  }

  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  synchronized List<String> tokens() {
    return List.copyOf(tokens);
  }

  synchronized long epoch() {
    return epoch;
  }

  synchronized long last() {
    return last;
  }

  /// As if the record ended elsewhere.
  synchronized void cursor(long atEpoch, long atLast) {
    epoch = atEpoch;
    last = atLast;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void enrol(HttpExchange exchange) throws IOException {
    var asked = JsonMapper.shared().readTree(exchange.getRequestBody());
    tokens.add(asked.at("/token").asString());
    if (!asked.at("/token").asString().equals("good")) {
      answer(exchange, 403, "{\"detail\":\"no such token\"}");
      return;
    }
    publicKey = Base64.getDecoder().decode(asked.at("/public_key").asString());
    var planned = Base64.getEncoder().encodeToString(planKey);
    answer(
        exchange,
        201,
        "{\"agent\":\"%s\",\"office\":\"51.03\",\"plan_key\":\"%s\"}".formatted(AGENT, planned));
  }

  private void batch(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readAllBytes();
    var headers = exchange.getRequestHeaders();
    var atEpoch = Long.parseLong(headers.getFirst(Batch.EPOCH));
    var first = Long.parseLong(headers.getFirst(Batch.FIRST));
    var to = Long.parseLong(headers.getFirst(Batch.LAST));
    var lines =
        Arrays.asList(
            new String(Zstd.decompress(body, 8 << 20), StandardCharsets.UTF_8).split("\n"));
    int number;
    synchronized (this) {
      number = ++requests;
      check(headers.getFirst(Batch.SIGNATURE), body, atEpoch, first, to, lines);
    }
    int status = mood.apply(new Received(number, first, to, lines));
    if (status > 0) {
      answer(exchange, status, "{\"detail\":\"as told\"}");
      return;
    }
    synchronized (this) {
      if (atEpoch == epoch && to <= last) {
        reply(exchange, status, 200);
      } else if (atEpoch < epoch
          || (atEpoch == epoch && first != last + 1)
          || (atEpoch > epoch && first != 1)) {
        reply(exchange, status, 409);
      } else {
        epoch = atEpoch;
        last = to;
        lines.forEach(line -> events.add(JsonMapper.shared().readTree(line)));
        reply(exchange, status, 200);
      }
    }
  }

  private void reply(HttpExchange exchange, int mood, int status) throws IOException {
    if (mood < 0) {
      exchange.close();
      return;
    }
    var plan = planned;
    var held = exchange.getRequestHeaders().getFirst(SignedPlan.HEADER);
    if (plan == null || held == null || held.equals(Long.toString(plan.version()))) {
      answer(exchange, status, "{\"epoch\":%d,\"last\":%d}".formatted(epoch, last));
      return;
    }
    var base64 = Base64.getEncoder();
    answer(
        exchange,
        status,
        "{\"epoch\":%d,\"last\":%d,\"plan_version\":%d,\"plan\":\"%s\",\"plan_signature\":\"%s\"}"
            .formatted(
                epoch,
                last,
                plan.version(),
                base64.encodeToString(plan.body()),
                base64.encodeToString(plan.signature())));
  }

  private void check(
      String signature, byte[] body, long atEpoch, long first, long to, List<String> lines) {
    try {
      var text =
          Batch.signedText(
              new AgentId(AGENT),
              atEpoch,
              first,
              to,
              Batch.Encoding.ZSTD,
              MessageDigest.getInstance("SHA-512").digest(body));
      var signer = new Ed25519Signer();
      signer.init(false, new Ed25519PublicKeyParameters(publicKey));
      signer.update(text, 0, text.length);
      if (!signer.verifySignature(Base64.getDecoder().decode(signature))) {
        faults.add("wrong signature");
      }
    } catch (Exception e) {
      faults.add(e.toString());
    }
    if (lines.size() != to - first + 1) {
      faults.add("%d lines numbered %d to %d".formatted(lines.size(), first, to));
    }
    if (lines.stream().anyMatch(l -> l.getBytes(StandardCharsets.UTF_8).length > 65_536)) {
      faults.add("a line of more than 64 KB");
    }
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}

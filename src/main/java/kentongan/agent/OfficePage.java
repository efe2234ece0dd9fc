package kentongan.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// The page at the office for a dead line, on loopback or the office's own network. It answers GET,
/// and only to names that it knows: a foreign page that gives its own name our address is refused.
final class OfficePage implements AutoCloseable {
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none';"
          + " form-action 'none'";

  private final HttpServer server;
  private final ExecutorService threads;
  private final Set<String> hosts = new HashSet<>();
  private final Supplier<String> page;

  private OfficePage(HttpServer server, OfficeSettings settings, Supplier<String> page) {
    this.server = server;
    this.page = page;
    this.threads =
        Executors.newFixedThreadPool(
            2,
            work ->
                Thread.ofPlatform().daemon().name("page").stackSize(256 * 1024).unstarted(work));
    hosts.add("localhost");
    hosts.add("127.0.0.1");
    hosts.add("[::1]");
    settings.listen().ifPresent(l -> hosts.add(l.substring(0, l.lastIndexOf(':'))));
    settings.hosts().forEach(h -> hosts.add(h.toLowerCase(Locale.ROOT)));
  }

  /// @param page the whole page, made anew for each request
  static OfficePage open(OfficeSettings settings, Supplier<String> page) throws IOException {
    // Seconds for a whole request, and callers at once: read once, when the class is loaded.
    System.setProperty("sun.net.httpserver.maxReqTime", "5");
    System.setProperty("sun.net.httpserver.maxRspTime", "20");
    System.setProperty("sun.net.httpserver.idleInterval", "5");
    System.setProperty("jdk.httpserver.maxConnections", "32");
    var listen = settings.listen().orElseThrow();
    var colon = listen.lastIndexOf(':');
    var address = InetAddress.getByName(listen.substring(0, colon));
    var port = Integer.parseInt(listen.substring(colon + 1));
    var server = HttpServer.create(new InetSocketAddress(address, port), 16);
    var office = new OfficePage(server, settings, page);
    server.createContext("/", office::answer);
    server.setExecutor(office.threads);
    server.start();
    return office;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var host = exchange.getRequestHeaders().getFirst("Host");
      if (host == null || !hosts.contains(name(host))) {
        send(exchange, 421, "Alamat ini tidak dikenal oleh agen.");
      } else if (!exchange.getRequestMethod().equals("GET")) {
        send(exchange, 405, "Hanya GET.");
      } else if (!exchange.getRequestURI().getPath().equals("/")) {
        send(exchange, 404, "Tidak ada.");
      } else {
        send(exchange, 200, page.get());
      }
    } catch (RuntimeException _) {
      // a page that cannot be made: the caller sees a closed connection, the agent goes on
    }
  }

  private static String name(String host) {
    var colon = host.lastIndexOf(':');
    var isPort = colon > 0 && host.substring(colon + 1).matches("[0-9]{1,5}");
    return (isPort ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var headers = exchange.getResponseHeaders();
    headers.set(
        "Content-Type", status == 200 ? "text/html; charset=utf-8" : "text/plain; charset=utf-8");
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cache-Control", "no-store");
    headers.set("Connection", "close");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

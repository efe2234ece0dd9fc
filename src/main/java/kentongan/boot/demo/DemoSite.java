package kentongan.boot.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The web site of one office on a free port of 127.0.0.1. Can be changed as an intruder would
/// change it, and can stop answering.
final class DemoSite implements AutoCloseable {
  private static final Map<String, String> PAGES =
      Map.of("/", "beranda", "/berita", "beranda", "/profil", "profil", "/kontak", "kontak");

  private final DemoPlace place;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final int port;
  private volatile boolean injected;
  private @Nullable HttpServer server;

  private DemoSite(DemoPlace place) throws IOException {
    this.place = place;
    var started = listen(0);
    server = started;
    port = started.getAddress().getPort();
  }

  static DemoSite start(DemoPlace place) {
    try {
      return new DemoSite(place);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  DemoPlace place() {
    return place;
  }

  URI url() {
    return URI.create("http://127.0.0.1:%d/".formatted(port));
  }

  /// Puts hidden gambling links into every page. What a visitor sees stays the same.
  void injectGamblingLinks() {
    injected = true;
  }

  /// Takes the hidden links out again.
  void clean() {
    injected = false;
  }

  /// Stops: from now on connections are refused.
  synchronized void stop() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
  }

  /// Answers again, at the same address.
  synchronized void restart() {
    try {
      if (server == null) {
        server = listen(port);
      }
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
  }

  @Override
  public void close() {
    stop();
    workers.shutdownNow();
  }

  private HttpServer listen(int atPort) throws IOException {
    var listening =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), atPort), 64);
    listening.setExecutor(workers);
    listening.createContext("/", this::answer);
    listening.start();
    return listening;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      if (path.equals("/tema/utama.css")) {
        send(exchange, 200, "text/css", DemoText.read("utama.css"));
      } else if (PAGES.containsKey(path)) {
        send(exchange, 200, "text/html", page(path));
      } else {
        send(exchange, 404, "text/plain", "Halaman tidak ditemukan\n");
      }
    }
  }

  /// A page as it is served now.
  String page(String path) {
    var name = PAGES.getOrDefault(path, "beranda");
    var home = name.equals("beranda");
    var content = DemoText.read(home ? place.site().name() + ".html" : name + ".html");
    var title = place.office().officeName();
    var whole =
        DemoText.read("bingkai.html")
            .replace("{{isi}}", content.strip())
            .replace("{{judul}}", home ? title : name + " – " + title)
            .replace("{{situs}}", "http://127.0.0.1:" + port)
            .replace("{{jalur}}", path)
            .replace("{{kantor}}", title)
            .replace("{{wilayah}}", place.office().name())
            .replace("{{host}}", place.host())
            .replace("{{alamat}}", place.address())
            .replace("{{telepon}}", place.telephone())
            .replace("{{zona}}", place.office().zoneName());
    return injected
        ? whole.replace("</footer>", DemoText.read("sisipan.html").strip() + "</footer>")
        : whole;
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    var withoutBody = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, withoutBody ? -1 : bytes.length);
    if (!withoutBody) {
      exchange.getResponseBody().write(bytes);
    }
  }
}

package kentongan.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// Asks a site over plain sockets, times every phase, and never waits or reads beyond its bounds.
/// Blocking: to be called on a virtual thread. Safe for many threads at once.
public final class HttpProbe {
  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Reach reach;
  private final Tls tls;

  public HttpProbe(AddressGuard guard) {
    this(guard, Resolver.system(), Optional.empty());
  }

  /// @param trust the roots that certificates are checked against; empty for those of the Java
  ///   runtime
  public HttpProbe(AddressGuard guard, Resolver resolver, Optional<KeyStore> trust) {
    this.reach = new Reach(guard, resolver);
    this.tls = new Tls(trust);
  }

  /// Asks once. Whatever happens, there is an answer.
  public HttpAnswer ask(HttpCheck check) {
    try (var deadline = new Deadline(check.bounds().total())) {
      return new Asking(check, deadline).answer();
    }
  }

  /// One check on its way.
  private final class Asking {
    private final HttpCheck check;
    private final Deadline deadline;
    private final long start = System.nanoTime();
    private final List<URI> path = new ArrayList<>();
    private HttpAnswer.Response response = HttpAnswer.Response.NONE;
    private Optional<Instant> notAfter = Optional.empty();
    private List<String> addresses = List.of();
    private List<byte[]> certificates = List.of();
    private long resolve;
    private long connect;
    private long handshake;
    private long firstByte;

    Asking(HttpCheck check, Deadline deadline) {
      this.check = check;
      this.deadline = deadline;
    }

    HttpAnswer answer() {
      Optional<HttpAnswer.Failure> failure;
      try {
        follow(check.url());
        failure = judged();
      } catch (CheckFailed e) {
        failure = Optional.of(new HttpAnswer.Failure(e.reason(), e.detail()));
      } catch (ResponseReader.BadChunk e) {
        failure = Optional.of(new HttpAnswer.Failure(e.failed().reason(), e.failed().detail()));
      } catch (IOException e) {
        failure = Optional.of(Reach.failure(e, deadline));
      }
      var phases = new Phases(resolve, connect, handshake, firstByte, System.nanoTime() - start);
      return new HttpAnswer(failure, path, response, phases, notAfter)
          .from(new HttpAnswer.Peer(addresses, certificates));
    }

    private void follow(URI first) throws IOException, CheckFailed {
      var url = first;
      for (var hop = 0; hop <= MOST_REDIRECTS; hop++) {
        path.add(url);
        askOne(url);
        var next = response.headers().get("location");
        if (!REDIRECTS.contains(response.status())
            || next == null
            || check.expect().status().contains(response.status())) {
          return;
        }
        url = resolved(url, next);
      }
      throw new CheckFailed(Reason.PROTOCOL, "more than %d redirects".formatted(MOST_REDIRECTS));
    }

    private void askOne(URI url) throws IOException, CheckFailed {
      var address = address(url);
      var isSecure = "https".equalsIgnoreCase(url.getScheme());
      var port = url.getPort() >= 0 ? url.getPort() : isSecure ? 443 : 80;
      var before = System.nanoTime();
      try (var plain = new Socket()) {
        reach.connect(plain, address, port, check.bounds().connect(), deadline);
        connect = System.nanoTime() - before;
        exchange(isSecure ? secured(plain, host(url), port) : plain, url);
      }
    }

    private Socket secured(Socket plain, String host, int port) throws IOException {
      var before = System.nanoTime();
      SSLSocket socket = null;
      try {
        socket = tls.over(plain, host, port);
        return socket;
      } finally {
        handshake = System.nanoTime() - before;
        notAfter = Tls.notAfter(socket);
        certificates = Tls.chain(socket);
      }
    }

    private void exchange(Socket socket, URI url) throws IOException, CheckFailed {
      var before = System.nanoTime();
      socket.getOutputStream().write(request(url));
      socket.getOutputStream().flush();
      var reader = new ResponseReader(socket.getInputStream(), check.bounds());
      reader.awaitFirstByte();
      firstByte = System.nanoTime() - before;
      response = reader.read();
    }

    private byte[] request(URI url) {
      var target = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
      if (url.getRawQuery() != null) {
        target += "?" + url.getRawQuery();
      }
      var port = url.getPort() < 0 ? "" : ":" + url.getPort();
      var text = new StringBuilder(256);
      text.append("GET ").append(target).append(" HTTP/1.1\r\nHost: ");
      text.append(url.getHost()).append(port).append("\r\n");
      if (check.headers().keySet().stream().noneMatch("user-agent"::equalsIgnoreCase)) {
        text.append("User-Agent: Kentongan/0.1\r\n");
      }
      check.headers().forEach((k, v) -> text.append(k).append(": ").append(v).append("\r\n"));
      text.append("Accept: */*\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n");
      return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private InetAddress address(URI url) throws CheckFailed {
      var before = System.nanoTime();
      try {
        var all = reach.addresses(host(url), deadline);
        addresses = all.stream().limit(20).map(InetAddress::getHostAddress).toList();
        return all.getFirst();
      } finally {
        resolve = System.nanoTime() - before;
      }
    }

    private Optional<HttpAnswer.Failure> judged() {
      var nothing = new Phases(0, 0, 0, 0, 0);
      var answer = new HttpAnswer(Optional.empty(), path, response, nothing, Optional.empty());
      return new Expectation(check).judged(answer, System.nanoTime() - start);
    }
  }

  private static String host(URI url) {
    @Nullable String host = url.getHost();
    if (host == null) {
      return "";
    }
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /// Where a `Location` leads; what a browser would forgive (blanks, letters beyond ASCII) is
  /// escaped.
  private static URI resolved(URI from, String location) throws CheckFailed {
    try {
      var escaped = new StringBuilder();
      for (var b : location.getBytes(StandardCharsets.ISO_8859_1)) {
        if (b > ' ' && b < 0x7f && "\"<>\\^`{|}".indexOf(b) < 0) {
          escaped.append((char) b);
        } else {
          escaped.append("%%%02X".formatted(b & 0xff));
        }
      }
      var next = from.resolve(new URI(escaped.toString()));
      if (next.getHost() != null
          && next.getScheme() != null
          && next.getScheme().toLowerCase(Locale.ROOT).matches("https?")) {
        return next;
      }
    } catch (URISyntaxException | IllegalArgumentException _) {
      // falls through: not an address
    }
    throw new CheckFailed(Reason.PROTOCOL, "a redirect that does not lead to a web address");
  }
}

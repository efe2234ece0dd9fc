package kentongan.probe;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// The way to a host: its name resolved in bounded time, each of its addresses allowed, and a
/// connection to an address that was looked at, never to the name again.
final class Reach {
  private final AddressGuard guard;
  private final Resolver resolver;

  Reach(AddressGuard guard, Resolver resolver) {
    this.guard = guard;
    this.resolver = resolver;
  }

  /// The addresses of a host, all of them allowed.
  List<InetAddress> addresses(String host, Deadline deadline) throws CheckFailed {
    var addresses = resolved(host, deadline.leftMillis());
    for (var address : addresses) {
      mustBeAllowed(address);
    }
    return addresses;
  }

  void mustBeAllowed(InetAddress address) throws CheckFailed {
    var refusal = guard.refusal(address);
    if (refusal.isPresent()) {
      throw new CheckFailed(Reason.FORBIDDEN, refusal.get());
    }
  }

  /// Connects a socket that the deadline watches.
  void connect(Socket socket, InetAddress address, int port, Duration patience, Deadline deadline)
      throws IOException, CheckFailed {
    deadline.watch(socket);
    var millis = (int) Math.min(patience.toMillis(), deadline.leftMillis());
    socket.connect(new InetSocketAddress(address, port), Math.max(1, millis));
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(deadline.leftMillis());
  }

  /// What a broken connection means.
  static HttpAnswer.Failure failure(IOException e, Deadline deadline) {
    var text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    var low = text.toLowerCase(Locale.ROOT);
    var reason =
        deadline.hasCome() || e instanceof SocketTimeoutException
            ? Reason.TIMEOUT
            : switch (e) {
              case SSLException _ -> Reason.TLS;
              case ConnectException _ ->
                  low.contains("refused") ? Reason.REFUSED : Reason.UNREACHABLE;
              case NoRouteToHostException _ -> Reason.UNREACHABLE;
              default -> low.contains("unreachable") ? Reason.UNREACHABLE : Reason.PROTOCOL;
            };
    return new HttpAnswer.Failure(reason, text);
  }

  private List<InetAddress> resolved(String host, int patienceMillis) throws CheckFailed {
    // The system's resolver knows no deadline, so it gets a thread of its own.
    var asked = new FutureTask<>(() -> resolver.addresses(host));
    Thread.ofVirtual().name("probe-resolve").start(asked);
    try {
      return asked.get(patienceMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw new CheckFailed(Reason.DNS, host + ": the name server did not answer in time");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CheckFailed(Reason.TIMEOUT, "interrupted");
    } catch (ExecutionException e) {
      var what = e.getCause() instanceof UnknownHostException ? "unknown name" : e.getMessage();
      throw new CheckFailed(Reason.DNS, host + ": " + what);
    }
  }
}

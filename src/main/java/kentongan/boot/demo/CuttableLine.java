package kentongan.boot.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One office's line to headquarters: a plain TCP relay on 127.0.0.1 that can be cut and mended.
/// While it is cut, connections are refused.
final class CuttableLine implements AutoCloseable {
  private final String scheme;
  private final String host;
  private final int target;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private @Nullable ServerSocket listener;
  private @Nullable Thread acceptor;

  private CuttableLine(URI to) throws IOException {
    scheme = to.getScheme();
    host = to.getHost();
    target = to.getPort();
    var first = listen(0);
    listener = first;
    port = first.getLocalPort();
  }

  /// @param to where the line leads; host and port are used
  static CuttableLine to(URI to) {
    try {
      return new CuttableLine(to);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  /// This end of the line.
  URI url() {
    return URI.create("%s://127.0.0.1:%d".formatted(scheme, port));
  }

  /// Breaks what is open and refuses what comes.
  synchronized void cut() {
    if (listener != null) {
      closeQuietly(listener);
      listener = null;
      // The port is free only when the thread that waits on it has noticed.
      awaitEnd(acceptor);
    }
    open.forEach(CuttableLine::closeQuietly);
    open.clear();
  }

  /// Lets traffic through again, at the same address.
  synchronized void restore() {
    try {
      if (listener == null) {
        listener = listen(port);
      }
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
  }

  synchronized boolean isCut() {
    return listener == null;
  }

  @Override
  public void close() {
    cut();
  }

  private ServerSocket listen(int atPort) throws IOException {
    var socket = new ServerSocket(atPort, 64, InetAddress.getByName("127.0.0.1"));
    acceptor = Thread.ofVirtual().name("line").start(() -> accept(socket));
    return socket;
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        var near = from.accept();
        open.add(near);
        Thread.ofVirtual().name("line-open").start(() -> connect(near, from));
      } catch (IOException cut) {
        return;
      }
    }
  }

  private void connect(Socket near, ServerSocket from) {
    try {
      var far = new Socket(host, target);
      open.add(far);
      if (from.isClosed()) {
        // Cut while it was being opened.
        end(near, far);
        return;
      }
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      Thread.ofVirtual().name("line-in").start(() -> pump(near, far));
      Thread.ofVirtual().name("line-out").start(() -> pump(far, near));
    } catch (IOException unreachable) {
      closeQuietly(near);
      open.remove(near);
    }
  }

  private void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
      if (from.isOutputShutdown() || from.isClosed()) {
        end(from, to);
      }
    } catch (IOException broken) {
      end(from, to);
    }
  }

  private void end(Socket one, Socket other) {
    closeQuietly(one);
    closeQuietly(other);
    open.remove(one);
    open.remove(other);
  }

  private static void awaitEnd(@Nullable Thread thread) {
    try {
      if (thread != null) {
        thread.join();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeQuietly(AutoCloseable thing) {
    try {
      thing.close();
    } catch (Exception alreadyGone) {
      // A line that is cut twice is cut.
    }
  }
}

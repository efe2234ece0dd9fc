package kentongan.boot.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CuttableLineTest {
  @Test
  void what_goes_in_comes_out_at_the_other_end_and_back() throws Exception {
    try (var echo = new Echo();
        var line = CuttableLine.to(echo.url());
        var socket = open(line)) {
      var sent = new byte[300_000];
      Arrays.fill(sent, (byte) 'x');

      Thread.ofVirtual().start(() -> write(socket, sent));
      var received = socket.getInputStream().readAllBytes();

      assertThat(received).isEqualTo(sent);
    }
  }

  @Test
  void a_cut_line_breaks_what_is_open_and_refuses_what_comes() throws Exception {
    try (var echo = new Echo();
        var line = CuttableLine.to(echo.url());
        var socket = open(line)) {
      socket.getOutputStream().write('a');
      assertThat(socket.getInputStream().read()).isEqualTo('a');

      line.cut();

      assertThat(isBroken(socket)).isTrue();
      assertThatThrownBy(() -> open(line)).isInstanceOf(ConnectException.class);
      assertThat(line.isCut()).isTrue();
    }
  }

  @Test
  void a_mended_line_carries_again_at_the_same_address() throws Exception {
    try (var echo = new Echo();
        var line = CuttableLine.to(echo.url())) {
      line.cut();
      line.cut();
      line.restore();
      line.restore();

      try (var socket = open(line)) {
        socket.getOutputStream().write('b');
        assertThat(socket.getInputStream().read()).isEqualTo('b');
      }
    }
  }

  private static boolean isBroken(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() == -1;
    } catch (SocketException reset) {
      return true;
    }
  }

  private static Socket open(CuttableLine line) throws IOException {
    var socket = new Socket(line.url().getHost(), line.url().getPort());
    socket.setSoTimeout(5_000);
    return socket;
  }

  private static void write(Socket to, byte[] bytes) {
    try {
      to.getOutputStream().write(bytes);
      to.shutdownOutput();
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  /// Sends back what it gets.
  private static final class Echo implements AutoCloseable {
    private final ServerSocket listener =
        new ServerSocket(0, 8, InetAddress.getByName("127.0.0.1"));

    Echo() throws IOException {
      Thread.ofVirtual().start(this::accept);
    }

    URI url() {
      return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private void accept() {
      try {
        while (true) {
          var socket = listener.accept();
          Thread.ofVirtual().start(() -> echo(socket));
        }
      } catch (IOException closed) {
        // The test is over.
      }
    }

    private static void echo(Socket socket) {
      try (socket) {
        socket.getInputStream().transferTo(socket.getOutputStream());
      } catch (IOException broken) {
        // A cut line is what these tests are about.
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }
}

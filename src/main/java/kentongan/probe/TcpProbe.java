package kentongan.probe;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Connects, and reads a greeting when one is expected.
final class TcpProbe {
  private static final int MOST_GREETING = 1024;

  private final Reach reach;

  TcpProbe(Reach reach) {
    this.reach = reach;
  }

  Finding ask(TcpCheck check) {
    var facts = new Facts();
    facts.text("server.address", check.place().host());
    facts.number("server.port", check.place().port());
    try (var deadline = new Deadline(check.patience());
        var socket = new Socket()) {
      try {
        var before = System.nanoTime();
        var address = reach.addresses(check.place().host(), deadline).getFirst();
        facts.millisSince("kentongan.check.phase.resolve_ms", before);
        facts.text("server.ip", address.getHostAddress());
        before = System.nanoTime();
        reach.connect(socket, address, check.place().port(), check.patience(), deadline);
        facts.millisSince("kentongan.check.phase.connect_ms", before);
        return greeted(check, socket, facts);
      } catch (IOException e) {
        var failure = Reach.failure(e, deadline);
        return facts.bad(failure.reason(), failure.detail());
      }
    } catch (CheckFailed e) {
      return facts.bad(e);
    } catch (IOException e) {
      return facts.bad(Reason.PROTOCOL, String.valueOf(e.getMessage()));
    }
  }

  private static Finding greeted(TcpCheck check, Socket socket, Facts facts) throws IOException {
    if (check.greeting().isEmpty()) {
      return facts.good("%s menerima sambungan".formatted(check.about()));
    }
    var before = System.nanoTime();
    var bytes = new byte[MOST_GREETING];
    var length = 0;
    while (length < bytes.length) {
      var n = socket.getInputStream().read(bytes, length, bytes.length - length);
      if (n < 0) {
        break;
      }
      length += n;
      var text = new String(Arrays.copyOf(bytes, length), StandardCharsets.ISO_8859_1);
      if (text.contains(check.greeting())) {
        facts.millisSince("kentongan.check.phase.first_byte_ms", before);
        return facts.good("%s menyapa sebagaimana mestinya".formatted(check.about()));
      }
    }
    return facts.bad(Reason.BODY, "without '" + check.greeting() + "'");
  }
}

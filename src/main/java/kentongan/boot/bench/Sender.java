package kentongan.boot.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import kentongan.event.Batch;

/// One agent on one kept connection: a batch, its answer, the next.
final class Sender {
  private Sender() {}

  /// Sends all of them, one after another.
  ///
  /// @return how long each answer took, in nanoseconds
  static List<Long> send(int port, List<Batch> batches) throws IOException {
    var took = new ArrayList<Long>(batches.size());
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream());
      for (var batch : batches) {
        var began = System.nanoTime();
        var out = socket.getOutputStream();
        out.write(head(batch).getBytes(StandardCharsets.US_ASCII));
        out.write(batch.body());
        out.flush();
        answer(in, batch);
        took.add(System.nanoTime() - began);
      }
    }
    return took;
  }

  private static String head(Batch batch) {
    return """
    POST /intake/v1/batches HTTP/1.1\r
    Host: collector.example\r
    Content-Type: application/x-ndjson\r
    Content-Encoding: %s\r
    Content-Length: %d\r
    Kentongan-Agent: %s\r
    Kentongan-Epoch: %d\r
    Kentongan-First: %d\r
    Kentongan-Last: %d\r
    Kentongan-Signature: %s\r
    \r
    """
        .formatted(
            batch.encoding().token(),
            batch.body().length,
            batch.agent(),
            batch.epoch(),
            batch.first(),
            batch.last(),
            Base64.getEncoder().encodeToString(batch.signature()));
  }

  private static void answer(InputStream in, Batch batch) throws IOException {
    var status = line(in);
    var length = 0;
    for (var header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException("%s: %s %s (expected: 200)".formatted(batch, status, body));
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (var c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the collector closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}

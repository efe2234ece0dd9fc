package kentongan.intake;

import static kentongan.event.EventSamples.EPOCH;
import static kentongan.event.EventSamples.batch;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import kentongan.event.AgentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A client that goes away once made every later request fail: the worker that served it was
/// interrupted, and an interrupted thread closes the file it writes to.
class VanishingClientTest {
  @TempDir private Path directory;

  @Test
  void twenty_clients_that_vanish_break_nothing() throws Exception {
    try (var server = new IntakeServer(directory)) {
      var vanishing = server.enrolled().id();
      var staying = server.enrolled().id();

      for (var i = 1; i <= 20; i++) {
        vanish(server, vanishing, i);
        assertThat(server.send(batch(staying, EPOCH, i, i)).statusCode()).isEqualTo(200);
      }

      assertThat(server.log.cursor(staying).last()).isEqualTo(20);
      // Each was stored whole or not at all, so the next one is answered with what comes next.
      var next = server.log.cursor(vanishing).last() + 1;
      assertThat(server.send(batch(vanishing, EPOCH, next, next)).statusCode()).isEqualTo(200);
    }
  }

  /// Sends all of a batch, or half of it, and closes with a reset at once.
  private static void vanish(IntakeServer server, AgentId agent, int sequence) throws Exception {
    var batch = batch(agent, EPOCH, sequence, sequence);
    var head = IntakeServer.head(batch, batch.body().length) + "\r\n";
    try (var socket = server.socket()) {
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      var part = sequence % 2 == 0 ? batch.body().length : batch.body().length / 2;
      socket.getOutputStream().write(Arrays.copyOf(batch.body(), part));
      socket.getOutputStream().flush();
    }
  }
}

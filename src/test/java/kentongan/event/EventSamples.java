package kentongan.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kentongan.event.Batch.Encoding;
import kentongan.office.OfficeId;

/// Named samples of agents, batches and events.
public final class EventSamples {
  public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  public static final OfficeId BADUNG = new OfficeId("51.03");
  public static final AgentId AGENT = new AgentId("51.03-7f3a9c");
  public static final AgentId OTHER = new AgentId("35.04-000001");
  public static final long EPOCH = 1_763_750_000L;

  private static final byte[] KEY = new byte[32];

  private EventSamples() {}

  /// The private key of every sample.
  public static byte[] privateKey() {
    return KEY.clone();
  }

  public static byte[] publicKey() {
    return BatchSignature.publicKey(KEY);
  }

  /// A sound signed batch of small events.
  public static Batch batch(AgentId agent, long epoch, long first, long last) {
    var lines = new ArrayList<String>();
    for (var sequence = first; sequence <= last; sequence++) {
      lines.add("{\"message\":\"line %d of %s\"}".formatted(sequence, agent));
    }
    return batch(agent, epoch, first, Encoding.ZSTD, lines);
  }

  public static Batch batch(
      AgentId agent, long epoch, long first, Encoding encoding, List<String> lines) {
    var bytes = lines.stream().map(line -> line.getBytes(StandardCharsets.UTF_8)).toList();
    return signed(
        agent, epoch, first, first + lines.size() - 1, encoding, BatchBody.pack(bytes, encoding));
  }

  /// A batch with any body, signed.
  public static Batch signed(
      AgentId agent, long epoch, long first, long last, Encoding encoding, byte[] body) {
    return BatchSignature.sign(KEY, agent, epoch, first, last, encoding, body);
  }

  /// One event of the archive's tests.
  public static Event event(long sequence, String json) {
    return new Event(
        new EventId(AGENT, EPOCH, sequence), BADUNG, NOON, json.getBytes(StandardCharsets.UTF_8));
  }
}

package kentongan.store.lucene;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import kentongan.event.Event;
import kentongan.event.EventId;
import kentongan.office.OfficeId;
import org.apache.lucene.util.BytesRef;

/// An event as it is stored with its document: one line of what the collector knows, then the
/// agent's bytes.
final class StoredEvent {
  private StoredEvent() {}

  static byte[] bytes(Event event) {
    // Joined by hand: this is done for each event, and a format is read anew each time.
    var head =
        (event.id() + " " + event.office() + " " + event.acceptedAt().toEpochMilli() + "\n")
            .getBytes(StandardCharsets.US_ASCII);
    var bytes = Arrays.copyOf(head, head.length + event.json().length);
    System.arraycopy(event.json(), 0, bytes, head.length, event.json().length);
    return bytes;
  }

  static Event read(BytesRef stored) {
    var end = stored.offset;
    while (stored.bytes[end] != '\n') {
      end++;
    }
    var head =
        new String(stored.bytes, stored.offset, end - stored.offset, StandardCharsets.US_ASCII)
            .split(" ", 3);
    return new Event(
        EventId.parse(head[0]),
        new OfficeId(head[1]),
        Instant.ofEpochMilli(Long.parseLong(head[2])),
        Arrays.copyOfRange(stored.bytes, end + 1, stored.offset + stored.length));
  }
}

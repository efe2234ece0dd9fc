package kentongan.agent;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.CRC32;

/// What was lost while the spool could not be written, kept so that it can be declared exactly even
/// when the agent is killed on a full disk: a small file whose blocks were taken beforehand and are
/// overwritten in place, in two slots by turns, each with its checksum.
///
/// A note has a number. The spool remembers the number it has counted, in the transaction that
/// counts it, so that no note counts twice. Used on the spool's own thread only.
final class LossNote implements AutoCloseable {
  private static final int SLOT = 512;

  /// Of one class.
  record Loss(long lost, Instant from, Instant to) {
    Loss and(Instant at) {
      return new Loss(lost + 1, at.isBefore(from) ? at : from, at.isAfter(to) ? at : to);
    }
  }

  private final RandomAccessFile file;
  private final Map<EventClass, Loss> losses = new EnumMap<>(EventClass.class);
  private long number = 1;
  private long writes;

  private LossNote(RandomAccessFile file) {
    this.file = file;
  }

  /// Opens or makes a note.
  static LossNote open(Path path) throws IOException {
    var file = new RandomAccessFile(path.toFile(), "rw");
    try {
      var note = new LossNote(file);
      if (file.length() < 2 * SLOT) {
        file.write(new byte[2 * SLOT]);
        file.getFD().sync();
      }
      note.read(0);
      note.read(1);
      return note;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  long number() {
    return number;
  }

  Map<EventClass, Loss> losses() {
    return losses;
  }

  /// Counts one more. Kept in memory when the disk takes no write at all.
  void add(EventClass kind, Instant at) {
    losses.merge(kind, new Loss(1, at, at), (known, _) -> known.and(at));
    write();
  }

  /// The spool has counted everything up to a number: a later loss goes on a new note.
  void counted(long upTo) {
    if (number <= upTo) {
      number = upTo + 1;
      losses.clear();
      write();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void write() {
    var text = new StringBuilder().append(++writes).append(' ').append(number);
    losses.forEach((kind, loss) ->
        text.append(' ')
            .append(kind.name())
            .append(' ')
            .append(loss.lost())
            .append(' ')
            .append(Doc.text(loss.from()))
            .append(' ')
            .append(Doc.text(loss.to())));
    var bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
    var slot = ByteBuffer.allocate(SLOT);
    slot.putLong(sum(bytes)).putInt(bytes.length).put(bytes);
    try {
      file.seek(writes % 2 * SLOT);
      file.write(slot.array());
      file.getFD().sync();
    } catch (IOException _) {
      // a disk that takes nothing: what is in memory is all there is
    }
  }

  private void read(int which) throws IOException {
    var bytes = new byte[SLOT];
    file.seek((long) which * SLOT);
    file.readFully(bytes);
    var slot = ByteBuffer.wrap(bytes);
    var sum = slot.getLong();
    var length = slot.getInt();
    if (length <= 0 || length > SLOT - 12) {
      return;
    }
    var text = new byte[length];
    slot.get(text);
    var words = new String(text, StandardCharsets.US_ASCII).split(" ", -1);
    if (sum(text) != sum || Long.parseLong(words[0]) <= writes) {
      return;
    }
    writes = Long.parseLong(words[0]);
    number = Long.parseLong(words[1]);
    losses.clear();
    for (var i = 2; i + 3 < words.length; i += 4) {
      losses.put(
          EventClass.valueOf(words[i]),
          new Loss(
              Long.parseLong(words[i + 1]),
              Instant.parse(words[i + 2]),
              Instant.parse(words[i + 3])));
    }
  }

  private static long sum(byte[] bytes) {
    var sum = new CRC32();
    sum.update(bytes);
    return sum.getValue();
  }
}

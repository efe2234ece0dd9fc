package kentongan.event;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import kentongan.event.Batch.Encoding;

/// What is inside a batch: packed NDJSON, unpacked here within bounds, and only here.
///
/// [#check] is for the door: everything about the body is looked at, and what is wrong is a value
/// with the line. [#events] is for those who read on from the log, where only checked bodies are.
public final class BatchBody {
  /// The most bytes on the wire.
  public static final int MAX_PACKED = 4 << 20;

  /// The most bytes once unpacked.
  public static final int MAX_UNPACKED = 8 << 20;

  /// The most that unpacking may multiply by, beyond the first [#RATIO_FREE] bytes.
  public static final int MAX_RATIO = 200;

  /// So much may come out of however little: a few equal lines pack very well.
  public static final int RATIO_FREE = 1 << 20;

  /// The most events of one batch.
  public static final int MAX_LINES = 10_000;

  /// The most bytes of one event.
  public static final int MAX_LINE = 64 << 10;

  /// 2²³ bytes: what zstd may look back, so what a hostile frame can make us reserve.
  private static final int ZSTD_WINDOW_LOG = 23;

  private BatchBody() {}

  /// What a look at a body gives.
  public sealed interface Checked {
    /// As many lines as declared, each one a JSON object within the bounds.
    ///
    /// @param bytes unpacked
    record Sound(int bytes) implements Checked {}

    /// It will never be accepted.
    ///
    /// @param line which one, from 1; 0 when it is the body as a whole
    /// @param why what was given and what was expected
    record Refused(Fault fault, int line, String why) implements Checked {}
  }

  /// What kinds of faults there are, for those who count.
  public enum Fault {
    /// More bytes or lines than allowed, or an archive bomb.
    TOO_LARGE,
    /// The packing is broken.
    NOT_UNPACKABLE,
    /// Not as many lines as declared.
    WRONG_COUNT,
    /// A line is not one JSON object in UTF-8 within the bounds.
    BAD_LINE
  }

  /// Looks at everything: sizes, packing, count, and each line.
  public static Checked check(Batch batch) {
    try {
      var bytes = unpack(batch);
      var ends = lineEnds(batch, bytes);
      EventSyntax.check(bytes, ends);
      return new Checked.Sound(bytes.length);
    } catch (Unsound unsound) {
      return unsound.refused;
    }
  }

  /// The events of a stored batch, in order.
  ///
  /// @throws IllegalStateException when the body is not one that [#check] finds sound; sizes,
  ///   packing and count are looked at, the lines are not looked into again
  public static List<Event> events(EventLog.Stored stored) {
    var batch = stored.batch();
    try {
      var bytes = unpack(batch);
      var ends = lineEnds(batch, bytes);
      var events = new ArrayList<Event>(ends.length);
      var from = 0;
      for (var i = 0; i < ends.length; i++) {
        var id = new EventId(batch.agent(), batch.epoch(), batch.first() + i);
        var json = Arrays.copyOfRange(bytes, from, ends[i]);
        events.add(new Event(id, stored.office(), stored.acceptedAt(), json));
        from = ends[i] + 1;
      }
      return events;
    } catch (Unsound unsound) {
      throw new IllegalStateException(
          "%s at position %d: %s".formatted(batch, stored.position(), unsound.refused.why()));
    }
  }

  /// Packs lines for the wire.
  ///
  /// @param lines JSON objects without line breaks
  public static byte[] pack(List<byte[]> lines, Encoding encoding) {
    var plain = new ByteArrayOutputStream(lines.stream().mapToInt(line -> line.length + 1).sum());
    for (var line : lines) {
      plain.writeBytes(line);
      plain.write('\n');
    }
    return switch (encoding) {
      case IDENTITY -> plain.toByteArray();
      case GZIP -> gzip(plain.toByteArray());
      // Level 1: the fastest, and on log lines as small as level 3.
      case ZSTD -> Zstd.compress(plain.toByteArray(), 1);
    };
  }

  private static byte[] gzip(byte[] plain) {
    var packed = new ByteArrayOutputStream(plain.length / 6 + 64);
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }

  private static byte[] unpack(Batch batch) throws Unsound {
    var body = batch.body();
    if (body.length > MAX_PACKED) {
      throw new Unsound(
          Fault.TOO_LARGE, 0, "body: %d bytes (expected: %d)".formatted(body.length, MAX_PACKED));
    }
    if (batch.size() > MAX_LINES) {
      throw new Unsound(
          Fault.TOO_LARGE, 0, "batch: %d lines (expected: %d)".formatted(batch.size(), MAX_LINES));
    }
    try {
      return switch (batch.encoding()) {
        case IDENTITY -> body;
        case GZIP -> drain(new GZIPInputStream(new ByteArrayInputStream(body), 8192), body.length);
        case ZSTD -> unzstd(body);
      };
    } catch (IOException | ZstdException broken) {
      throw new Unsound(
          Fault.NOT_UNPACKABLE,
          0,
          "body: cannot be unpacked as %s: %s"
              .formatted(batch.encoding().token(), broken.getMessage()));
    }
  }

  /// One frame that says its size is unpacked in one go; anything else as a stream.
  private static byte[] unzstd(byte[] body) throws IOException, Unsound {
    var claimed = Zstd.getFrameContentSize(body);
    if (claimed > most(body.length)) {
      throw tooMuch(body.length);
    }
    if (claimed > 0 && Zstd.findFrameCompressedSize(body, 0, body.length) == body.length) {
      var bytes = new byte[(int) claimed];
      try (var zstd = new ZstdDecompressCtx()) {
        var got = zstd.decompressByteArray(bytes, 0, bytes.length, body, 0, body.length);
        return got == bytes.length ? bytes : Arrays.copyOf(bytes, got);
      }
    }
    var stream = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(body));
    stream.setLongMax(ZSTD_WINDOW_LOG);
    return drain(stream, body.length);
  }

  private static byte[] drain(InputStream stream, int packed) throws IOException, Unsound {
    try (stream) {
      var most = most(packed);
      var bytes = stream.readNBytes(most + 1);
      if (bytes.length > most) {
        throw tooMuch(packed);
      }
      return bytes;
    }
  }

  private static int most(int packed) {
    return (int) Math.min(MAX_UNPACKED, Math.max(RATIO_FREE, (long) packed * MAX_RATIO));
  }

  private static Unsound tooMuch(int packed) {
    return new Unsound(
        Fault.TOO_LARGE,
        0,
        "body: %d bytes unpack to more than %d bytes".formatted(packed, most(packed)));
  }

  /// Where each line ends, exclusive; the last line may lack its line feed.
  private static int[] lineEnds(Batch batch, byte[] bytes) throws Unsound {
    var declared = (int) batch.size();
    var ends = new int[declared];
    var count = 0;
    for (var from = 0; from < bytes.length; ) {
      var end = lineEnd(bytes, from);
      if (end - from > MAX_LINE) {
        throw new Unsound(
            Fault.TOO_LARGE,
            count + 1,
            "line %d: %d bytes (expected: at most %d)".formatted(count + 1, end - from, MAX_LINE));
      }
      if (count == declared) {
        throw wrongCount(declared, "more");
      }
      ends[count++] = end;
      from = end + 1;
    }
    if (count < declared) {
      throw wrongCount(declared, String.valueOf(count));
    }
    return ends;
  }

  private static int lineEnd(byte[] bytes, int from) {
    var at = from;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  private static Unsound wrongCount(int declared, String given) {
    return new Unsound(
        Fault.WRONG_COUNT,
        0,
        "body: %s lines (expected: %d, as declared by %s and %s)"
            .formatted(given, declared, Batch.FIRST, Batch.LAST));
  }

  /// Carries a refusal out of the depth; never leaves this room.
  static final class Unsound extends Exception {
    private final Checked.Refused refused;

    Unsound(Fault fault, int line, String why) {
      super(why, null, false, false);
      this.refused = new Checked.Refused(fault, line, why);
    }
  }
}

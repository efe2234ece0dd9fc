package kentongan.pipeline;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import kentongan.event.AgentId;
import kentongan.event.Batch;
import kentongan.event.BatchBody;
import kentongan.event.EventLog;
import kentongan.office.OfficeId;

/// Events of the collector's own, on the same road as everybody's: numbered, signed, in the log
/// before anybody reads them.
public final class OwnEvents {
  /// Headquarters as a witness.
  public static final AgentId WITNESS = new AgentId("00-pusat");

  /// The one who judges.
  static final AgentId JUDGE = new AgentId("00-ronda");

  private final World world;
  private final OwnKey key;

  public OwnEvents(World world, OwnKey key) {
    this.world = world;
    this.key = key;
  }

  /// Adds events; they are on disk when this returns.
  ///
  /// @param as [#WITNESS], or who judges
  /// @param about the office that they are about
  /// @param lines JSON objects without line breaks, at least one
  public synchronized void add(AgentId as, OfficeId about, List<byte[]> lines) {
    var log = world.events().log();
    var now = world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    var cursor = log.cursor(as);
    var epoch = cursor.epoch() == 0 ? Math.max(1, now.getEpochSecond()) : cursor.epoch();
    var first = cursor.last() + 1;
    var last = cursor.last() + lines.size();
    var body = BatchBody.pack(lines, Batch.Encoding.ZSTD);
    var text = Batch.signedText(as, epoch, first, last, Batch.Encoding.ZSTD, sha512(body));
    var batch = new Batch(as, epoch, first, last, Batch.Encoding.ZSTD, body, key.sign(text));
    if (!(log.append(batch, about, now) instanceof EventLog.Appended.Accepted)) {
      throw new IllegalStateException("%s: not next (expected: nobody else adds)".formatted(batch));
    }
  }

  private static byte[] sha512(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-512").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java has SHA-512", impossible);
    }
  }
}

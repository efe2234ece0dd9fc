package kentongan.event;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/// Events of one agent in order, numbered and signed: the unit of sending, acknowledging and
/// storing.
///
/// On the wire it is `POST /intake/v1/batches` with the body as it is here, and the headers named
/// below. The signature is over [#signedText], so that it is checked before anything is unpacked.
public final class Batch {
  /// `Kentongan-Agent: 51.03-7f3a9c`.
  public static final String AGENT = "Kentongan-Agent";

  /// `Kentongan-Epoch: 1763750000`, see [EventId#epoch()].
  public static final String EPOCH = "Kentongan-Epoch";

  /// `Kentongan-First: 41`, the sequence of the first line.
  public static final String FIRST = "Kentongan-First";

  /// `Kentongan-Last: 90`, the sequence of the last line.
  public static final String LAST = "Kentongan-Last";

  /// `Kentongan-Signature:` and the Ed25519 signature in Base64.
  public static final String SIGNATURE = "Kentongan-Signature";

  /// `Kentongan-Clock: 2026-11-21T02:14:07Z`, the agent's clock when it sends; may be missing.
  public static final String CLOCK = "Kentongan-Clock";

  private final AgentId agent;
  private final long epoch;
  private final long first;
  private final long last;
  private final Encoding encoding;
  private final byte[] body;
  private final byte[] signature;

  /// @param first the sequence of the first event, at least 1
  /// @param last the sequence of the last event, at least `first`
  /// @param body NDJSON, one event a line, packed by `encoding`; not copied
  /// @param signature Ed25519 (64 bytes) over [#signedText]; not copied
  public Batch(
      AgentId agent,
      long epoch,
      long first,
      long last,
      Encoding encoding,
      byte[] body,
      byte[] signature) {
    if (epoch < 0 || first < 1 || last < first) {
      throw new IllegalArgumentException(
          "batch of %s: epoch %d, events %d to %d (expected: epoch ≥ 0, 1 ≤ first ≤ last)"
              .formatted(agent, epoch, first, last));
    }
    this.agent = Objects.requireNonNull(agent);
    this.epoch = epoch;
    this.first = first;
    this.last = last;
    this.encoding = Objects.requireNonNull(encoding);
    this.body = Objects.requireNonNull(body);
    this.signature = Objects.requireNonNull(signature);
  }

  /// What an agent signs: ASCII lines that name the purpose, the agent, the epoch, the first and
  /// last sequence, the encoding and the SHA-512 of the packed body.
  public static byte[] signedText(
      AgentId agent, long epoch, long first, long last, Encoding encoding, byte[] sha512) {
    return "kentongan-batch-1\n%s\n%d\n%d\n%d\n%s\n%s\n"
        .formatted(
            agent, epoch, first, last, encoding.token(), Base64.getEncoder().encodeToString(sha512))
        .getBytes(StandardCharsets.US_ASCII);
  }

  public AgentId agent() {
    return agent;
  }

  public long epoch() {
    return epoch;
  }

  public long first() {
    return first;
  }

  public long last() {
    return last;
  }

  /// How many events it holds.
  public long size() {
    return last - first + 1;
  }

  public Encoding encoding() {
    return encoding;
  }

  /// The packed body; not a copy.
  public byte[] body() {
    return body;
  }

  /// The signature; not a copy.
  public byte[] signature() {
    return signature;
  }

  @Override
  public String toString() {
    return "batch of %s, epoch %d, events %d to %d".formatted(agent, epoch, first, last);
  }

  /// How a body is packed; the tokens are those of HTTP's `Content-Encoding`.
  public enum Encoding {
    IDENTITY,
    GZIP,
    ZSTD;

    /// As it stands in the header.
    public String token() {
      return switch (this) {
        case IDENTITY -> "identity";
        case GZIP -> "gzip";
        case ZSTD -> "zstd";
      };
    }
  }
}

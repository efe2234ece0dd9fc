package kentongan.intake;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kentongan.event.AgentId;
import kentongan.event.Batch;
import kentongan.event.Batch.Encoding;
import kentongan.event.BatchBody;
import kentongan.intake.Problem.Kind;
import org.springframework.http.HttpHeaders;

/// What a request says about its batch before its body has come.
///
/// @param length bytes of the body, at most [BatchBody#MAX_PACKED]
record BatchHead(
    AgentId agent,
    long epoch,
    long first,
    long last,
    Encoding encoding,
    int length,
    byte[] signature) {

  /// With the body that belongs to it.
  Batch with(byte[] body) {
    return new Batch(agent, epoch, first, last, encoding, body, signature);
  }

  /// Reads the headers.
  ///
  /// @throws Refused when one of them is missing or beyond its bounds
  static BatchHead read(HttpHeaders headers) throws Refused {
    var length = length(headers, BatchBody.MAX_PACKED);
    mediaType(headers, "application/x-ndjson");
    var encoding = encoding(headers);
    var first = number(headers, Batch.FIRST, 1);
    var last = number(headers, Batch.LAST, first);
    if (last - first >= BatchBody.MAX_LINES) {
      throw new Refused(
          Kind.TOO_LARGE,
          "%s and %s: %d to %d (expected: at most %d lines)"
              .formatted(Batch.FIRST, Batch.LAST, first, last, BatchBody.MAX_LINES));
    }
    return new BatchHead(
        agent(headers),
        number(headers, Batch.EPOCH, 0),
        first,
        last,
        encoding,
        length,
        signature(headers));
  }

  /// The declared length of a body; nothing is read without one.
  static int length(HttpHeaders headers, int most) throws Refused {
    if (headers.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
      throw new Refused(Kind.TRANSFER_ENCODING, "Transfer-Encoding (expected: Content-Length)");
    }
    if (!headers.containsHeader(HttpHeaders.CONTENT_LENGTH)) {
      throw new Refused(Kind.LENGTH_REQUIRED, "no Content-Length");
    }
    var length = number(headers, HttpHeaders.CONTENT_LENGTH, 0);
    if (length > most) {
      throw new Refused(
          Kind.TOO_LARGE, "Content-Length: %d (expected: at most %d)".formatted(length, most));
    }
    return (int) length;
  }

  static void mediaType(HttpHeaders headers, String expected) throws Refused {
    var given = one(headers, HttpHeaders.CONTENT_TYPE);
    var bare = given.split(";", 2)[0].strip();
    if (!bare.equalsIgnoreCase(expected)) {
      throw new Refused(
          Kind.MEDIA_TYPE, "Content-Type: %s (expected: %s)".formatted(shown(given), expected));
    }
  }

  private static Encoding encoding(HttpHeaders headers) throws Refused {
    var given = headers.getOrDefault(HttpHeaders.CONTENT_ENCODING, List.of("identity"));
    return switch (given.size() == 1 ? given.getFirst().toLowerCase(Locale.ROOT) : "") {
      case "identity", "none" -> Encoding.IDENTITY;
      case "gzip" -> Encoding.GZIP;
      case "zstd" -> Encoding.ZSTD;
      default ->
          throw new Refused(
              Kind.CONTENT_ENCODING,
              "Content-Encoding: %s (expected: zstd, gzip or none)"
                  .formatted(shown(given.toString())));
    };
  }

  private static AgentId agent(HttpHeaders headers) throws Refused {
    try {
      return new AgentId(one(headers, Batch.AGENT));
    } catch (IllegalArgumentException bad) {
      throw new Refused(Kind.HEADER, Batch.AGENT + ": not an agent's id");
    }
  }

  private static long number(HttpHeaders headers, String name, long least) throws Refused {
    var given = one(headers, name);
    // Eighteen digits always fit; a sign or a space never comes from an agent.
    if (given.isEmpty()
        || given.length() > 18
        || !given.chars().allMatch(c -> c >= '0' && c <= '9')
        || Long.parseLong(given) < least) {
      throw new Refused(
          Kind.HEADER,
          "%s: %s (expected: a whole number, at least %d)".formatted(name, shown(given), least));
    }
    return Long.parseLong(given);
  }

  private static byte[] signature(HttpHeaders headers) throws Refused {
    try {
      return Base64.getDecoder().decode(one(headers, Batch.SIGNATURE));
    } catch (IllegalArgumentException bad) {
      throw new Refused(Kind.HEADER, Batch.SIGNATURE + ": not Base64");
    }
  }

  private static String one(HttpHeaders headers, String name) throws Refused {
    var given = headers.getOrDefault(name, List.of());
    if (given.size() != 1) {
      throw new Refused(Kind.HEADER, "%s: %d of them (expected: 1)".formatted(name, given.size()));
    }
    return given.getFirst();
  }

  /// What others sent, short and printable.
  static String shown(String given) {
    var printable = given.replaceAll("[^\\x20-\\x7e]", "?");
    return "'" + (printable.length() <= 60 ? printable : printable.substring(0, 60) + "…") + "'";
  }

  /// Carries a problem to the one who answers.
  static final class Refused extends Exception {
    private final Problem problem;

    Refused(Kind kind, String detail) {
      this(new Problem(kind, detail, Map.of()));
    }

    Refused(Problem problem) {
      super(problem.detail(), null, false, false);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }
}

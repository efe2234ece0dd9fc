package kentongan.intake;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Why something was not accepted, as it is told (RFC 9457) and counted.
///
/// @param detail what was given and what was expected
/// @param more members of the document besides the usual ones, as `line` or `last`
record Problem(Kind kind, String detail, Map<String, Long> more) implements Answer {
  Problem {
    more = Map.copyOf(more);
  }

  static Problem of(Kind kind, String detail) {
    return new Problem(kind, detail, Map.of());
  }

  /// In the order in which they are to be shown.
  Map<String, Object> document() {
    var document = new java.util.LinkedHashMap<String, Object>();
    document.put("type", "urn:kentongan:problem:" + kind.token());
    document.put("title", kind.title);
    document.put("status", kind.status);
    document.put("detail", detail);
    document.putAll(new TreeMap<>(more));
    return document;
  }

  /// The kinds; their tokens are promised to stay.
  enum Kind {
    TRANSFER_ENCODING(400, "Transfer-Encoding is not accepted here"),
    HOST(400, "A request has one Host"),
    HEADER(400, "A header is missing or cannot be read"),
    LENGTH_REQUIRED(411, "Content-Length is required"),
    TOO_LARGE(413, "Too large"),
    MEDIA_TYPE(415, "This media type is not accepted"),
    CONTENT_ENCODING(415, "This content encoding is not accepted"),
    UNKNOWN_AGENT(401, "No such agent"),
    BAD_SIGNATURE(401, "The signature does not fit"),
    NO_CERTIFICATE(403, "An agent shows its certificate"),
    CERTIFICATE_EXPIRED(403, "The certificate has ended"),
    NOT_YOURS(403, "The certificate is another agent's"),
    TLS_NEEDED(403, "Agents come by the agents' port"),
    REVOKED(403, "This agent has been revoked"),
    NOT_UNPACKABLE(400, "The body cannot be unpacked"),
    WRONG_COUNT(422, "Not as many lines as declared"),
    BAD_LINE(422, "A line cannot be accepted"),
    OUT_OF_ORDER(409, "Another event comes next"),
    STALE_EPOCH(409, "A newer epoch is in force"),
    BUSY(503, "Not now"),
    NO_SPACE(507, "No space left"),
    LOG_FAILED(503, "The event log does not take it now"),
    BAD_ENROLMENT(400, "The enrolment cannot be read"),
    TOKEN_REFUSED(403, "The token is unknown, spent or too old"),
    TOO_MANY_CERTIFICATES(429, "The agent has more certificates than it can need"),
    TOO_MANY(429, "Too many failed enrolments"),
    /// The sender went away, or was too slow; nobody is there to be told.
    ABORTED(400, "The request did not arrive whole");

    private final int status;
    private final String title;

    Kind(int status, String title) {
      this.status = status;
      this.title = title;
    }

    int status() {
      return status;
    }

    /// As in `bad-line`; the end of the problem's type, and the reason that is counted.
    String token() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether the same may be accepted later.
    boolean isForNow() {
      return status == 503 || status == 507 || status == 429;
    }
  }
}

package kentongan.probe;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What came of a check.
public final class HttpAnswer {
  private final Optional<Failure> failure;
  private final List<URI> path;
  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Phases phases;
  private final Optional<Instant> certificateNotAfter;
  private Peer peer = Peer.NONE;

  HttpAnswer(
      Optional<Failure> failure,
      List<URI> path,
      Response response,
      Phases phases,
      Optional<Instant> certificateNotAfter) {
    this.failure = failure;
    this.path = List.copyOf(path);
    this.status = response.status();
    this.headers = response.headers();
    this.body = response.body();
    this.phases = phases;
    this.certificateNotAfter = certificateNotAfter;
  }

  /// Why it is not good; empty when it is.
  public Optional<Failure> failure() {
    return failure;
  }

  public boolean isGood() {
    return failure.isEmpty();
  }

  /// The addresses asked in order: the given one, then where redirects led.
  public List<URI> path() {
    return path;
  }

  /// Where the last answer came from.
  public URI servedFrom() {
    return path.getLast();
  }

  /// The HTTP status; 0 when there was no answer.
  public int status() {
    return status;
  }

  /// A header of the last answer.
  ///
  /// @param name in lower case
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /// Every header of the last answer, names in lower case.
  public Map<String, String> headers() {
    return Map.copyOf(headers);
  }

  /// Who answered.
  public Peer peer() {
    return peer;
  }

  HttpAnswer from(Peer who) {
    this.peer = who;
    return this;
  }

  /// Who answered, as evidence.
  ///
  /// @param addresses all that the last name resolved to, as text
  /// @param certificates the chain that was shown, DER, the server's own first; empty without TLS
  public record Peer(List<String> addresses, List<byte[]> certificates) {
    static final Peer NONE = new Peer(List.of(), List.of());

    public Peer {
      addresses = List.copyOf(addresses);
      certificates = List.copyOf(certificates);
    }
  }

  /// The unpacked body; not a copy. Empty when there was no answer.
  public byte[] body() {
    return body;
  }

  /// The body as text, by the charset that the answer names, else UTF-8.
  public String text() {
    return new String(body, charset().orElse(StandardCharsets.UTF_8));
  }

  /// The charset of the `Content-Type` header, when it names one we know.
  public Optional<Charset> charset() {
    var type = headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
    var at = type.indexOf("charset=");
    if (at < 0) {
      return Optional.empty();
    }
    var name = type.substring(at + 8).split("[;\\s]", 2)[0].replace("\"", "");
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
      return Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  public Phases phases() {
    return phases;
  }

  /// Until when the server's own certificate is valid; empty without TLS.
  public Optional<Instant> certificateNotAfter() {
    return certificateNotAfter;
  }

  /// What was wrong.
  ///
  /// @param detail one line for people
  public record Failure(Reason reason, String detail) {}

  /// The last answer as read; not yet judged.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Response(int status, Map<String, String> headers, byte[] body) {
    static final Response NONE = new Response(0, Map.of(), new byte[0]);
  }
}

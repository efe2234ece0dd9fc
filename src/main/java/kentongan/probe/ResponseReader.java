package kentongan.probe;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Reads one HTTP/1.1 answer, strictly and within bounds.
///
/// @spec https://www.rfc-editor.org/info/rfc9112 RFC 9112, sections 4 to 7
final class ResponseReader {
  private static final int MOST_INTERIM_ANSWERS = 5;

  private final InputStream in;
  private final HttpCheck.Bounds bounds;
  private int headerLeft;

  ResponseReader(InputStream in, HttpCheck.Bounds bounds) {
    this.in = new BufferedInputStream(in, 8192);
    this.bounds = bounds;
    this.headerLeft = bounds.maxHeaderBytes();
  }

  /// Waits for the first byte, and puts it back.
  void awaitFirstByte() throws IOException, CheckFailed {
    in.mark(1);
    if (in.read() < 0) {
      throw new CheckFailed(Reason.PROTOCOL, "the connection was closed without an answer");
    }
    in.reset();
  }

  HttpAnswer.Response read() throws IOException, CheckFailed {
    for (var i = 0; i < MOST_INTERIM_ANSWERS; i++) {
      var status = status(line());
      var headers = headers();
      if (status >= 200) {
        return new HttpAnswer.Response(status, headers, body(status, headers));
      }
    }
    throw new CheckFailed(Reason.PROTOCOL, "only interim answers (1xx)");
  }

  private static int status(String line) throws CheckFailed {
    var fits =
        line.startsWith("HTTP/1.")
            && line.length() >= 12
            && line.charAt(8) == ' '
            && (line.length() == 12 || line.charAt(12) == ' ');
    if (fits) {
      try {
        var status = Integer.parseInt(line.substring(9, 12));
        if (status >= 100) {
          return status;
        }
      } catch (NumberFormatException _) {
        // falls through: not a status line
      }
    }
    throw new CheckFailed(Reason.PROTOCOL, "not an HTTP answer: '" + shown(line) + "'");
  }

  private Map<String, String> headers() throws IOException, CheckFailed {
    var headers = new LinkedHashMap<String, String>();
    for (var line = line(); !line.isEmpty(); line = line()) {
      var colon = line.indexOf(':');
      if (colon > 0) {
        var name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        headers.merge(name, line.substring(colon + 1).strip(), ResponseReader::joined);
      }
    }
    return headers;
  }

  private static String joined(String first, String second) {
    return first + ", " + second;
  }

  private String line() throws IOException, CheckFailed {
    var line = new ByteArrayOutputStream(80);
    for (var b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new CheckFailed(Reason.PROTOCOL, "the answer broke off in its header");
      }
      if (--headerLeft < 0) {
        throw new CheckFailed(
            Reason.TOO_LARGE, "a header of more than %d bytes".formatted(bounds.maxHeaderBytes()));
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private byte[] body(int status, Map<String, String> headers) throws IOException, CheckFailed {
    if (status == 204 || status == 304) {
      return new byte[0];
    }
    try {
      return bounded(unpacked(framed(headers), headers.getOrDefault("content-encoding", "")));
    } catch (EOFException _) {
      throw new CheckFailed(Reason.PROTOCOL, "the answer broke off in its body");
    } catch (ZipException e) {
      throw new CheckFailed(Reason.PROTOCOL, "a broken gzip body: " + e.getMessage());
    }
  }

  private InputStream framed(Map<String, String> headers) throws CheckFailed {
    var coding = headers.getOrDefault("transfer-encoding", "").toLowerCase(Locale.ROOT);
    if (coding.equals("chunked")) {
      return new Chunked();
    }
    if (!coding.isEmpty() && !coding.equals("identity")) {
      throw new CheckFailed(
          Reason.PROTOCOL, "transfer-encoding: '%s' (expected: chunked)".formatted(shown(coding)));
    }
    var length = headers.get("content-length");
    if (length == null) {
      return in;
    }
    if (!length.matches("[0-9]{1,18}")) {
      throw new CheckFailed(
          Reason.PROTOCOL, "content-length: '%s' (expected: a number)".formatted(shown(length)));
    }
    return new Counted(Long.parseLong(length));
  }

  private static InputStream unpacked(InputStream framed, String encoding)
      throws IOException, CheckFailed {
    return switch (encoding.toLowerCase(Locale.ROOT)) {
      case "", "identity" -> framed;
      case "gzip", "x-gzip" -> new GZIPInputStream(framed, 4096);
      default ->
          throw new CheckFailed(
              Reason.PROTOCOL,
              "content-encoding: '%s' (expected: gzip or none)".formatted(shown(encoding)));
    };
  }

  private byte[] bounded(InputStream body) throws IOException, CheckFailed {
    var bytes = body.readNBytes(bounds.maxBodyBytes());
    if (bytes.length == bounds.maxBodyBytes() && body.read() >= 0) {
      throw new CheckFailed(
          Reason.TOO_LARGE, "a body of more than %d bytes".formatted(bounds.maxBodyBytes()));
    }
    return bytes;
  }

  private static String shown(String text) {
    var cut = text.length() > 80 ? text.substring(0, 80) + "…" : text;
    return cut.replaceAll("[^\\x20-\\x7e…]", "?");
  }

  /// A body of a known length.
  private final class Counted extends InputStream {
    private long left;

    Counted(long length) {
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        return -1;
      }
      var b = in.read();
      if (b < 0) {
        throw new EOFException();
      }
      left--;
      return b;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      var n = in.read(into, from, (int) Math.min(length, left));
      if (n < 0) {
        throw new EOFException();
      }
      left -= n;
      return n;
    }
  }

  /// A body in chunks; extensions and trailers are read past, within the header's bound.
  private final class Chunked extends InputStream {
    private long left;
    private boolean ended;
    private boolean begun;

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (left == 0 && !nextChunk()) {
        return -1;
      }
      var n = in.read(into, from, (int) Math.min(length, left));
      if (n < 0) {
        throw new EOFException();
      }
      left -= n;
      return n;
    }

    private boolean nextChunk() throws IOException {
      if (ended) {
        return false;
      }
      try {
        if (begun && !line().isEmpty()) {
          throw new CheckFailed(Reason.PROTOCOL, "a chunk that is longer than it says");
        }
        begun = true;
        var size = line().split(";", 2)[0].strip();
        if (!size.matches("[0-9a-fA-F]{1,15}")) {
          throw new CheckFailed(Reason.PROTOCOL, "a chunk without a size: '" + shown(size) + "'");
        }
        // Chunk lines are not header; each takes its own small part back.
        headerLeft = Math.max(headerLeft, 1024);
        left = Long.parseLong(size, 16);
        ended = left == 0;
        while (ended && !line().isEmpty()) {
          // trailers say nothing that we ask for
        }
        return !ended;
      } catch (CheckFailed e) {
        throw new BadChunk(e);
      }
    }
  }

  /// Carries a [CheckFailed] through a stream.
  static final class BadChunk extends IOException {
    private final CheckFailed failed;

    BadChunk(CheckFailed failed) {
      super(failed.getMessage());
      this.failed = failed;
    }

    CheckFailed failed() {
      return failed;
    }
  }
}

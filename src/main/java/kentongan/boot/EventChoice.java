package kentongan.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// One event, out of a JSON file, a line of an NDJSON file, or standard input.
final class EventChoice {
  private static final int MOST_BYTES = 16 << 20;

  private EventChoice() {}

  /// Reads it.
  ///
  /// @param word a file, `FILE:N` for its line N, or `-`
  /// @throws IllegalArgumentException when there is none; the message says what was expected
  static byte[] read(String word) throws IOException {
    if (word.equals("-")) {
      return bounded(System.in.readNBytes(MOST_BYTES + 1), "standard input");
    }
    var file = Path.of(word);
    if (Files.exists(file)) {
      try (var in = Files.newInputStream(file)) {
        return bounded(in.readNBytes(MOST_BYTES + 1), word);
      }
    }
    int colon = word.lastIndexOf(':');
    if (colon > 0 && word.substring(colon + 1).matches("[0-9]{1,12}")) {
      return line(Path.of(word.substring(0, colon)), Long.parseLong(word.substring(colon + 1)));
    }
    throw new IllegalArgumentException(
        "'%s': no such file (expected: a JSON file, FILE:LINE, or -)".formatted(word));
  }

  private static byte[] line(Path file, long number) throws IOException {
    if (!Files.exists(file)) {
      throw new IllegalArgumentException("'%s': no such file (expected: NDJSON)".formatted(file));
    }
    try (var source = LineSource.of(file)) {
      long at = 0;
      for (var line = source.next(); line != null; line = source.next()) {
        if (++at == number) {
          return line;
        }
      }
      throw new IllegalArgumentException(
          "%s:%d: no such line (expected: 1 to %d)".formatted(file, number, at));
    }
  }

  private static byte[] bounded(byte[] bytes, String what) {
    if (bytes.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "%s: more than 16 MB (expected: one event; a line of a file is FILE:LINE)"
              .formatted(what));
    }
    return bytes;
  }
}

package kentongan.agent;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// An event on its way into the spool.
///
/// @param json one JSON object in UTF-8 without line breaks; not copied
/// @param subject what it is the state of: of two states of one subject the newer is what counts;
///   empty for a fact that no later one replaces
@SuppressWarnings("ArrayRecordComponent") // never compared; copying each line would be waste
record Waiting(EventClass kind, Instant created, byte[] json, Optional<String> subject) {
  private static final byte[] CHECK_ID = "\"check\":{\"id\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_SUBJECT = 200;

  /// An event whose subject follows from its kind.
  Waiting(EventClass kind, Instant created, byte[] json) {
    this(kind, created, json, subject(kind, json));
  }

  private static Optional<String> subject(EventClass kind, byte[] json) {
    return switch (kind) {
      case HEARTBEAT -> Optional.of("heartbeat");
      case CHECK -> checkId(json);
      case LOG, PAGE, AGENT -> Optional.empty();
    };
  }

  /// The check's id as it stands in the document. Quotes inside a JSON text are escaped, so that no
  /// text from outside can look like it.
  private static Optional<String> checkId(byte[] json) {
    for (var at = 0; at + CHECK_ID.length < json.length; at++) {
      if (json[at] == '"' && isIdAt(json, at)) {
        var from = at + CHECK_ID.length;
        var end = from;
        while (end < json.length && end - from < LONGEST_SUBJECT && json[end] != '"') {
          end++;
        }
        return Optional.of(new String(json, from, end - from, StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }

  private static boolean isIdAt(byte[] json, int at) {
    for (var i = 0; i < CHECK_ID.length; i++) {
      if (json[at + i] != CHECK_ID[i]) {
        return false;
      }
    }
    return true;
  }
}

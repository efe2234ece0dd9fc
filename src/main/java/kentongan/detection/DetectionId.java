package kentongan.detection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The identity of a detection. The same rule over the same events gives the same id, whenever and
/// however often it is computed.
///
/// @param value 32 hexadecimal digits
public record DetectionId(String value) implements Comparable<DetectionId> {
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{32}");

  public DetectionId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "detection: '%s' (expected: 32 hexadecimal digits)".formatted(value));
    }
  }

  /// The id made of these parts: 128 bits of SHA-256 over their lengths and texts.
  static DetectionId of(String... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
      }
      return new DetectionId(HexFormat.of().formatHex(digest.digest(), 0, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public int compareTo(DetectionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

package kentongan.notice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// The secret in an acknowledge link: 128 random bits. Made anew for every try to deliver, just
/// before it, and only its hash is kept, so whoever reads the stores cannot acknowledge for
/// another.
///
/// @param text 22 characters of Base64 for URLs
public record AckToken(String text) {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{22}");

  public AckToken {
    if (!SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException("acknowledge token: not 22 characters of Base64 for URLs");
    }
  }

  /// A new token.
  public static AckToken random(SecureRandom source) {
    var bits = new byte[16];
    source.nextBytes(bits);
    return new AckToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  /// A token from a link, or nothing when the text has not the shape of one.
  public static Optional<AckToken> parse(String text) {
    return SHAPE.matcher(text).matches() ? Optional.of(new AckToken(text)) : Optional.empty();
  }

  /// The SHA-256 of the text, 64 hex digits: what is stored.
  public String sha256() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return "AckToken[hidden]";
  }
}

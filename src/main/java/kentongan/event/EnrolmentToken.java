package kentongan.event;

import java.util.Optional;
import java.util.regex.Pattern;

/// The text that lets one new agent in: `SECRET` or, for a collector reached over TLS,
/// `SECRET.PIN`. Only the secret travels; the pin stays with the agent, so that nobody who stands
/// between can put a collector of their own in the way.
///
/// @param secret what the collector knows the hash of
/// @param pin SHA-256 over the public key (SubjectPublicKeyInfo, DER) of the collector's authority,
///   Base64 for addresses without padding, 43 characters
public record EnrolmentToken(String secret, Optional<String> pin) {
  private static final Pattern PIN = Pattern.compile("[A-Za-z0-9_-]{43}");

  public EnrolmentToken {
    if (secret.isEmpty() || secret.contains(".")) {
      throw new IllegalArgumentException("token: no secret in it (expected: SECRET.PIN)");
    }
    if (pin.isPresent() && !isPin(pin.get())) {
      throw new IllegalArgumentException(
          "token: the part after the dot has %d characters (expected: 43 of A-Z a-z 0-9 - _); copy"
                  .formatted(pin.get().length())
              + " it whole");
    }
  }

  /// Reads what [#toString] wrote.
  ///
  /// @throws IllegalArgumentException when it is cut short
  public static EnrolmentToken parse(String text) {
    var bare = text.strip();
    var dot = bare.indexOf('.');
    return dot < 0
        ? new EnrolmentToken(bare, Optional.empty())
        : new EnrolmentToken(bare.substring(0, dot), Optional.of(bare.substring(dot + 1)));
  }

  /// Whether this text has the shape of a pin.
  public static boolean isPin(String text) {
    return PIN.matcher(text).matches();
  }

  @Override
  public String toString() {
    return pin.map(p -> secret + "." + p).orElse(secret);
  }
}

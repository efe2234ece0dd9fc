package kentongan.courier.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The signature of a webhook's body: `t=1763690400,v1=` and 64 hex digits of HMAC-SHA-256 over the
/// time in Unix seconds, a dot, and the body. The time stands in it so that a receiver can refuse a
/// recorded delivery.
final class Signature {
  private Signature() {}

  static String of(String secret, Instant at, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((at.getEpochSecond() + ".").getBytes(StandardCharsets.US_ASCII));
      return "t=%d,v1=%s"
          .formatted(at.getEpochSecond(), HexFormat.of().formatHex(mac.doFinal(body)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

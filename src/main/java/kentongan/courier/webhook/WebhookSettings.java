package kentongan.courier.webhook;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where notices go as JSON.
///
/// @param url the receiver; empty: there is no webhook
/// @param secret the key of the signature, 16 characters or more; never logged
/// @param timeout how long one delivery may take in all
@ConfigurationProperties("kentongan.courier.webhook")
public record WebhookSettings(
    @DefaultValue("") String url,
    @DefaultValue("") String secret,
    @DefaultValue("5s") Duration timeout) {
  public WebhookSettings {
    if (!url.isEmpty()) {
      var parsed = URI.create(url);
      if (parsed.getHost() == null
          || !("https".equals(parsed.getScheme()) || "http".equals(parsed.getScheme()))) {
        throw new IllegalArgumentException(
            "kentongan.courier.webhook.url: '%s' (expected: an http or https address)"
                .formatted(url));
      }
      if (secret.length() < 16) {
        throw new IllegalArgumentException(
            "kentongan.courier.webhook.secret: %d characters (expected: 16 or more)"
                .formatted(secret.length()));
      }
    }
    if (timeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "kentongan.courier.webhook.timeout: %s (expected: more than zero)".formatted(timeout));
    }
  }

  /// Whether there is a webhook at all.
  public boolean isSet() {
    return !url.isEmpty();
  }

  @Override
  public String toString() {
    return "WebhookSettings[%s]".formatted(url);
  }
}

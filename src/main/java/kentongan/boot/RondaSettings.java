package kentongan.boot;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How headquarters itself looks at sites.
///
/// @param headquarters whether it looks at every asset too, without an agent
/// @param atOnce how many questions it asks at the same time
/// @param control addresses of others that are nearly always reachable; when neither they nor any
///   asset answer, headquarters takes itself for blind
/// @param controlEvery between two questions to one of them
/// @param allow inner networks that its questions may go to
@ConfigurationProperties("kentongan.ronda")
public record RondaSettings(
    @DefaultValue("true") boolean headquarters,
    @DefaultValue("8") int atOnce,
    @DefaultValue List<URI> control,
    @DefaultValue("30s") Duration controlEvery,
    @DefaultValue List<String> allow) {
  public RondaSettings {
    control = List.copyOf(control);
    allow = List.copyOf(allow);
    if (atOnce < 1 || atOnce > 256) {
      throw new IllegalArgumentException(
          "kentongan.ronda.at-once: %d (expected: 1 to 256)".formatted(atOnce));
    }
    if (controlEvery.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "kentongan.ronda.control-every: %s (expected: at least 1s)".formatted(controlEvery));
    }
  }
}

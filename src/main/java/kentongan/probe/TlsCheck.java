package kentongan.probe;

import java.time.Duration;
import java.util.Optional;

/// What a server shows in its TLS handshake: chain, names, dates, and whether it still speaks what
/// nobody should.
///
/// @param name the name that the certificate must bear; usually the place's host
/// @param issuer words that the issuer's name must contain; empty when any will do, and a change is
///   told
/// @param triesWeak whether old protocols and weak ciphers are offered too: two short connections
///   more
public record TlsCheck(
    Place place, String name, Optional<String> issuer, boolean triesWeak, Duration patience)
    implements Question {
  public TlsCheck {
    name = Place.named(name);
  }

  @Override
  public String kind() {
    return "tls";
  }

  @Override
  public String about() {
    return place.toString();
  }

  @Override
  public String host() {
    return place.host();
  }
}

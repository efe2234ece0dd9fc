package kentongan.probe;

import java.time.Duration;

/// Whether somebody listens, and, when asked, greets with certain words.
///
/// @param greeting words that must come by themselves after connecting, as `220` of a mail server;
///   empty when the connection is enough
/// @param patience for everything
public record TcpCheck(Place place, String greeting, Duration patience) implements Question {
  @Override
  public String kind() {
    return "tcp";
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

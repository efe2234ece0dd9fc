package kentongan.probe;

import java.time.Duration;

/// How far this machine's clock is off, by a time server.
///
/// @param within how far is still good
public record TimeCheck(Place place, Duration within, Duration patience) implements Question {
  @Override
  public String kind() {
    return "time";
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

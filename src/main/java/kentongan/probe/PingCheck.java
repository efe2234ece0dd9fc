package kentongan.probe;

import java.time.Duration;
import java.util.List;

/// Whether a machine lives and how far it is. ICMP needs rights that an agent should not have; so
/// it is asked by TCP: a machine that accepts or refuses a connection lives.
///
/// @param ports tried in turn until one is answered
/// @param tries how many round trips are measured
/// @param patience for one try
public record PingCheck(String host, List<Integer> ports, int tries, Duration patience)
    implements Question {
  public PingCheck {
    host = Place.named(host);
    ports = List.copyOf(ports);
    if (ports.isEmpty() || ports.size() > 8 || tries < 1 || tries > 20) {
      throw new IllegalArgumentException(
          "ping: ports %s, tries %d (expected: 1 to 8 ports, 1 to 20 tries)"
              .formatted(ports, tries));
    }
    ports.forEach(port -> new Place("localhost", port));
  }

  @Override
  public String kind() {
    return "ping";
  }

  @Override
  public String about() {
    return host;
  }
}

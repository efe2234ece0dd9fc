package kentongan.probe;

import java.time.Duration;
import java.util.List;

/// What name servers answer, and whether it is still what it was.
///
/// @param type of the record
/// @param resolvers who is asked, each of them: addresses, not names; empty for the machine's own
/// @param expected the only good values; empty when the first answer is learned and new values are
///   told as a change
public record DnsCheck(
    String name, DnsType type, List<Place> resolvers, List<String> expected, Duration patience)
    implements Question {
  private static final int MOST_RESOLVERS = 8;

  public DnsCheck {
    name = Place.named(name);
    resolvers = List.copyOf(resolvers);
    expected = List.copyOf(expected);
    if (resolvers.size() > MOST_RESOLVERS) {
      throw new IllegalArgumentException(
          "dns.resolvers: %d (expected: at most %d)".formatted(resolvers.size(), MOST_RESOLVERS));
    }
    resolvers.forEach(place -> Network.parse(place.host()));
  }

  @Override
  public String kind() {
    return "dns";
  }

  @Override
  public String about() {
    return name + " " + type;
  }

  @Override
  public String host() {
    return resolvers.isEmpty() ? "" : resolvers.getFirst().host();
  }
}

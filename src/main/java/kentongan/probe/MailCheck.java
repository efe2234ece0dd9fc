package kentongan.probe;

import java.time.Duration;
import java.util.List;

/// Whether strangers can send mail in a domain's name: SPF, DMARC and the DKIM keys.
///
/// @param selectors the DKIM selectors that must have a key
/// @param resolvers as of [DnsCheck]
public record MailCheck(
    String domain, List<String> selectors, List<Place> resolvers, Duration patience)
    implements Question {
  public MailCheck {
    domain = Place.named(domain);
    selectors = selectors.stream().map(Place::named).toList();
    resolvers = List.copyOf(resolvers);
    if (selectors.size() > 8) {
      throw new IllegalArgumentException(
          "mail.selectors: %d (expected: at most 8)".formatted(selectors.size()));
    }
    resolvers.forEach(place -> Network.parse(place.host()));
  }

  @Override
  public String kind() {
    return "mail";
  }

  @Override
  public String about() {
    return domain;
  }

  @Override
  public String host() {
    return resolvers.isEmpty() ? "" : resolvers.getFirst().host();
  }
}

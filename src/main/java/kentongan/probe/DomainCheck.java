package kentongan.probe;

import java.net.URI;
import java.time.Duration;

/// Until when a domain is registered, by whom, and in what state.
///
/// @param rdap the registry's RDAP service, as `https://rdap.example/`; empty path or one that ends
///   with `/`
/// @param warn a domain that ends sooner than this is a failure
public record DomainCheck(String domain, URI rdap, Duration warn) implements Question {
  public DomainCheck {
    domain = Place.named(domain);
    HttpCheck.of(rdap);
  }

  @Override
  public String kind() {
    return "domain";
  }

  @Override
  public String about() {
    return domain;
  }

  @Override
  public String host() {
    return String.valueOf(rdap.getHost());
  }
}

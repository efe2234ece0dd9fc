package kentongan.web.agent;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import kentongan.event.AgentCertificate;
import kentongan.event.AgentId;

/// What the page says about the way in for agents; boot gives it.
public interface AgentDoor {
  /// The token as an agent takes it: with the pin that it knows this collector by.
  String token(String secret);

  /// Where agents of other machines knock, as far as this collector can tell.
  URI address();

  /// The certificates of an agent of the live world, the one that ends first coming first.
  List<AgentCertificate> certificates(AgentId agent);

  /// How far ahead an agent's clock is (behind: negative); empty when it is right or not known.
  Optional<Duration> clockAhead(AgentId agent);
}

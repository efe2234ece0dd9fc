package kentongan.boot;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kentongan.event.AgentCertificate;
import kentongan.event.AgentId;
import kentongan.event.Certificates;
import kentongan.event.EnrolmentToken;
import kentongan.intake.AgentsPort;
import kentongan.intake.Authority;
import kentongan.intake.Intake;
import kentongan.web.agent.AgentDoor;

/// The agents' port as the dashboard shows it.
///
/// @param dashboard how people reach this collector; agents use its host and their own port
record AgentsDoor(
    Authority authority,
    Certificates register,
    Intake intake,
    AgentsPort port,
    Supplier<URI> dashboard)
    implements AgentDoor {
  @Override
  public String token(String secret) {
    return new EnrolmentToken(secret, Optional.of(authority.pin())).toString();
  }

  @Override
  public URI address() {
    return URI.create("https://%s:%d".formatted(dashboard.get().getHost(), port.port()));
  }

  @Override
  public List<AgentCertificate> certificates(AgentId agent) {
    return register.of(agent);
  }

  @Override
  public Optional<Duration> clockAhead(AgentId agent) {
    return intake.clocks().wrong(agent);
  }
}

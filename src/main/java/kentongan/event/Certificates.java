package kentongan.event;

import java.util.List;
import java.util.Optional;

/// The register of the certificates issued to agents. Nothing is removed from it; an agent's
/// certificates are revoked with the agent ([Agents#revoke]).
public interface Certificates {
  /// Keeps a new one.
  ///
  /// @throws IllegalArgumentException when this agent has one for this key already
  void keep(AgentCertificate issued);

  /// The one with this serial.
  Optional<AgentCertificate> find(String serial);

  /// All of one agent, the one that ends first coming first.
  List<AgentCertificate> of(AgentId agent);
}

package kentongan.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kentongan.office.OfficeId;

/// The register of agents and of the one-time tokens that let new ones in.
public interface Agents {
  /// Issues a token for one agent of one office.
  ///
  /// @param until after this it is worth nothing
  /// @return the token; only its hash is kept
  String issueToken(OfficeId office, Instant until);

  /// Spends a token and enrols an agent. Asked again with the same token and the same key, it
  /// answers with the same agent: the first answer may have been lost on the way.
  ///
  /// @param publicKey Ed25519, 32 bytes, raw
  /// @return empty when the token is unknown, spent by another or too old: one word for all three
  Optional<Agent> enrol(String token, String host, byte[] publicKey, Instant now);

  /// The agent with this id.
  Optional<Agent> find(AgentId id);

  /// All agents, by id.
  List<Agent> all();

  /// Refuses everything from an agent from now on, and revokes its certificates.
  ///
  /// @param why in the words of who did it; the agent is told
  void revoke(AgentId id, String why, Instant now);
}

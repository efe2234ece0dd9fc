package kentongan.probe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who knows until when a domain is registered.
@FunctionalInterface
interface DomainRegistry {
  /// @throws CheckFailed when it does not answer, or not with what was asked
  Registration registration(DomainCheck check) throws CheckFailed;

  /// What a registry says of a domain.
  ///
  /// @param ends when the registration ends; empty when the registry does not tell
  /// @param states as in `client transfer prohibited`, `redemption period`; sorted
  /// @param nameServers lower case, sorted
  record Registration(
      Optional<Instant> ends, String registrar, List<String> states, List<String> nameServers) {
    public Registration {
      states = states.stream().sorted().toList();
      nameServers = nameServers.stream().sorted().toList();
    }
  }
}

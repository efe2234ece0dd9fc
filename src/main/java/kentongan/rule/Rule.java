package kentongan.rule;

import java.util.List;
import java.util.Optional;

/// What is looked for: in single events ([EventRule]) or over several ([Correlation]).
public sealed interface Rule permits EventRule, Correlation {
  /// What it says of itself.
  About about();

  /// Which fields make it the same trouble; empty for the default, see `docs/reference/sigma.md`.
  List<String> dedupe();

  /// Which events end the trouble; empty when nothing does.
  Optional<Recovery> recovers();

  /// Its id.
  default String id() {
    return about().id();
  }

  /// Which events end a trouble.
  sealed interface Recovery {
    /// Events of the rule's own log source that this search finds.
    record Found(Search search) implements Recovery {}

    /// Events that another event rule matches.
    ///
    /// @param rule its id
    record Matched(String rule) implements Recovery {}
  }
}

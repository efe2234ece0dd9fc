package kentongan.pipeline;

import java.util.List;
import java.util.Optional;

/// Which rules were in force when. Kept in the transaction that keeps what the new rules find.
public interface RuleChanges {
  /// Other rules came into force.
  void append(RuleChange change);

  /// The change that made the set in force, with its hashes; empty before the first start.
  Optional<RuleChange> newest();

  /// The newest changes, newest first, without hashes.
  List<RuleChange> list(int most);
}

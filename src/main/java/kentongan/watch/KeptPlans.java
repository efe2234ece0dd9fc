package kentongan.watch;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import kentongan.asset.AssetId;
import kentongan.event.AgentId;
import kentongan.event.SignedPlan;

/// What headquarters keeps of plans: the terms of each asset, and every plan that was ever signed.
public interface KeptPlans {
  /// The terms that differ from the usual.
  Map<AssetId, Terms> terms();

  /// Sets the terms of an asset.
  void set(AssetId asset, Terms terms, Instant now);

  /// The newest plan of each agent.
  Map<AgentId, SignedPlan> newest();

  /// One plan of an agent.
  Optional<SignedPlan> find(AgentId agent, long version);

  /// Keeps a plan that was just signed.
  void keep(SignedPlan plan, Instant now);
}

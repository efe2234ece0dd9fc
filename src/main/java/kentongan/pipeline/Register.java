package kentongan.pipeline;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import kentongan.asset.AssetId;
import kentongan.asset.Assets;
import kentongan.detection.Inventory;
import kentongan.event.Agents;
import kentongan.office.OfficeId;

/// What detection asks of the inventory and of the agents' register, answered from memory and read
/// anew every few seconds, or at once after [#forget].
public final class Register implements Inventory {
  private static final long FRESH_NANOS = Duration.ofSeconds(3).toNanos();

  private final Assets assets;
  private final Agents agents;
  private volatile Known known = new Known(Map.of(), Map.of(), System.nanoTime() - FRESH_NANOS - 1);

  public Register(Assets assets, Agents agents) {
    this.assets = assets;
    this.agents = agents;
  }

  @Override
  public Optional<OfficeId> ownerOf(AssetId asset) {
    return Optional.ofNullable(fresh().owners.get(asset));
  }

  @Override
  public Map<String, Inventory.Known> known(String field) {
    return field.equals("agent.id") ? fresh().agents : Map.of();
  }

  /// Something was added: read again at the next question.
  public void forget() {
    known = new Known(known.owners, known.agents, System.nanoTime() - FRESH_NANOS - 1);
  }

  private Known fresh() {
    var now = known;
    if (System.nanoTime() - now.readAt > FRESH_NANOS) {
      now = read();
      known = now;
    }
    return now;
  }

  private Known read() {
    var owners = new HashMap<AssetId, OfficeId>();
    assets.all().forEach(asset -> owners.put(asset.id(), asset.office()));
    var heard = new HashMap<String, Inventory.Known>();
    for (var agent : agents.all()) {
      if (!agent.revoked()) {
        heard.put(agent.id().value(), new Inventory.Known(agent.office(), agent.enrolledAt()));
      }
    }
    return new Known(Map.copyOf(owners), Map.copyOf(heard), System.nanoTime());
  }

  private record Known(
      Map<AssetId, OfficeId> owners, Map<String, Inventory.Known> agents, long readAt) {}
}

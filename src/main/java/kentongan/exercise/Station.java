package kentongan.exercise;

import java.time.Duration;
import java.util.List;
import kentongan.asset.AssetId;
import kentongan.event.AgentId;
import kentongan.office.OfficeId;

/// An agent as a scenario plays it: it sends heartbeats and answers of its checks, all well unless
/// an inject says otherwise.
///
/// @param id the agent's id in the exercise's world
/// @param office where it stands
/// @param host its machine
/// @param heartbeat the pause between two heartbeats
/// @param check the pause between two checks of one asset
/// @param watches which assets it checks
public record Station(
    AgentId id,
    OfficeId office,
    String host,
    Duration heartbeat,
    Duration check,
    List<AssetId> watches) {
  public Station {
    Names.check("host", host);
    watches = List.copyOf(watches);
    if (isTooShort(heartbeat) || isTooShort(check)) {
      throw new IllegalArgumentException(
          "agent %s: heartbeat %s, check %s (expected: at least 5 s)"
              .formatted(id, heartbeat, check));
    }
  }

  private static boolean isTooShort(Duration pause) {
    return pause.compareTo(Duration.ofSeconds(5)) < 0;
  }
}

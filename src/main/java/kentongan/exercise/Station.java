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
/// @param page the pause between two looks at the page of one asset
/// @param watches which assets it checks and looks at
public record Station(
    AgentId id,
    OfficeId office,
    String host,
    Duration heartbeat,
    Duration check,
    Duration page,
    List<AssetId> watches) {
  public Station {
    Names.check("host", host);
    watches = List.copyOf(watches);
    if (isTooShort(heartbeat) || isTooShort(check) || isTooShort(page)) {
      throw new IllegalArgumentException(
          "station %s: heartbeat %s, check %s, page %s (expected: at least 5 s)"
              .formatted(id, heartbeat, check, page));
    }
  }

  private static boolean isTooShort(Duration pause) {
    return pause.compareTo(Duration.ofSeconds(5)) < 0;
  }
}

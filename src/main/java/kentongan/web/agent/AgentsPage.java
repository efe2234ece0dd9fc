package kentongan.web.agent;

import java.util.List;
import java.util.Optional;
import kentongan.web.When;
import kentongan.web.incident.IncidentPage.Choice;

/// The agents and assets of a viewer's scope.
///
/// @param mayManage whether this viewer may issue tokens and revoke agents
/// @param token the token just issued, shown once
/// @param offices those a token can be issued for
public record AgentsPage(
    List<AgentRow> agents,
    List<AssetRow> assets,
    boolean mayManage,
    Optional<Issued> token,
    List<Choice> offices) {
  public AgentsPage {
    agents = List.copyOf(agents);
    assets = List.copyOf(assets);
    offices = List.copyOf(offices);
  }

  /// A token, this once.
  ///
  /// @param command what to type at the office
  public record Issued(String token, String command, String office, When until) {}

  /// A clock that is wrong, and by how much.
  public record Clock(boolean isBehind, When.Span by) {}

  /// One agent.
  ///
  /// @param state `CALM` while it speaks, `SILENT`, `NONE` when it never spoke, `REVOKED`
  /// @param last when it was last heard
  /// @param spool how many events wait at the agent; empty when not known
  /// @param until when its certificate ends; empty for one without
  /// @param clock empty when it is right
  /// @param revokedWhy empty unless revoked with a reason
  public record AgentRow(
      String id,
      String host,
      String office,
      String state,
      Optional<When> last,
      Optional<When.Span> ago,
      Optional<Long> spool,
      Optional<When> until,
      Optional<Clock> clock,
      String revokedWhy) {}

  /// One asset.
  public record AssetRow(
      String id,
      String name,
      String office,
      String kind,
      String url,
      String criticality,
      String hosting) {}
}

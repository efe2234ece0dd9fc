package kentongan.web.situation;

import java.util.List;
import java.util.Optional;
import kentongan.web.When;

/// How things stand, within one viewer's scope.
///
/// @param open how many incidents are open
/// @param offices at how many offices
/// @param unclaimed how many of them nobody has acknowledged
/// @param worst the severity of the worst; `CALM` when none is open, `SILENT` when we are blind
/// @param tiles one for each province, worst first
/// @param incidents the open ones, worst first
/// @param silent agents that ought to speak and do not
/// @param exercises running now
/// @param agents how many agents are enrolled
/// @param assets how many assets are watched
/// @param at when this was so
/// @param only the province the list is narrowed to
public record Situation(
    int open,
    int offices,
    int unclaimed,
    String worst,
    List<TileView> tiles,
    List<IncidentRow> incidents,
    List<SilentAgent> silent,
    List<ExerciseRow> exercises,
    int agents,
    int assets,
    When at,
    Optional<String> only) {
  public Situation {
    tiles = List.copyOf(tiles);
    incidents = List.copyOf(incidents);
    silent = List.copyOf(silent);
    exercises = List.copyOf(exercises);
  }

  /// One province on the map.
  ///
  /// @param code its code
  /// @param label two letters
  /// @param name as people say it
  /// @param column 1 to 16
  /// @param row 1 to 8
  /// @param state a severity, `SILENT`, `CALM`, or `NONE` where nothing is watched yet
  /// @param open how many incidents are open there
  /// @param isChosen whether the list is narrowed to it
  public record TileView(
      String code,
      String label,
      String name,
      int column,
      int row,
      String state,
      int open,
      boolean isChosen) {}

  /// One open incident in a list.
  ///
  /// @param severity the name of the severity
  /// @param status the name of the status
  /// @param category in the reader's language
  /// @param where the office's own name
  /// @param assets what is hit, in one line; may be empty
  /// @param inCharge who; empty when nobody has acknowledged
  /// @param next the step that waits
  /// @param left until the agency must know; empty where there is no duty or it is done
  /// @param isOver whether that time has passed
  /// @param hasEnded whether the trouble was seen to be over
  public record IncidentRow(
      String number,
      String title,
      String severity,
      String status,
      String category,
      String where,
      String assets,
      When since,
      When.Span age,
      Optional<String> inCharge,
      Optional<String> next,
      Optional<When.Span> left,
      boolean isOver,
      boolean hasEnded) {}

  /// An agent that ought to speak and does not.
  public record SilentAgent(String id, String where, Optional<When> last, When.Span since) {}

  /// An exercise that is running.
  public record ExerciseRow(String path, String name, String clock, int speed) {}
}

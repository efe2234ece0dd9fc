package kentongan.exercise;

import java.time.Duration;
import java.util.List;
import kentongan.exercise.Expectation.About;
import kentongan.incident.Status;
import kentongan.incident.Verdict;

/// What people do in an exercise without a screen: for rehearsing the scenario itself, and for
/// tests. Each act takes the road that a click takes.
///
/// @param lines in the order of time
public record Script(List<Line> lines) {
  public Script {
    lines = lines.stream().sorted(java.util.Comparator.comparing(Line::at)).toList();
  }

  /// One act of one player.
  ///
  /// @param at not before, since the beginning
  /// @param who the player's short name
  /// @param about on which incident
  public record Line(Duration at, String who, About about, Act act) {}

  /// What a player does.
  public sealed interface Act {
    /// Acknowledges the newest notice.
    record Acknowledge() implements Act {}

    /// Takes charge.
    record TakeCharge() implements Act {}

    /// Begins the playbook.
    record StartRun(String playbook) implements Act {}

    /// Does a step.
    ///
    /// @param step the step's id or name
    /// @param answer where the step asks something; else empty
    /// @param note what was seen; may be empty
    record CompleteStep(String step, String answer, String note) implements Act {}

    /// Skips a step.
    record SkipStep(String step, String why) implements Act {}

    /// Moves the incident on.
    record Reach(Status status, String why) implements Act {}

    /// Writes something down.
    record Note(String text) implements Act {}

    /// Prepares the report, or writes one of its parts anew.
    ///
    /// @param part `contact`, `description`, `chronology` or `impact`; empty: all as prefilled
    record WriteReport(String part, String text) implements Act {}

    /// Approves the report.
    record ApproveReport() implements Act {}

    /// Sends the approved report; in an exercise it stays at the exercise's own desk.
    record SendReport() implements Act {}

    /// Closes the incident.
    record Close(Verdict verdict, String why) implements Act {}
  }
}

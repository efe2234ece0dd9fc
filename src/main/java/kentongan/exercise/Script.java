package kentongan.exercise;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kentongan.exercise.Expectation.About;
import kentongan.incident.Status;
import kentongan.incident.Verdict;
import kentongan.report.Part;

/// What people do in an exercise without a screen: for rehearsing the scenario itself, and for
/// tests. Each act takes the road that a click takes.
///
/// @param lines in the order of time
public record Script(List<Line> lines) {
  public Script {
    lines = lines.stream().sorted(Comparator.comparing(Line::at)).toList();
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

    /// Does the step that waits.
    ///
    /// @param step its id or name: then it must be this one; empty: whichever waits
    /// @param answer what is said where the step is a question
    /// @param note what was seen; may be empty
    record CompleteStep(Optional<String> step, boolean answer, String note) implements Act {}

    /// Leaves the step that waits out.
    record SkipStep(String why) implements Act {}

    /// Moves the incident on.
    record Reach(Status status, String why) implements Act {}

    /// Writes something down.
    record Note(String text) implements Act {}

    /// Writes one part of the report anew; prepares the report first when there is none.
    record WriteReport(Part part, String text) implements Act {}

    /// Gives the report its number; prepares the report first when there is none.
    record NumberReport(String number) implements Act {}

    /// Approves the report.
    record ApproveReport() implements Act {}

    /// Sends the approved report; in an exercise it stays at the exercise's own desk.
    record SendReport() implements Act {}

    /// Closes the incident.
    record Close(Verdict verdict, String why) implements Act {}
  }
}

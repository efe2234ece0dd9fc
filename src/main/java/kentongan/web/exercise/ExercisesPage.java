package kentongan.web.exercise;

import java.util.List;
import java.util.Optional;
import kentongan.web.Shell;
import kentongan.web.When;
import kentongan.web.incident.IncidentPage.Choice;

/// The scenarios, and the exercises that were run.
///
/// @param people who can play a part; for controllers only
/// @param mayControl whether this viewer may start and stop
public record ExercisesPage(
    List<ScenarioView> scenarios, List<Row> exercises, List<Choice> people, boolean mayControl) {
  public ExercisesPage {
    scenarios = List.copyOf(scenarios);
    exercises = List.copyOf(exercises);
    people = List.copyOf(people);
  }

  /// A written drill.
  ///
  /// @param players the parts to be played
  public record ScenarioView(
      String name,
      String title,
      String description,
      long minutes,
      int speed,
      int injects,
      int expectations,
      List<PartView> players) {
    public ScenarioView {
      players = List.copyOf(players);
    }
  }

  /// One part to be played.
  ///
  /// @param id its short name
  /// @param label what people call it
  /// @param chosen the sign-in name of who would play it unless somebody else is chosen; may be
  ///   empty
  public record PartView(String id, String label, String chosen) {}

  /// One run of it.
  ///
  /// @param state `RUNNING`, `PAUSED` or `OVER`
  public record Row(String id, String title, String state, When began, int passed, int of) {}

  /// One exercise, as its own page shows it.
  ///
  /// @param clock what time it is in there
  /// @param isOpen whether its world can be entered
  /// @param ended how it ended
  /// @param participants who takes part
  /// @param injects what happened, newest first, and what is still to come when the viewer controls
  /// @param expectations what people are expected to do
  /// @param messages what would have been sent, newest first
  /// @param band what stands over this page too
  public record Detail(
      String id,
      String title,
      String description,
      String state,
      String clock,
      int speed,
      boolean isOpen,
      Optional<String> ended,
      List<String> participants,
      List<InjectView> injects,
      List<ExpectationView> expectations,
      List<MessageView> messages,
      boolean mayControl,
      Shell.ExerciseBand band) {
    public Detail {
      participants = List.copyOf(participants);
      injects = List.copyOf(injects);
      expectations = List.copyOf(expectations);
      messages = List.copyOf(messages);
    }
  }

  /// One thing that happens.
  ///
  /// @param offset as in `+05:00`
  public record InjectView(String offset, String what, boolean isDone) {}

  /// One thing people are expected to do.
  ///
  /// @param verdict `PASSED`, `FAILED` or `OPEN`
  public record ExpectationView(
      String what, String within, String verdict, Optional<String> after, String why) {}

  /// One message kept instead of sent.
  public record MessageView(String to, String subject, String text, When at) {}
}

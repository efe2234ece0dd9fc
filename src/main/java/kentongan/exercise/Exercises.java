package kentongan.exercise;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kentongan.incident.IncidentId;
import kentongan.office.PersonId;

/// All exercises: what can be run, what runs, what was run. Who may ask for what is asked before.
///
/// The world of a running exercise is found in the pipeline's register by the exercise's id.
public interface Exercises {
  /// What can be run.
  List<Scenario> scenarios();

  /// Begins an exercise in a world of its own.
  Outcome start(Plan plan);

  /// Asks something of an exercise.
  Outcome ask(ExerciseId id, Exercise.Command command);

  /// Exercises, running ones first, then the newest; at most this many.
  List<View> list(int most);

  /// One exercise as it stands now.
  Optional<View> find(ExerciseId id);

  /// What is to be run.
  ///
  /// @param cast who plays what; each a person of the live world
  /// @param by who controls it
  record Plan(String scenario, Cast cast, Speed speed, PersonId by) {}

  /// What became of a wish.
  sealed interface Outcome {
    /// It is so.
    record Done(ExerciseId id) implements Outcome {}

    /// It is not.
    ///
    /// @param why each reason in one sentence, at least one
    record Refused(List<String> why) implements Outcome {
      public Refused {
        why = List.copyOf(why);
      }
    }
  }

  /// An exercise, for those who look at it.
  ///
  /// @param clock its own time
  /// @param isOpen whether its world can be entered
  /// @param score so far, or in the end
  /// @param messages what would have been sent, newest first; none once its world is closed
  /// @param told what was told to participants, newest first
  /// @param interrupts real incidents opened since it began and still open: shown to everybody in
  ///   it as *insiden nyata*, with the offer to end it; none once it has ended
  record View(
      Exercise exercise,
      Scenario scenario,
      Instant clock,
      boolean isOpen,
      Score score,
      List<KeptMessage> messages,
      List<Told> told,
      List<IncidentId> interrupts) {
    public View {
      messages = List.copyOf(messages);
      told = List.copyOf(told);
      interrupts = List.copyOf(interrupts);
    }
  }

  /// Something told to participants.
  ///
  /// @param at by the exercise's clock
  /// @param to which players; empty: all
  record Told(String inject, Instant at, Phrase from, List<String> to, Phrase text) {
    public Told {
      to = List.copyOf(to);
    }
  }
}

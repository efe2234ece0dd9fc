package kentongan.web.exercise;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kentongan.web.Shell;
import kentongan.web.Viewer;
import kentongan.web.situation.Situation;

/// What the pages need of exercises; boot gives it. An exercise's id is its world's name.
public interface ExerciseRoom {
  /// The scenarios, and the exercises that were run, newest first.
  ExercisesPage list(Viewer viewer, Locale locale);

  /// One exercise.
  Optional<ExercisesPage.Detail> find(String id, Viewer viewer, Locale locale);

  /// The band over the pages of an exercise's world.
  Optional<Shell.ExerciseBand> band(String world, Locale locale);

  /// Those running now.
  List<Situation.ExerciseRow> running(Locale locale);

  /// Starts a scenario.
  ///
  /// @return the exercise's id, or why it cannot start
  Started start(String scenario, int speed, Viewer by);

  /// Pauses, resumes or stops an exercise.
  ///
  /// @param what `pause`, `resume` or `stop`
  /// @return why it cannot be; empty when it is done
  Optional<String> control(String id, String what, Viewer by);

  /// What became of a start.
  sealed interface Started {
    /// It runs.
    record Running(String id) implements Started {}

    /// It does not.
    record Refused(String why) implements Started {}
  }
}

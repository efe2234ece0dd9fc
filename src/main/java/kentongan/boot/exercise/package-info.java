/// Exercises at work: a world is opened for each, fed by stations that sign what they send, judged,
/// and kept.
///
/// Read first: [RunningExercises][kentongan.boot.exercise.RunningExercises].
@NullMarked
package kentongan.boot.exercise;

import org.jspecify.annotations.NullMarked;

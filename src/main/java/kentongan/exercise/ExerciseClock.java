package kentongan.exercise;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The clock of an exercise's world: begins at an instant, runs at ×1 to ×60 of real time, can be
/// paused, and never goes back, whatever becomes of the machine's own clock.
///
/// It stands still until [#resume()] is called for the first time.
public final class ExerciseClock implements InstantSource {
  private final Instant origin;
  private final LongSupplier nanos;
  private Duration passed = Duration.ZERO;
  private long since;
  private boolean isRunning;
  private Speed speed;
  private Duration lid = Duration.ofDays(365);

  /// @param origin what it says before it runs
  /// @param nanos a steady count of nanoseconds, [System#nanoTime] outside tests
  public ExerciseClock(Instant origin, Speed speed, LongSupplier nanos) {
    this.origin = origin;
    this.speed = speed;
    this.nanos = nanos;
    this.since = nanos.getAsLong();
  }

  @Override
  public Instant instant() {
    return origin.plus(passed());
  }

  /// How much of the exercise's time has passed.
  public synchronized Duration passed() {
    var now = isRunning ? passed.plusNanos(counted()) : passed;
    return now.compareTo(lid) > 0 ? lid : now;
  }

  /// Stands still from now on.
  public synchronized void pause() {
    settle();
    isRunning = false;
  }

  /// Runs from now on.
  public synchronized void resume() {
    settle();
    isRunning = true;
  }

  /// Runs faster or slower from now on; what has passed stays.
  public synchronized void run(Speed at) {
    settle();
    speed = at;
  }

  /// Stands still at a moment that is not yet reached, until it is told of a later one. So the time
  /// of an exercise waits for those who feed it on a machine that is too busy, and a silence in it
  /// is never only the machine's.
  public synchronized void waitAt(Duration until) {
    settle();
    lid = until;
  }

  /// How fast it runs, or would.
  public synchronized Speed speed() {
    return speed;
  }

  /// Whether it runs at all.
  public synchronized boolean isRunning() {
    return isRunning;
  }

  /// How much real time a stretch of the exercise's time takes at the present speed.
  public synchronized Duration inRealTime(Duration ofExercise) {
    return ofExercise.dividedBy(speed.times());
  }

  private void settle() {
    passed = passed();
    since = nanos.getAsLong();
  }

  private long counted() {
    return Math.max(0, nanos.getAsLong() - since) * speed.times();
  }
}

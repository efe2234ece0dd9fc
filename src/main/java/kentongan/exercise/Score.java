package kentongan.exercise;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kentongan.office.PersonId;

/// How an exercise went: each expectation, met or not, judged from what people really did.
///
/// @param results in the order of the scenario
public record Score(List<Result> results) {
  public Score {
    results = List.copyOf(results);
  }

  /// What the record of an exercise says about its expectations.
  ///
  /// @param now the exercise's clock
  /// @param ended whether it is over: then nothing is left open
  public static Score of(Scenario scenario, Cast cast, Deeds deeds, Instant now, boolean ended) {
    return new Judge(scenario, cast, deeds, now, ended).score();
  }

  /// How many were met.
  public long passed() {
    return results.stream().filter(r -> r.verdict() instanceof Verdict.Passed).count();
  }

  /// How many were missed.
  public long failed() {
    return results.stream().filter(r -> r.verdict() instanceof Verdict.Failed).count();
  }

  /// Whether everything expected was done in time.
  public boolean isPassed() {
    return passed() == results.size();
  }

  /// One expectation and what became of it.
  ///
  /// @param due by when; empty while the time does not run yet
  public record Result(Expectation expectation, Optional<Instant> due, Verdict verdict) {}

  /// What became of an expectation.
  public sealed interface Verdict {
    /// Done in time.
    ///
    /// @param after how long after the time began to run
    record Passed(Instant at, PersonId by, Duration after) implements Verdict {}

    /// Not done, or too late, or by somebody else.
    ///
    /// @param at when it was done after all
    record Failed(Phrase why, Optional<Instant> at) implements Verdict {}

    /// There is still time.
    record Open() implements Verdict {}
  }
}

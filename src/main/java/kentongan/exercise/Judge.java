package kentongan.exercise;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import kentongan.exercise.Expectation.About;
import kentongan.exercise.Expectation.After;
import kentongan.exercise.Expectation.Deed;
import kentongan.exercise.Score.Result;
import kentongan.exercise.Score.Verdict;
import kentongan.incident.Fact;
import kentongan.office.PersonId;

/// Holds a scenario's expectations against the record.
///
/// A deed counts from when it was written down: somebody who writes that they did it an hour ago
/// did not do it in time where anybody could see it.
final class Judge {
  private final Scenario scenario;
  private final Cast cast;
  private final Deeds deeds;
  private final Instant now;
  private final boolean ended;
  private final Map<String, Instant> met = new HashMap<>();

  Judge(Scenario scenario, Cast cast, Deeds deeds, Instant now, boolean ended) {
    this.scenario = scenario;
    this.cast = cast;
    this.deeds = deeds;
    this.now = now;
    this.ended = ended;
  }

  /// In the order of the scenario; an expectation may lean on one that stands before it.
  Score score() {
    return new Score(scenario.expectations().stream().map(this::judge).toList());
  }

  private Result judge(Expectation expected) {
    var from = from(expected);
    var due = from.map(start -> start.plus(expected.within()));
    var done = done(expected);
    done.ifPresent(d -> met.put(expected.id(), d.at()));
    return new Result(expected, due, verdict(expected, from, done));
  }

  private Verdict verdict(Expectation expected, Optional<Instant> from, Optional<Done> done) {
    if (from.isEmpty()) {
      return ended ? failed(neverBegan(expected), Optional.empty()) : new Verdict.Open();
    }
    var due = from.get().plus(expected.within());
    if (done.isPresent()) {
      return inTime(expected, from.get(), done.get());
    }
    if (now.isAfter(due)) {
      return failed(
          new Phrase(
              "Tidak dilakukan dalam %s.".formatted(Spans.id(expected.within())),
              "Not done within %s.".formatted(Spans.en(expected.within()))),
          Optional.empty());
    }
    return ended
        ? failed(
            new Phrase(
                "Belum dilakukan ketika latihan berakhir.", "Not done when the exercise ended."),
            Optional.empty())
        : new Verdict.Open();
  }

  private Verdict inTime(Expectation expected, Instant from, Done done) {
    var late = Duration.between(from.plus(expected.within()), done.at());
    if (late.isPositive()) {
      return failed(
          new Phrase(
              "Terlambat %s.".formatted(Spans.id(late)), "%s late.".formatted(Spans.en(late))),
          Optional.of(done.at()));
    }
    // Done before the time began to run, as a step before the call that asks for it: no minus.
    var after = Duration.between(from, done.at());
    return new Verdict.Passed(done.at(), done.by(), after.isNegative() ? Duration.ZERO : after);
  }

  private static Verdict failed(Phrase why, Optional<Instant> at) {
    return new Verdict.Failed(why, at);
  }

  private static Phrase neverBegan(Expectation expected) {
    return switch (expected.after()) {
      case After.Opened _ ->
          new Phrase("Tidak ada insiden yang sesuai.", "No such incident was opened.");
      case After.Injected(var inject) ->
          new Phrase(
              "Kejadian '%s' belum terjadi.".formatted(inject),
              "Inject '%s' had not happened.".formatted(inject));
      case After.Met(var other) ->
          new Phrase(
              "Harapan sebelumnya '%s' tidak terpenuhi.".formatted(other),
              "The expectation before it, '%s', was not met.".formatted(other));
      case After.Start _ -> new Phrase("Latihan belum dimulai.", "The exercise had not begun.");
    };
  }

  private Optional<Instant> from(Expectation expected) {
    return switch (expected.after()) {
      case After.Start _ -> Optional.of(deeds.began());
      case After.Opened _ ->
          cases(expected.about()).map(Judge::opened).min(Comparator.naturalOrder());
      case After.Injected(var inject) -> Optional.ofNullable(deeds.fired().get(inject));
      case After.Met(var other) -> Optional.ofNullable(met.get(other));
    };
  }

  private record Done(Instant at, PersonId by) {}

  /// The first time it was done by whoever was to do it.
  private Optional<Done> done(Expectation expected) {
    return cases(expected.about())
        .map(facts -> done(expected, facts))
        .flatMap(Optional::stream)
        .min(Comparator.comparing(Done::at));
  }

  private Optional<Done> done(Expectation expected, List<Fact> facts) {
    var seen = new HashSet<String>();
    var skipped = expected.deed() instanceof Deed.CompleteSteps(var count) ? count - 1L : 0L;
    return facts.stream()
        .filter(fact -> is(expected.deed(), fact))
        .filter(fact -> isBy(expected, fact))
        // A step done again is still one step.
        .filter(fact ->
            !(expected.deed() instanceof Deed.CompleteSteps)
                || (fact instanceof Fact.StepRecorded step && seen.add(step.step())))
        .skip(skipped)
        .map(fact -> new Done(fact.stamp().recordedAt(), fact.stamp().by().person().orElseThrow()))
        .findFirst();
  }

  /// Whether a participant did it: the one who was to, where that is said. The program does many
  /// things too, and none of them counts.
  private boolean isBy(Expectation expected, Fact fact) {
    return fact.stamp()
        .by()
        .person()
        .filter(person ->
            expected.by().isEmpty()
                ? cast.has(person)
                : expected.by().flatMap(cast::of).filter(person::equals).isPresent())
        .isPresent();
  }

  private boolean is(Deed deed, Fact fact) {
    return switch (deed) {
      case Deed.Acknowledge _ -> fact instanceof Fact.Acknowledged;
      case Deed.TakeCharge _ -> fact instanceof Fact.ChargeTaken;
      case Deed.StartRun(var playbook) ->
          fact instanceof Fact.RunStarted run && run.playbook().equals(playbook);
      case Deed.CompleteStep(var step) ->
          fact instanceof Fact.StepRecorded done
              && done.what().equals("done")
              && (done.step().equals(step) || done.name().equals(step));
      case Deed.CompleteSteps _ ->
          fact instanceof Fact.StepRecorded done && done.what().equals("done");
      case Deed.Reach(var status) ->
          fact instanceof Fact.StatusChanged change && change.to() == status;
      case Deed.Note _ -> fact instanceof Fact.NoteAdded;
      case Deed.ApproveReport _ -> fact instanceof Fact.ReportApproved;
      case Deed.SendReport _ ->
          fact instanceof Fact.ReportSent sent && deeds.kept().contains(sent.report());
      case Deed.Close _ -> fact instanceof Fact.Closed;
    };
  }

  private Stream<List<Fact>> cases(About about) {
    return deeds.cases().stream().filter(about::fits);
  }

  private static Optional<Fact.Opened> opening(List<Fact> facts) {
    return facts.stream()
        .filter(Fact.Opened.class::isInstance)
        .map(Fact.Opened.class::cast)
        .findFirst();
  }

  private static Instant opened(List<Fact> facts) {
    return Objects.requireNonNull(opening(facts).orElseThrow().stamp().recordedAt());
  }
}

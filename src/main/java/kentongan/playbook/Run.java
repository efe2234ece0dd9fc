package kentongan.playbook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.Set;
import kentongan.incident.Stamp;
import kentongan.office.Actor;

/// One incident's walk through one playbook, as its facts have made it. It may wait for days.
///
/// @param version how many facts it is made of; a store refuses to append to another version
/// @param name the playbook's short name
/// @param playbook the playbook's identifier
/// @param playbookVersion the version it is pinned to
/// @param position where it stands
/// @param resume where it goes back to when a reopened step is done again with the same answer
/// @param done what was done, oldest first; a step done twice is there twice
/// @param startedAt when it began
/// @param waitingSince since when it stands where it stands
public record Run(
    RunId id,
    int version,
    String name,
    String playbook,
    Instant playbookVersion,
    Position position,
    Optional<Position> resume,
    List<Done> done,
    Instant startedAt,
    Instant waitingSince) {
  public Run {
    done = List.copyOf(done);
  }

  /// What was done with a step.
  ///
  /// @param answer for a question only
  /// @param note what was written; the reason for a skip or a reopening
  public record Done(
      String step, Outcome outcome, Stamp stamp, Optional<Boolean> answer, String note) {
    /// Done, left out, to be done again, or only noted.
    public enum Outcome {
      COMPLETED,
      SKIPPED,
      REOPENED,
      NOTED
    }
  }

  /// The walk that these facts make.
  ///
  /// @throws IllegalArgumentException when the first is not `Started`
  public static Run of(SequencedCollection<RunFact> facts) {
    if (facts.isEmpty() || !(facts.getFirst() instanceof RunFact.Started started)) {
      throw new IllegalArgumentException("run: facts do not begin with Started");
    }
    var run = of(started);
    for (var fact : facts.stream().skip(1).toList()) {
      run = run.apply(fact);
    }
    return run;
  }

  private static Run of(RunFact.Started started) {
    return new Run(
        started.id(),
        1,
        started.name(),
        started.playbook(),
        started.version(),
        started.now(),
        Optional.empty(),
        List.of(),
        started.stamp().recordedAt(),
        started.stamp().recordedAt());
  }

  /// Begins a walk.
  ///
  /// @return facts, the first of them `Started`; or a refusal that names the steps in the way
  public static RunDecision start(RunId id, Playbook playbook, Actor by, Instant now) {
    return Walk.start(id, playbook, by, now);
  }

  /// What follows from a command.
  ///
  /// @param pinned the version of the playbook this walk is pinned to
  public RunDecision decide(RunCommand command, Playbook pinned, Instant now) {
    return Walk.decide(this, command, pinned, now);
  }

  /// The step that waits for a person; empty when the walk is over.
  public Optional<String> waitingStep() {
    return position.step();
  }

  /// Whether it came to its end.
  public boolean isOver() {
    return position.isOver();
  }

  /// What was last done with a step, notes aside.
  public Optional<Done> last(String step) {
    return done.reversed().stream()
        .filter(d -> d.step().equals(step) && d.outcome() != Done.Outcome.NOTED)
        .findFirst();
  }

  /// The steps that are done or left out, in the order in which they were first reached.
  public Set<String> settled() {
    var settled = new LinkedHashSet<String>();
    for (var one : done) {
      switch (one.outcome()) {
        case COMPLETED, SKIPPED -> settled.add(one.step());
        case REOPENED -> settled.remove(one.step());
        case NOTED -> {
          // Changes nothing.
        }
      }
    }
    return settled;
  }

  /// The walk with one more fact.
  public Run apply(RunFact fact) {
    return switch (fact) {
      case RunFact.Started _ ->
          throw new IllegalArgumentException("%s: started twice".formatted(id));
      case RunFact.StepCompleted(var stamp, var step, var answer, var note, var now) ->
          moved(new Done(step, Done.Outcome.COMPLETED, stamp, answer, note), now, Optional.empty());
      case RunFact.StepSkipped(var stamp, var step, var reason, var now) ->
          moved(
              new Done(step, Done.Outcome.SKIPPED, stamp, Optional.empty(), reason),
              now,
              Optional.empty());
      case RunFact.StepReopened(var stamp, var step, var why, var now) ->
          moved(
              new Done(step, Done.Outcome.REOPENED, stamp, Optional.empty(), why),
              now,
              Optional.of(resume.orElse(position)));
      case RunFact.StepNoted(var stamp, var step, var text) ->
          with(
              new Done(step, Done.Outcome.NOTED, stamp, Optional.empty(), text),
              position,
              resume,
              waitingSince);
      case RunFact.Finished _ ->
          new Run(
              id,
              version + 1,
              name,
              playbook,
              playbookVersion,
              Position.OVER,
              Optional.empty(),
              done,
              startedAt,
              waitingSince);
    };
  }

  private Run moved(Done what, Position now, Optional<Position> back) {
    return with(what, now, back, what.stamp().recordedAt());
  }

  private Run with(Done what, Position now, Optional<Position> back, Instant since) {
    var longer = new ArrayList<>(done);
    longer.add(what);
    return new Run(
        id, version + 1, name, playbook, playbookVersion, now, back, longer, startedAt, since);
  }
}

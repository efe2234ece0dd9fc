package kentongan.playbook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kentongan.incident.Stamp;
import kentongan.office.Actor;
import kentongan.playbook.RunDecision.Accepted;
import kentongan.playbook.RunDecision.Reason;
import kentongan.playbook.RunDecision.Refused;

/// How a walk moves. Never recurses: a playbook may be thousands of steps long.
final class Walk {
  private static final int LONGEST_NOTE = 10_000;
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  private Walk() {}

  static RunDecision start(RunId id, Playbook playbook, Actor by, Instant now) {
    var unwalked = playbook.unwalked();
    if (!unwalked.isEmpty()) {
      return refused(
          Reason.NOT_WALKABLE,
          "%s: not walked in this version: %s (expected: start, action, if-condition, end)"
              .formatted(
                  playbook.name(),
                  unwalked.stream()
                      .limit(5)
                      .map(step -> step.type() + " '" + step.card().name().indonesian() + "'")
                      .collect(Collectors.joining(", "))));
    }
    var stamp = Stamp.now(by, now);
    var first = settle(playbook, playbook.start(), List.of());
    var facts = new ArrayList<RunFact>();
    facts.add(
        new RunFact.Started(stamp, id, playbook.name(), playbook.id(), playbook.version(), first));
    if (first.isOver()) {
      facts.add(new RunFact.Finished(stamp));
    }
    return new Accepted(facts);
  }

  static RunDecision decide(Run run, RunCommand command, Playbook playbook, Instant now) {
    if (!playbook.steps().containsKey(command.step())) {
      return refused(
          Reason.UNKNOWN_STEP,
          "step: %s (expected: a step of %s)".formatted(shortened(command.step()), run.name()));
    }
    return switch (command) {
      case RunCommand.CompleteStep complete -> complete(run, complete, playbook, now);
      case RunCommand.SkipStep skip -> skip(run, skip, playbook, now);
      case RunCommand.Reopen reopen -> reopen(run, reopen, now);
      case RunCommand.AddNote note ->
          textFault("note", note.text(), true)
              .orElseGet(() ->
                  new Accepted(
                      List.of(
                          new RunFact.StepNoted(
                              Stamp.now(note.by(), now), note.step(), note.text().strip()))));
    };
  }

  private static RunDecision complete(
      Run run, RunCommand.CompleteStep command, Playbook playbook, Instant now) {
    if (!waits(run, command.step())) {
      return notWaiting(run, command.step(), playbook);
    }
    var step = playbook.step(command.step());
    var isQuestion = step instanceof Step.Question;
    if (isQuestion != command.answer().isPresent()) {
      return refused(
          Reason.ANSWER,
          isQuestion
              ? "answer: none (expected: yes or no, '%s' is a question)".formatted(name(step))
              : "answer: given (expected: none, '%s' is no question)".formatted(name(step)));
    }
    if (command.happenedAt().isAfter(now.plus(CLOCKS_DIFFER))) {
      return refused(
          Reason.INPUT,
          "happened at: %s (expected: not later than now)".formatted(command.happenedAt()));
    }
    var fault = textFault("note", command.note(), false);
    if (fault.isPresent()) {
      return fault.get();
    }
    var stamp = new Stamp(command.by(), command.happenedAt(), now);
    var next = after(run, step, command.answer(), playbook);
    return moved(
        new RunFact.StepCompleted(stamp, step.id(), command.answer(), command.note().strip(), next),
        next);
  }

  private static RunDecision skip(
      Run run, RunCommand.SkipStep command, Playbook playbook, Instant now) {
    if (!waits(run, command.step())) {
      return notWaiting(run, command.step(), playbook);
    }
    var step = playbook.step(command.step());
    if (step instanceof Step.Question) {
      return refused(
          Reason.ANSWER,
          "'%s' decides the way (expected: yes or no; it cannot be left out)"
              .formatted(name(step)));
    }
    var fault = textFault("reason", command.reason(), true);
    if (fault.isPresent()) {
      return fault.get();
    }
    var next = after(run, step, Optional.empty(), playbook);
    return moved(
        new RunFact.StepSkipped(
            Stamp.now(command.by(), now), step.id(), command.reason().strip(), next),
        next);
  }

  private static RunDecision reopen(Run run, RunCommand.Reopen command, Instant now) {
    if (waits(run, command.step())) {
      return new Accepted(List.of());
    }
    if (!run.settled().contains(command.step())) {
      return refused(
          Reason.NOT_WAITING,
          "step: %s was not done yet (expected: a step that was)".formatted(command.step()));
    }
    return textFault("why", command.why(), true)
        .orElseGet(() ->
            new Accepted(
                List.of(
                    new RunFact.StepReopened(
                        Stamp.now(command.by(), now),
                        command.step(),
                        command.why().strip(),
                        // Branches gone into since are left: the step's own may be another one.
                        new Position(List.of(command.step()), run.position().returns())))));
  }

  /// Where a walk stands after a step. A step that was reopened and answered as before leads back
  /// to where the walk had been; otherwise the playbook leads on.
  private static Position after(Run run, Step step, Optional<Boolean> answer, Playbook playbook) {
    var before =
        run.done().reversed().stream()
            .filter(d -> d.step().equals(step.id()) && d.outcome() == Run.Done.Outcome.COMPLETED)
            .findFirst();
    if (run.resume().isPresent() && before.map(d -> d.answer().equals(answer)).orElse(true)) {
      return run.resume().get();
    }
    var returns = new ArrayList<>(run.position().returns());
    return switch (step) {
      case Step.Start start -> settle(playbook, start.then(), returns);
      case Step.Action action -> onwards(playbook, action.then(), returns);
      case Step.Question question -> {
        question.then().ifPresent(returns::add);
        yield onwards(
            playbook,
            answer.orElse(false) ? Optional.of(question.yes()) : question.otherwise(),
            returns);
      }
      case Step.End _, Step.Unwalked _ -> Position.OVER;
    };
  }

  private static Position onwards(Playbook playbook, Optional<String> next, List<String> returns) {
    if (next.isPresent()) {
      return settle(playbook, next.get(), returns);
    }
    if (returns.isEmpty()) {
      return Position.OVER;
    }
    return settle(playbook, returns.getLast(), returns.subList(0, returns.size() - 1));
  }

  /// Goes on from a step to the next one that needs a person, or to the end.
  private static Position settle(Playbook playbook, String from, List<String> returns) {
    var open = new ArrayList<>(returns);
    var seen = new HashSet<String>();
    var at = from;
    while (true) {
      switch (playbook.step(at)) {
        case Step.Action _, Step.Question _, Step.Unwalked _ -> {
          return new Position(List.of(at), open);
        }
        case Step.Start start -> {
          if (!seen.add(at)) {
            return Position.OVER;
          }
          at = start.then();
        }
        case Step.End _ -> {
          if (open.isEmpty()) {
            return Position.OVER;
          }
          at = open.removeLast();
        }
      }
    }
  }

  private static RunDecision moved(RunFact fact, Position next) {
    return new Accepted(
        next.isOver() ? List.of(fact, new RunFact.Finished(fact.stamp())) : List.of(fact));
  }

  private static boolean waits(Run run, String step) {
    return run.position().current().contains(step);
  }

  private static RunDecision notWaiting(Run run, String step, Playbook playbook) {
    var waiting =
        run.waitingStep().map(playbook::step).map(Walk::name).orElse("nothing: it is over");
    var last = run.last(step);
    return refused(
        Reason.NOT_WAITING,
        last.isPresent()
            ? "'%s' was done by %s at %s; what waits is '%s'"
                .formatted(
                    name(playbook.step(step)),
                    last.get().stamp().by(),
                    last.get().stamp().recordedAt(),
                    waiting)
            : "'%s' does not wait (expected: '%s')".formatted(name(playbook.step(step)), waiting));
  }

  private static Optional<RunDecision> textFault(String where, String text, boolean isNeeded) {
    if (isNeeded && text.isBlank()) {
      return Optional.of(refused(Reason.INPUT, "%s: empty (expected: some text)".formatted(where)));
    }
    if (text.length() > LONGEST_NOTE) {
      return Optional.of(
          refused(
              Reason.INPUT,
              "%s: %d characters (expected: at most %d)"
                  .formatted(where, text.length(), LONGEST_NOTE)));
    }
    return Optional.empty();
  }

  private static String name(Step step) {
    return step.card().name().indonesian();
  }

  private static String shortened(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "…" : text;
  }

  private static RunDecision refused(Reason reason, String why) {
    return new Refused(reason, why);
  }
}

package kentongan.notice;

import java.time.Instant;
import java.util.Optional;
import kentongan.oncall.Ladder;

/// What to do next about telling people of an incident.
public sealed interface Calling {
  /// The reason, in one sentence.
  String why();

  /// Call somebody now: the first person, or the same one again.
  ///
  /// @param rung the place on the ladder, 1 is the first
  /// @param attempt 1 for the first call of this person
  record Send(Ladder.Rung to, int rung, int attempt, String why) implements Calling {}

  /// Call the next rung now: those before did not answer.
  record Escalate(Ladder.Rung to, int rung, int attempt, String why) implements Calling {}

  /// Write to somebody once, by mail only; it need not wake anybody.
  record WriteOnce(Ladder.Rung to, int rung, String why) implements Calling {}

  /// Nothing until then.
  record Wait(Instant until, String why) implements Calling {}

  /// Nothing more.
  ///
  /// @param isAnswered whether somebody acknowledged; false when the calling ended without
  record Done(boolean isAnswered, String why) implements Calling {}

  /// Decides from its arguments alone. Ask again after each call, each acknowledgement, each change
  /// of severity, and when a [Wait] is over.
  ///
  /// @param ladder as it is now; it may have changed since the last call
  static Calling next(CallPolicy policy, CallState state, Ladder ladder, Instant now) {
    if (state.acknowledged().isPresent()) {
      return new Done(true, "acknowledged at " + state.acknowledged().get());
    }
    if (ladder.rungs().isEmpty()) {
      return new Done(
          false, "nobody is named on the roster of %s or above".formatted(ladder.office()));
    }
    var pace = state.isLate() ? Optional.<CallPolicy.Pace>empty() : policy.of(state.severity());
    return pace.map(p -> climb(p, state, ladder, now)).orElseGet(() -> writeOnce(state, ladder));
  }

  private static Calling writeOnce(CallState state, Ladder ladder) {
    var why =
        state.isLate() ? "the facts are late: for the record" : "severity is low: nobody is woken";
    if (state.calls().isEmpty()) {
      return new WriteOnce(ladder.rungs().getFirst(), 1, why);
    }
    return new Done(false, why + "; one mail was sent");
  }

  private static Calling climb(CallPolicy.Pace pace, CallState state, Ladder ladder, Instant now) {
    for (var round = 1; round <= pace.rounds(); round++) {
      for (var place = 0; place < ladder.rungs().size(); place++) {
        var called = state.callsOf(ladder.rungs().get(place).person().id());
        if (called < round * pace.times()) {
          return call(new Step(pace, ladder, place, called + 1), state, now);
        }
      }
    }
    return new Done(
        false,
        "all %d people on the ladder were called %d times; nobody acknowledged"
            .formatted(ladder.rungs().size(), pace.times() * pace.rounds()));
  }

  /// The call that would be next.
  record Step(CallPolicy.Pace pace, Ladder ladder, int place, int attempt) {
    Ladder.Rung rung() {
      return ladder.rungs().get(place);
    }

    boolean isFirstOfRound() {
      return place == 0 && attempt > 1 && attempt % pace.times() == 1 % pace.times();
    }
  }

  private static Calling call(Step step, CallState state, Instant now) {
    var last = state.last();
    if (last.isEmpty()) {
      return new Send(step.rung(), step.place() + 1, 1, step.rung().why());
    }
    var pause = step.isFirstOfRound() ? step.pace().betweenRounds() : step.pace().every();
    var from = last.get().at().plus(pause);
    if (now.isBefore(from)) {
      return new Wait(from, "%s was called at %s".formatted(last.get().person(), last.get().at()));
    }
    var name = step.rung().person().name();
    if (last.get().person().equals(step.rung().person().id())) {
      return new Send(
          step.rung(),
          step.place() + 1,
          step.attempt(),
          "%s has not acknowledged; call %d".formatted(name, step.attempt()));
    }
    return new Escalate(
        step.rung(),
        step.place() + 1,
        step.attempt(),
        "%s did not acknowledge; %s".formatted(last.get().person(), step.rung().why()));
  }
}

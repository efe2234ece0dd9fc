package kentongan.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kentongan.incident.Severity;
import kentongan.office.OfficeId;
import kentongan.office.Person;
import kentongan.office.PersonId;
import kentongan.office.Role;
import kentongan.oncall.Ladder;
import kentongan.oncall.Post;
import org.junit.jupiter.api.Test;

class CallingTest {
  private static final OfficeId BADUNG = new OfficeId("51.03");
  private static final Instant START = Instant.parse("2026-11-21T02:00:00Z");
  private static final CallPolicy POLICY = CallPolicy.standard();

  @Test
  void a_whole_night_without_an_answer() {
    assertThat(timeline(Severity.HIGH, ladder("ayu", "budi")))
        .containsExactly(
            "0 Send ayu 1",
            "5 Send ayu 2",
            "10 Send ayu 3",
            "15 Escalate budi 1",
            "20 Send budi 2",
            "25 Send budi 3",
            "55 Escalate ayu 4",
            "60 Send ayu 5",
            "65 Send ayu 6",
            "70 Escalate budi 4",
            "75 Send budi 5",
            "80 Send budi 6",
            "80 Done all 2 people on the ladder were called 6 times; nobody acknowledged");
  }

  @Test
  void with_one_person_and_one_call_a_round_the_rounds_are_half_an_hour_apart() {
    var pace = Optional.of(new CallPolicy.Pace(minutes(5), 1, 3, minutes(30)));
    var policy = new CallPolicy(pace, pace, pace, pace);

    assertThat(timeline(policy, Severity.LOW, ladder("ayu")))
        .startsWith("0 Send ayu 1", "30 Send ayu 2", "60 Send ayu 3");
  }

  @Test
  void it_stops_when_somebody_acknowledges() {
    var state =
        new CallState(
            Severity.CRITICAL, false, Optional.of(START.plusSeconds(60)), List.of(call("ayu", 1)));

    assertThat(Calling.next(POLICY, state, ladder("ayu"), START.plusSeconds(3600)))
        .isEqualTo(new Calling.Done(true, "acknowledged at 2026-11-21T02:01:00Z"));
  }

  @Test
  void it_waits_until_the_pause_is_over_to_the_millisecond() {
    var state = state(Severity.HIGH, call("ayu", 1));
    var over = START.plus(minutes(5));

    assertThat(Calling.next(POLICY, state, ladder("ayu"), over.minusMillis(1)))
        .isEqualTo(new Calling.Wait(over, "ayu was called at 2026-11-21T02:00:00Z"));
    assertThat(Calling.next(POLICY, state, ladder("ayu"), over)).isInstanceOf(Calling.Send.class);
  }

  @Test
  void a_late_incident_is_one_mail_however_bad_it_is() {
    var first =
        Calling.next(POLICY, CallState.begin(Severity.CRITICAL, true), ladder("ayu"), START);
    var then =
        Calling.next(
            POLICY,
            new CallState(Severity.CRITICAL, true, Optional.empty(), List.of(call("ayu", 1))),
            ladder("ayu", "budi"),
            START.plus(minutes(600)));

    assertThat(first).isInstanceOf(Calling.WriteOnce.class);
    assertThat(then).isInstanceOf(Calling.Done.class);
  }

  @Test
  void a_low_incident_is_one_mail_and_calls_begin_when_it_becomes_high() {
    var written = call("ayu", 1);

    assertThat(Calling.next(POLICY, CallState.begin(Severity.LOW, false), ladder("ayu"), START))
        .isInstanceOf(Calling.WriteOnce.class);
    assertThat(Calling.next(POLICY, state(Severity.LOW, written), ladder("ayu"), START))
        .isInstanceOf(Calling.Done.class);
    assertThat(
            Calling.next(
                POLICY, state(Severity.HIGH, written), ladder("ayu"), START.plus(minutes(5))))
        .isInstanceOf(Calling.Send.class);
  }

  @Test
  void with_nobody_on_the_ladder_it_says_so() {
    assertThat(Calling.next(POLICY, CallState.begin(Severity.HIGH, false), ladder(), START))
        .isEqualTo(new Calling.Done(false, "nobody is named on the roster of 51.03 or above"));
  }

  @Test
  void after_a_change_of_shift_the_new_person_is_called_next() {
    var next =
        Calling.next(
            POLICY,
            state(Severity.HIGH, call("ayu", 1)),
            ladder("citra", "budi"),
            START.plus(minutes(5)));

    assertThat(next)
        .isInstanceOfSatisfying(
            Calling.Escalate.class,
            escalate -> {
              assertThat(escalate.to().person().name()).isEqualTo("citra");
              assertThat(escalate.attempt()).isEqualTo(1);
            });
  }

  @Test
  void deciding_twice_at_the_same_instant_decides_the_same() {
    var state = state(Severity.HIGH, call("ayu", 1));
    var at = START.plus(minutes(7));

    assertThat(Calling.next(POLICY, state, ladder("ayu"), at))
        .isEqualTo(Calling.next(POLICY, state, ladder("ayu"), at));
  }

  @Test
  void a_pace_that_would_never_end_is_refused() {
    assertThatThrownBy(() -> new CallPolicy.Pace(Duration.ZERO, 1, 1, minutes(1)))
        .hasMessageContaining("more than zero");
    assertThatThrownBy(() -> new CallPolicy.Pace(minutes(5), 11, 1, minutes(5)))
        .hasMessageContaining("1 to 10 each");
  }

  private static List<String> timeline(Severity severity, Ladder ladder) {
    return timeline(POLICY, severity, ladder);
  }

  private static List<String> timeline(CallPolicy policy, Severity severity, Ladder ladder) {
    var told = new ArrayList<String>();
    var calls = new ArrayList<CallState.Call>();
    var now = START;
    while (true) {
      var minute = Duration.between(START, now).toMinutes() + " ";
      var state = new CallState(severity, false, Optional.empty(), calls);
      switch (Calling.next(policy, state, ladder, now)) {
        case Calling.Send(var to, _, var attempt, _) -> {
          told.add(minute + "Send " + to.person().name() + " " + attempt);
          calls.add(new CallState.Call(to.person().id(), attempt, now));
        }
        case Calling.Escalate(var to, _, var attempt, _) -> {
          told.add(minute + "Escalate " + to.person().name() + " " + attempt);
          calls.add(new CallState.Call(to.person().id(), attempt, now));
        }
        case Calling.WriteOnce(var to, _, _) -> {
          told.add(minute + "WriteOnce " + to.person().name());
          calls.add(new CallState.Call(to.person().id(), 1, now));
        }
        case Calling.Wait(var until, _) -> now = until;
        case Calling.Done(_, var why) -> {
          told.add(minute + "Done " + why);
          return told;
        }
      }
    }
  }

  private static CallState state(Severity severity, CallState.Call... calls) {
    return new CallState(severity, false, Optional.empty(), List.of(calls));
  }

  private static CallState.Call call(String person, int attempt) {
    return new CallState.Call(new PersonId(person), attempt, START);
  }

  private static Ladder ladder(String... names) {
    var rungs =
        Stream.of(names)
            .map(name ->
                new Ladder.Rung(
                    BADUNG,
                    Post.ON_DUTY,
                    new Person(
                        new PersonId(name),
                        name,
                        "Staf Datin",
                        BADUNG,
                        Set.of(Role.RESPONDER),
                        name + "@bawaslu.example",
                        Optional.empty()),
                    "standing"))
            .toList();
    return new Ladder(BADUNG, START, rungs, List.of());
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }
}

package kentongan.notice;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kentongan.incident.Severity;
import kentongan.office.PersonId;

/// How far the calling about one incident is.
///
/// @param severity how bad the incident is now
/// @param isLate whether the facts came so late that they are history, as from an office that was
///   offline
/// @param acknowledged when somebody acknowledged, on a link or on a page
/// @param calls who was called when, in any order
public record CallState(
    Severity severity, boolean isLate, Optional<Instant> acknowledged, List<Call> calls) {
  public CallState {
    calls = List.copyOf(calls);
  }

  /// One call of one person, over however many channels.
  ///
  /// @param attempt 1 for the first call of this person
  public record Call(PersonId person, int attempt, Instant at) {}

  /// Before the first call.
  public static CallState begin(Severity severity, boolean isLate) {
    return new CallState(severity, isLate, Optional.empty(), List.of());
  }

  /// What the notices sent so far say. A notice that was acknowledged counts for all.
  ///
  /// @param elsewhere when somebody acknowledged the incident itself, without a link
  public static CallState of(
      Severity severity, boolean isLate, Optional<Instant> elsewhere, List<Notice> notices) {
    var onLink = notices.stream().flatMap(n -> n.acknowledged().stream()).min(Instant::compareTo);
    var calls =
        notices.stream().map(n -> new Call(n.to(), n.attempt(), n.created())).distinct().toList();
    return new CallState(severity, isLate, elsewhere.or(() -> onLink), calls);
  }

  /// How often a person was called.
  int callsOf(PersonId person) {
    return calls.stream()
        .filter(call -> call.person().equals(person))
        .mapToInt(Call::attempt)
        .max()
        .orElse(0);
  }

  /// The newest call.
  Optional<Call> last() {
    return calls.stream().max(Comparator.comparing(Call::at).thenComparing(Call::attempt));
  }
}

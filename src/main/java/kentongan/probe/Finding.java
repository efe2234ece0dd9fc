package kentongan.probe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What came of a question.
///
/// @param failure what was wrong; empty when all is well
/// @param said one Indonesian sentence for people, when all is well
/// @param facts fields of the event at dotted paths: text, whole or broken number, boolean, list of
///   texts
/// @param nanos how long it took
public record Finding(
    Optional<HttpAnswer.Failure> failure, String said, Map<String, Object> facts, long nanos) {
  public Finding {
    Objects.requireNonNull(failure);
    Objects.requireNonNull(said);
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  public boolean isGood() {
    return failure.isEmpty();
  }
}

package kentongan.probe;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Judges an answer by what was expected of it; the first thing that is not so is told.
final class Expectation {
  private final HttpCheck check;

  Expectation(HttpCheck check) {
    this.check = check;
  }

  Optional<HttpAnswer.Failure> judged(HttpAnswer answer, long wholeNanos) {
    // Nothing new since the answer that was judged before.
    if (answer.status() == 304 && check.isConditional()) {
      return late(wholeNanos);
    }
    return status(answer.status())
        .or(() -> path(answer.path()))
        .or(() -> headers(answer))
        .or(() -> words(answer))
        .or(() -> json(answer))
        .or(() -> late(wholeNanos));
  }

  private Optional<HttpAnswer.Failure> status(int status) {
    var good = check.expect().status();
    var isExpected = good.isEmpty() ? status >= 200 && status <= 299 : good.contains(status);
    return isExpected ? Optional.empty() : failure(Reason.STATUS, "HTTP status " + status);
  }

  private Optional<HttpAnswer.Failure> path(List<URI> path) {
    var end = check.more().endsAt();
    if (end.isEmpty() || path.getLast().toString().startsWith(end.get())) {
      return Optional.empty();
    }
    return failure(Reason.CHANGED, "redirected to " + path.getLast());
  }

  private Optional<HttpAnswer.Failure> headers(HttpAnswer answer) {
    for (var expected : check.more().headers().entrySet()) {
      var value = answer.header(expected.getKey());
      if (value.isEmpty() || !value.get().contains(expected.getValue())) {
        return failure(
            Reason.HEADER,
            "%s: %s (expected: %s)"
                .formatted(expected.getKey(), value.orElse("nothing"), expected.getValue()));
      }
    }
    return Optional.empty();
  }

  private Optional<HttpAnswer.Failure> words(HttpAnswer answer) {
    var expect = check.expect();
    if (expect.contains().isEmpty() && expect.absent().isEmpty()) {
      return Optional.empty();
    }
    var text = answer.text();
    for (var word : expect.contains()) {
      if (!text.contains(word)) {
        return failure(Reason.BODY, "without '" + word + "'");
      }
    }
    for (var word : expect.absent()) {
      if (text.contains(word)) {
        return failure(Reason.BODY, "with '" + word + "'");
      }
    }
    return Optional.empty();
  }

  private Optional<HttpAnswer.Failure> json(HttpAnswer answer) {
    for (var expected : check.more().json().entrySet()) {
      try {
        var value = JsonPath.parse(expected.getKey()).in(answer.body());
        if (!value.equals(Optional.of(expected.getValue()))) {
          return failure(
              Reason.BODY,
              "%s: %s (expected: %s)"
                  .formatted(
                      expected.getKey(),
                      Facts.shown(value.orElse("nothing")),
                      expected.getValue()));
        }
      } catch (CheckFailed e) {
        return failure(e.reason(), Facts.shown(e.detail()));
      }
    }
    return Optional.empty();
  }

  private Optional<HttpAnswer.Failure> late(long wholeNanos) {
    var most = check.more().within();
    if (most.isEmpty() || wholeNanos <= most.get().toNanos()) {
      return Optional.empty();
    }
    return failure(
        Reason.SLOW,
        "%d ms (expected: at most %d)".formatted(wholeNanos / 1_000_000, most.get().toMillis()));
  }

  private static Optional<HttpAnswer.Failure> failure(Reason reason, String detail) {
    return Optional.of(new HttpAnswer.Failure(reason, Facts.shown(detail)));
  }
}

package kentongan.probe;

/// A check cannot go on; caught in [HttpProbe] and turned into an answer.
final class CheckFailed extends Exception {
  private final Reason reason;

  CheckFailed(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  String detail() {
    var text = getMessage();
    return text == null ? reason.token() : text;
  }
}

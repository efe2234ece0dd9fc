package kentongan.agent;

import java.time.Instant;

/// Whether headquarters answers, as the sender last found it.
final class LineState {
  /// @param since when it became so
  /// @param text for people
  record Now(boolean isUp, Instant since, String text) {}

  private volatile Now now;

  LineState(Instant start) {
    now = new Now(false, start, "belum terhubung ke pusat sejak agen dinyalakan");
  }

  Now now() {
    return now;
  }

  void is(boolean isUp, Instant at, String text) {
    if (now.isUp() != isUp) {
      now = new Now(isUp, at, text);
    } else if (!now.text().equals(text)) {
      now = new Now(isUp, now.since(), text);
    }
  }
}

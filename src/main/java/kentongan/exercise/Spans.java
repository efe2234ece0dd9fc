package kentongan.exercise;

import java.time.Duration;

/// Stretches of time as people say them.
final class Spans {
  private Spans() {}

  static String id(Duration span) {
    return said(span, " jam ", " menit ", " detik");
  }

  static String en(Duration span) {
    return said(span, " h ", " min ", " s");
  }

  private static String said(Duration span, String hours, String minutes, String seconds) {
    var text = new StringBuilder();
    if (span.toHours() > 0) {
      text.append(span.toHours()).append(hours);
    }
    if (span.toMinutesPart() > 0) {
      text.append(span.toMinutesPart()).append(minutes);
    }
    if (span.toSecondsPart() > 0 || text.isEmpty()) {
      text.append(span.toSecondsPart()).append(seconds);
    }
    return text.toString().strip();
  }
}

package kentongan.detection;

import java.util.List;
import kentongan.rule.Correlation;
import org.jspecify.annotations.Nullable;

/// A correlation's condition has come to hold for a group. What it needs only when somebody asks,
/// it looks up then; that is possible until the correlation hears of its next match.
final class Firing {
  private final Correlator correlator;
  private final int group;
  private final int end;
  private final long time;
  private final double measure;
  private @Nullable List<String> values;
  private @Nullable List<Object> refs;

  /// @param end the last match of the span
  Firing(Correlator correlator, int group, int end, long time, double measure) {
    this.correlator = correlator;
    this.group = group;
    this.end = end;
    this.time = time;
    this.measure = measure;
  }

  Correlation rule() {
    return correlator.rule();
  }

  /// When the newest match happened, milliseconds since 1970.
  long time() {
    return time;
  }

  /// What was counted or computed.
  double measure() {
    return measure;
  }

  /// The values of the group, in the order of the rule's `group-by`.
  List<String> group() {
    var known = values;
    if (known == null) {
      known = correlator.group(group);
      values = known;
    }
    return known;
  }

  /// The events that contributed, the newest last; bounded.
  List<Object> refs() {
    var known = refs;
    if (known == null) {
      known = correlator.refs(group, end);
      refs = known;
    }
    return known;
  }

  /// The event that ends the span.
  Object last() {
    return refs().getLast();
  }

  /// Makes it fit to be kept.
  Firing kept() {
    group();
    refs();
    return this;
  }
}

package kentongan.detection;

import java.util.ArrayList;
import java.util.List;
import kentongan.rule.Correlation;

/// One correlation fed by hand, for tests.
final class Windows {
  private final Correlation rule;
  private final Correlator correlator;
  private final KeyText key = new KeyText();
  private final Measure.Value value = new Measure.Value();

  Windows(Correlation rule) {
    this(rule, Long.MAX_VALUE / 4, Bounds.DEFAULT);
  }

  Windows(Correlation rule, long lateness, Bounds bounds) {
    this.rule = rule;
    this.correlator = new Correlator(rule, lateness, new Allowance(bounds));
  }

  Correlator correlator() {
    return correlator;
  }

  List<Long> put(NaiveWindows.Match match) {
    return put(
        match.group(), match.time(), match.accepted(), match.part(), match.event(), match.value());
  }

  /// The times at which it fires because of one match.
  List<Long> put(String group, long time, long accepted, int part, Object ref, String text) {
    key.clear();
    key.add(group);
    value.text().clearForNumber();
    value.text().add(text);
    if (rule.isNumeric()) {
      value.number(Double.parseDouble(text));
    }
    var times = new ArrayList<Long>();
    for (var firing : correlator.add(part, key, value, time, accepted, 1, ref)) {
      times.add(firing.time());
    }
    return times;
  }
}

package kentongan.pipeline;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import kentongan.detection.Detector;
import kentongan.pipeline.RulesInForce.RuleCount;

/// What each rule has cost and found since the collector started, over all sets that were in force.
///
/// For detection's thread alone; others see what was told.
final class RuleCounts {
  private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();

  private final Map<String, RuleCount> before = new HashMap<>();
  private long toldAt = System.nanoTime() - EVERY_NANOS;

  /// The detector is about to take other rules, and begins to count anew.
  void leave(Detector detector) {
    var all = now(detector);
    before.clear();
    before.putAll(all);
  }

  /// Tells the newest figures every few seconds.
  void tell(Detector detector, RulesInForce rules) {
    if (System.nanoTime() - toldAt >= EVERY_NANOS) {
      rules.counted(now(detector));
      toldAt = System.nanoTime();
    }
  }

  private Map<String, RuleCount> now(Detector detector) {
    var all = new HashMap<>(before);
    var forgotten = detector.overflowByRule();
    for (var figure : detector.ruleFigures()) {
      var more =
          new RuleCount(
              figure.tried(),
              figure.matched(),
              figure.nanos(),
              forgotten.getOrDefault(figure.rule(), 0L));
      all.merge(figure.rule(), more, RuleCount::plus);
    }
    return all;
  }
}

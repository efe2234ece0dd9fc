package kentongan.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kentongan.detection.Detection;
import kentongan.detection.Detector;
import kentongan.detection.Inventory;
import kentongan.detection.Scan;
import kentongan.event.Event;
import kentongan.rule.About;
import kentongan.rule.Correlation;
import kentongan.rule.Mapping;
import kentongan.rule.RuleSet;

/// What one rule set would have said of a stream of events, counted rule by rule. Nothing is kept
/// but counts and a few first examples, so it may be as long as it likes.
final class Tally {
  private static final int MOST_EXAMPLES = 3;
  private static final long TICK_MILLIS = 10_000;

  private final RuleSet rules;
  private final Detector detector;
  private final Scan scan;
  private final Map<String, Count> counts = new TreeMap<>();
  private long tickedAt;

  Tally(RuleSet rules, Mapping mapping, Inventory inventory) {
    this.rules = rules;
    this.detector = new Detector(rules, mapping, inventory, Detector.Policy.DEFAULT, "");
    this.scan = new Scan(rules, mapping, false);
    rules.rules().forEach(rule -> counts.put(rule.id(), new Count(rule.about())));
  }

  /// The longest time span of its correlations, in milliseconds.
  long longestSpan() {
    return rules.correlations().stream()
        .map(Correlation::timespan)
        .mapToLong(Duration::toMillis)
        .max()
        .orElse(0);
  }

  /// An event from before the time that is counted: it only fills the windows.
  void before(Event event, long position) {
    detector.replay(event, position);
  }

  /// An event that counts. Silence is judged by the log's own clock.
  void on(Event event, long position) {
    long accepted = event.acceptedAt().toEpochMilli();
    if (accepted - tickedAt >= TICK_MILLIS) {
      tickedAt = accepted;
      detector.tick(event.acceptedAt()).forEach(this::count);
    }
    for (var match : scan.document(event.json(), position, false).orElse(List.of())) {
      count(match.rule().id()).events++;
    }
    detector.on(event, position).forEach(this::count);
  }

  /// Rule id -> what was counted, in the order of the ids.
  Map<String, Count> counts() {
    return new LinkedHashMap<>(counts);
  }

  long detections() {
    return counts.values().stream().mapToLong(count -> count.detections).sum();
  }

  private void count(Detection detection) {
    var count = count(detection.ruleId());
    switch (detection.change()) {
      case BEGAN -> {
        count.detections++;
        if (count.examples.size() < MOST_EXAMPLES) {
          count.examples.add(detection);
        }
      }
      case ENDED -> count.ended++;
    }
  }

  private Count count(String id) {
    var count = counts.get(id);
    if (count == null) {
      throw new IllegalStateException("a rule that is not of the set: " + id);
    }
    return count;
  }

  /// What one rule came to.
  static final class Count {
    final About rule;
    final List<Detection> examples = new ArrayList<>();

    /// Single events that it matched; none for a correlation.
    long events;

    /// Troubles told, begun and again.
    long detections;

    long ended;

    Count(About rule) {
      this.rule = rule;
    }
  }
}

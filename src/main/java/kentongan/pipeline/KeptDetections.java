package kentongan.pipeline;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kentongan.incident.IncidentId;

/// Detections that opened or joined an incident, with what explains them.
public interface KeptDetections {
  /// Keeps one; the same again changes nothing.
  void keep(KeptDetection seen);

  /// The detection with this id.
  Optional<KeptDetection> find(String detection);

  /// The newest of an incident, newest first.
  List<KeptDetection> of(IncidentId incident, int most);

  /// The newest of a rule since then, newest first.
  List<KeptDetection> ofRule(String rule, Instant since, int most);

  /// How often each rule was heard, and when last, by the rule's id.
  Map<String, Tally> tallies();

  /// How often a rule was heard.
  ///
  /// @param last when the newest was accepted
  record Tally(long count, Instant last) {}
}

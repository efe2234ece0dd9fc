package kentongan.detection;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import kentongan.asset.AssetId;
import kentongan.event.EventId;
import kentongan.office.OfficeId;
import kentongan.rule.About;

/// A rule has matched: a trouble began, or goes on, or has ended.
///
/// Its texts come from rule files and from events. They are bounded and free of control characters;
/// escape them where they are shown.
///
/// @param id the same for the same facts; an end has an id of its own
/// @param change whether the trouble is there or over
/// @param rule what the rule says of itself
/// @param office the asset's owner when the asset is known, else the office that saw it
/// @param asset which one it is about, when the inventory knows it
/// @param dedupeKey with [#troubleKey()] what makes it the same trouble
/// @param factAt when it happened: the firing event's time; for silence, when it was last heard
/// @param acceptedAt when the collector had it
/// @param late the fact is old: it was matched, and wakes nobody as if it were new
/// @param events the newest that made it, at most [#MOST_EVENTS]; the firing one last
/// @param group the values that make it a group of its own, in the order of the rule
/// @param explanation which items matched which values; at most 20
/// @param summary one line for people, in Indonesian
public record Detection(
    DetectionId id,
    Change change,
    About rule,
    OfficeId office,
    Optional<AssetId> asset,
    String dedupeKey,
    Instant factAt,
    Instant acceptedAt,
    boolean late,
    List<EventId> events,
    Map<String, String> group,
    List<Explanation> explanation,
    String summary) {
  /// How many events a detection names at most.
  public static final int MOST_EVENTS = 50;

  public Detection {
    Objects.requireNonNull(id);
    Objects.requireNonNull(change);
    Objects.requireNonNull(rule);
    events = List.copyOf(events);
    group = Collections.unmodifiableMap(new LinkedHashMap<>(group));
    explanation = List.copyOf(explanation);
  }

  /// The trouble this belongs to: rule and dedupe key. A beginning and its end have the same.
  public String troubleKey() {
    return rule.id() + "|" + dedupeKey;
  }

  /// The rule's id. This and the next four say what `incident` needs, which knows no `rule`.
  public String ruleId() {
    return rule.id();
  }

  /// The rule's title.
  public String title() {
    return rule.title();
  }

  /// The rule's level in Sigma's words, as in `high`.
  public String level() {
    return rule.level().word();
  }

  /// The rule's tags, as in `rsit.availability.outage`.
  public List<String> tags() {
    return rule.tags();
  }

  /// The playbook the rule offers, as in `situs-terganggu`.
  public Optional<String> playbook() {
    return rule.playbook();
  }

  /// What has changed.
  public enum Change {
    /// The trouble is there. Said again from time to time while it lasts.
    BEGAN,
    /// The rule's `recovers` has been seen: the trouble is over.
    ENDED
  }

  /// Why: one item of the rule, and the value that met it.
  ///
  /// @param field as the rule names it
  /// @param expected as the rule says it
  /// @param found the value, at most 200 characters
  public record Explanation(String field, String expected, String found) {}
}

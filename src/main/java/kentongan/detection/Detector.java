package kentongan.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import kentongan.event.Event;
import kentongan.rule.Mapping;
import kentongan.rule.RuleSet;

/// Rules over events in the order of the event log: what it answers follows from the rules and that
/// order alone.
///
/// To survive a restart, its reader keeps three things in the transaction that stores the effects:
/// the position read so far, [#neededFrom()] and [#memory()]. Afterwards it makes a new detector
/// with that memory, gives it the events from `neededFrom` up to the stored position through
/// [#replay], and goes on with [#on].
///
/// For one thread at a time.
public final class Detector {
  /// @param rules in force from now on
  /// @param inventory who owns what, who ought to be heard
  /// @param policy how late is late
  /// @param memory what [#memory()] said when the last position was stored; empty at first
  public Detector(
      RuleSet rules, Mapping mapping, Inventory inventory, Policy policy, String memory) {}

  /// What this event makes known. Events that are not JSON make nothing known.
  ///
  /// @param position of its batch in the log
  public List<Detection> on(Event event, long position) {
    return List.of();
  }

  /// Takes an event that was already judged before a restart: windows only, no detections.
  public void replay(Event event, long position) {}

  /// What the passing of time makes known: silence. To be called every second or so, and only when
  /// the log has been read to its end; what is still unread is not silence.
  public List<Detection> tick(Instant now) {
    return List.of();
  }

  /// The lowest log position whose events still matter to an open window; the one after the last
  /// position when none does.
  public long neededFrom() {
    return 1;
  }

  /// The open troubles and who was last heard when, as text to be kept with the position.
  public String memory() {
    return "";
  }

  /// Puts other rules into force; windows of rules that did not change stay.
  public void use(RuleSet rules, Mapping mapping) {}

  /// How detection judges time.
  ///
  /// @param lateness an event that happened longer than this before it was accepted is late
  /// @param repeat while a trouble lasts it is told again after this, or after the rule's own time
  ///   span when that is longer
  public record Policy(Duration lateness, Duration repeat) {
    /// Two minutes late, told again after five.
    public static final Policy DEFAULT = new Policy(Duration.ofMinutes(2), Duration.ofMinutes(5));
  }
}

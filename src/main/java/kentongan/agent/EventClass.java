package kentongan.agent;

import java.util.Locale;

/// What kind of fact an event is when the spool is full: the oldest of the lowest class goes first.
/// The order is the order of going, and the ordinal is what the spool keeps.
enum EventClass {
  HEARTBEAT,
  LOG,
  CHECK,
  PAGE,
  /// The agent's own life, and declared losses.
  AGENT;

  private static final EventClass[] ALL = values();

  static EventClass of(int ordinal) {
    return ALL[ordinal];
  }

  /// As it stands in `kentongan.gap.class`.
  String token() {
    return name().toLowerCase(Locale.ROOT);
  }
}

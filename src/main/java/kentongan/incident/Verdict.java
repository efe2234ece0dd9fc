package kentongan.incident;

/// What an incident turned out to be. Given when it is closed.
public enum Verdict {
  /// It happened and was handled.
  REAL,
  /// Nothing had happened.
  FALSE_ALARM,
  /// The same trouble is handled under another number.
  DUPLICATE
}

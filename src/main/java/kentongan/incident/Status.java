package kentongan.incident;

/// Where the handling of an incident stands. The order is the agency's: containment, eradication,
/// recovery.
public enum Status {
  NEW,
  TRIAGED,
  CONTAINED,
  ERADICATED,
  RECOVERED,
  CLOSED;

  /// Whether people still work on it.
  public boolean isOpen() {
    return this != CLOSED;
  }
}

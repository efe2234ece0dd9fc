package kentongan.incident;

/// How bad it is; the regulation speaks of risk. From `HIGH` on the agency must be told.
public enum Severity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /// The severity that a Sigma rule's level stands for.
  ///
  /// @param level informational, low, medium, high or critical; anything else counts as medium
  public static Severity ofLevel(String level) {
    return switch (level) {
      case "informational", "low" -> LOW;
      case "high" -> HIGH;
      case "critical" -> CRITICAL;
      default -> MEDIUM;
    };
  }

  /// Whether the agency must be told of an incident this bad.
  ///
  /// @spec https://jdih.bssn.go.id BSSN Reg. 1/2024, article 15(3): of at least high risk
  public boolean isDutyToReport() {
    return compareTo(HIGH) >= 0;
  }

  /// The worse of the two.
  public Severity or(Severity other) {
    return compareTo(other) >= 0 ? this : other;
  }
}

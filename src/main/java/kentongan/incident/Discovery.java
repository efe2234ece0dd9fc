package kentongan.incident;

/// How an incident became known.
///
/// @spec https://jdih.bssn.go.id BSSN Reg. 1/2024, article 15(2)
public enum Discovery {
  /// Found by ourselves.
  OWN_DETECTION,
  /// Reported by an owner or by the public.
  COMPLAINT,
  /// Warned of by the agency.
  AGENCY_WARNING
}

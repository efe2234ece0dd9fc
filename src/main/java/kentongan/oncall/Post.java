package kentongan.oncall;

/// A place on an office's roster.
public enum Post {
  /// Who is called first.
  ON_DUTY,
  /// Who is called when the first does not answer.
  DEPUTY
}

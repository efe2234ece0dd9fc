package kentongan.exercise;

/// What is wrong with a scenario or a script, and on which line.
///
/// @param file as it was named
/// @param line from 1; 0 when it is about the whole file
/// @param message what was given, and what was expected
public record Fault(String file, int line, String message) {
  /// `situs-terganggu.yaml:14: asset: 'situs' (expected: one of situs-51.03)`.
  @Override
  public String toString() {
    return "%s:%d: %s".formatted(file, line, message);
  }
}

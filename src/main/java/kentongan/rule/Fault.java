package kentongan.rule;

/// What is wrong with a file, and on which line.
///
/// @param file as it was named
/// @param line from 1; 0 when it is about the whole file
/// @param message what was given, and what was expected
public record Fault(String file, int line, String message) {
  /// `rules/ssh.yml:14: unknown modifier 'contain' (known: …)`.
  @Override
  public String toString() {
    return "%s:%d: %s".formatted(file, line, message);
  }
}

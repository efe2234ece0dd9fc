package kentongan.agent;

import java.util.Objects;

/// How the lines of a log make entries.
///
/// @param how by which sign a line belongs to the one before
/// @param start of [How#START]: a regular expression found in the first line of an entry; else
///   empty
public record Joining(How how, String start) {
  /// The sign.
  public enum How {
    /// Each line is an entry.
    EACH,
    /// Lines that begin with a blank, or as stack traces go on, continue an entry.
    INDENT,
    /// Lines in which a given expression is not found continue an entry.
    START,
    /// Lines without the time that PHP's and its applications' entries begin with continue one.
    ENTRY
  }

  public static final Joining EACH = new Joining(How.EACH, "");
  public static final Joining INDENT = new Joining(How.INDENT, "");
  static final Joining ENTRY = new Joining(How.ENTRY, "");

  public Joining {
    if ((how == How.START) == start.isEmpty()) {
      throw new IllegalArgumentException(
          "multiline: '%s' (expected: each, indent, or an expression)".formatted(start));
    }
  }

  /// The same in every process, unlike an enum's own.
  @Override
  public int hashCode() {
    return Objects.hash(how.name(), start);
  }
}

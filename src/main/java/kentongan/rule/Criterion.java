package kentongan.rule;

import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Objects;

/// What one value must be like.
public sealed interface Criterion {
  /// What is asked for, in a few words for people; texts of a rule file stand in it as they are.
  default String words() {
    return switch (this) {
      case Text(var pattern, var cased) ->
          pattern.isEmpty() ? "''" : pattern + (cased ? " (case)" : "");
      case Regex(var pattern) -> "/" + pattern.pattern() + "/";
      case Numeric(var comparison, var bound) -> comparison.word() + " " + number(bound);
      case InNetwork(var network) -> "in " + network;
      case Exists(var wanted) -> wanted ? "exists" : "does not exist";
      case Null() -> "missing or null";
      case SameAs(var field, var place, _) ->
          switch (place) {
            case WHOLE -> "same as " + field;
            case START -> "starts with " + field;
            case END -> "ends with " + field;
            case ANYWHERE -> "contains " + field;
          };
      case Moment(var part, var comparison, var bound) ->
          part.name().toLowerCase(Locale.ROOT) + " " + comparison.word() + " " + number(bound);
    };
  }

  private static String number(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  /// The text, or the text of a number or boolean, follows a pattern. The empty pattern asks for a
  /// value that is there and empty.
  ///
  /// @param cased whether upper and lower case differ
  record Text(TextPattern pattern, boolean cased) implements Criterion {}

  /// A regular expression is found in the text; linear time.
  record Regex(Pattern pattern) implements Criterion {
    @Override
    public boolean equals(Object other) {
      return other instanceof Regex(var theirs)
          && theirs.pattern().equals(pattern.pattern())
          && theirs.flags() == pattern.flags();
    }

    @Override
    public int hashCode() {
      return Objects.hash(pattern.pattern(), pattern.flags());
    }
  }

  /// The number, or the text read as a number, is on the right side of a bound.
  record Numeric(Comparison comparison, double bound) implements Criterion {}

  /// The address lies in a network.
  record InNetwork(Network network) implements Criterion {}

  /// The field is there, be it empty or null; or it is not.
  record Exists(boolean wanted) implements Criterion {}

  /// The field is missing or null.
  record Null() implements Criterion {}

  /// The value compares with that of another field of the same event.
  ///
  /// @param field the other's Sigma name
  record SameAs(String field, TextPattern.Place place, boolean cased) implements Criterion {}

  /// A part of an instant compares with a number.
  record Moment(Part part, Comparison comparison, double bound) implements Criterion {}

  /// A part of a date and time, as written: no time zone is converted.
  enum Part {
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    YEAR
  }
}

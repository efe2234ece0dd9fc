package kentongan.event;

import java.util.regex.Pattern;

/// The collector's name for one agent, given at enrolment. Two machines with one host name have
/// two.
///
/// @param value 1 to 64 of `a-z 0-9 . -`, as in `51.03-7f3a9c`
public record AgentId(String value) implements Comparable<AgentId> {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

  public AgentId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "agent: '%s' (expected: 1 to 64 of a-z 0-9 . -)".formatted(value));
    }
  }

  @Override
  public int compareTo(AgentId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

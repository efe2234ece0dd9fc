package kentongan.office;

import java.util.regex.Pattern;

/// The sign-in name of a person.
///
/// @param name 1 to 64 of `a-z 0-9 . _ -`, as in `siti.rahma`
public record PersonId(String name) implements Comparable<PersonId> {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  public PersonId {
    if (!SHAPE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "person: '%s' (expected: 1 to 64 of a-z 0-9 . _ -)".formatted(name));
    }
  }

  @Override
  public int compareTo(PersonId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}

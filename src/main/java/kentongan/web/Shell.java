package kentongan.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kentongan.office.Person;

/// The frame around a signed-in person's page.
///
/// @param base before every path of this world: empty for the live one, `/latihan/…` for an
///   exercise's
/// @param name whose page it is
/// @param initials for the round mark beside the name
/// @param title the person's post
/// @param office the office the person works at
/// @param exercise the band over every page of an exercise; empty in the live world
public record Shell(
    String base,
    String name,
    String initials,
    String title,
    String office,
    Optional<ExerciseBand> exercise) {

  /// The band over every page of an exercise.
  ///
  /// @param id the exercise's name in addresses
  /// @param name the scenario's name
  /// @param clock what time it is there, as in `09:14`
  /// @param speed how fast it goes: 1 to 60
  /// @param isOver whether it has ended and is only looked at
  /// @param interrupts the numbers of real incidents that opened meanwhile: they break through
  public record ExerciseBand(
      String id, String name, String clock, int speed, boolean isOver, List<String> interrupts) {
    public ExerciseBand {
      interrupts = List.copyOf(interrupts);
    }
  }

  static Shell of(String base, Person person, String office, Optional<ExerciseBand> exercise) {
    return new Shell(
        base, person.name(), initials(person.name()), person.title(), office, exercise);
  }

  /// The first letters of the first two words of a name.
  public static String initials(String name) {
    return Arrays.stream(name.strip().split("\\s+"))
        .filter(word -> !word.isEmpty())
        .limit(2)
        .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)))
        .collect(Collectors.joining());
  }
}

package kentongan.office;

import java.util.List;
import java.util.Optional;

/// The people of all offices.
public interface People {
  /// Adds a person, or replaces the one with the same id.
  void save(Person person);

  /// The person with this sign-in name.
  Optional<Person> find(PersonId id);

  /// The people who work at an office, by name.
  List<Person> at(OfficeId office);

  /// Everybody, by name.
  List<Person> all();
}

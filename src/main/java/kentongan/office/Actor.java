package kentongan.office;

import java.util.Optional;

/// Who did something: a person of ours, or a part of this program.
///
/// Facts and ledger entries name an actor, so that "who did it" has always an answer, and one that
/// can be read years later.
public sealed interface Actor {
  /// The longest written form.
  int MAX_LENGTH = 80;

  /// A person of ours.
  record Human(PersonId id) implements Actor {
    @Override
    public String toString() {
      return "person:" + id;
    }
  }

  /// A part of this program.
  ///
  /// @param part as in `triage`; same shape as a sign-in name
  record Program(PersonId part) implements Actor {
    @Override
    public String toString() {
      return "program:" + part;
    }
  }

  /// A person of ours.
  static Actor person(PersonId id) {
    return new Human(id);
  }

  /// A part of this program, as in `program("triage")`.
  static Actor program(String part) {
    return new Program(new PersonId(part));
  }

  /// The person, unless the program did it.
  default Optional<PersonId> person() {
    return this instanceof Human(var id) ? Optional.of(id) : Optional.empty();
  }

  /// Reads what `toString` wrote.
  ///
  /// @param text as in `person:siti.rahma` or `program:triage`
  static Actor parse(String text) {
    if (text.startsWith("person:")) {
      return new Human(new PersonId(text.substring("person:".length())));
    }
    if (text.startsWith("program:")) {
      return new Program(new PersonId(text.substring("program:".length())));
    }
    throw new IllegalArgumentException(
        "actor: '%s' (expected: person:NAME or program:PART)".formatted(text));
  }
}

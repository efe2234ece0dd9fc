package kentongan.web;

import java.util.Set;
import kentongan.office.OfficeId;
import kentongan.office.Offices;
import kentongan.office.Person;
import kentongan.office.Role;

/// The person who is signed in: sees and acts within the subtree of the own office, nowhere else.
///
/// @param person as the desk knows them at this request; roles may have changed since sign-in
/// @param scope the own office and all below it
public record Viewer(Person person, Set<OfficeId> scope) {
  public Viewer {
    scope = Set.copyOf(scope);
  }

  /// The viewer that a person is.
  public static Viewer of(Person person, Offices offices) {
    return new Viewer(person, offices.subtree(person.office()));
  }

  /// Whether what happens at this office may be shown.
  public boolean maySee(OfficeId office) {
    return scope.contains(office);
  }

  /// Whether this person may acknowledge, walk a playbook and write notes there.
  public boolean mayActOn(OfficeId office) {
    return maySee(office) && (person.may(Role.RESPONDER) || person.may(Role.COMMANDER));
  }

  /// Whether this person holds a role there.
  public boolean may(Role role, OfficeId office) {
    return maySee(office) && person.may(role);
  }
}

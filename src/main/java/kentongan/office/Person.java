package kentongan.office;

import java.util.Optional;
import java.util.Set;

/// Somebody of ours: works at one office, holds roles over it and all below it.
///
/// @param id the sign-in name
/// @param name as people say it, as in "Siti Rahma"
/// @param title the post, as in "Staf Datin"; titles are configuration
/// @param office where the person works
/// @param roles what the person may do within that office's subtree
/// @param email the official address; notices go there
/// @param phone for the SMS channel and for calling by voice
public record Person(
    PersonId id,
    String name,
    String title,
    OfficeId office,
    Set<Role> roles,
    String email,
    Optional<String> phone) {
  public Person {
    roles = Set.copyOf(roles);
  }

  /// Whether this person holds a role.
  public boolean may(Role role) {
    return roles.contains(role);
  }
}

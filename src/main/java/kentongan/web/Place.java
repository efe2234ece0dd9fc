package kentongan.web;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import kentongan.office.Office;
import kentongan.office.OfficeId;
import kentongan.office.Offices;
import kentongan.office.PersonId;
import kentongan.office.Role;
import kentongan.pipeline.Acts;
import kentongan.pipeline.Pipeline;
import kentongan.pipeline.World;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/// Where a request happens, and who makes it: one world, one person, one language. Controllers take
/// this and never ask for "the" world, so that an exercise's pages are the same code.
///
/// @param base before every path of this world: empty, or `/latihan/…`
/// @param locale the reader's language
/// @param isPart whether only a part of the page is wanted
public record Place(Pipeline pipeline, String base, Viewer viewer, Locale locale, boolean isPart) {
  public World world() {
    return pipeline.world();
  }

  public Acts acts() {
    return pipeline.acts();
  }

  public Offices offices() {
    return world().organisation().offices();
  }

  /// The world's own time.
  public Instant now() {
    return world().clock().instant();
  }

  public PersonId me() {
    return viewer.person().id();
  }

  public Office office(OfficeId id) {
    return offices().get(id);
  }

  /// A moment as people at that office read it.
  public When when(Instant at, OfficeId office) {
    return When.of(at, office(office), now(), locale);
  }

  /// A moment as the viewer reads it.
  public When mine(Instant at) {
    return when(at, viewer.person().office());
  }

  /// A person's name, or the sign-in name of somebody who is gone.
  public String name(PersonId person) {
    return world()
        .organisation()
        .people()
        .find(person)
        .map(found -> Shown.line(found.name(), 200))
        .orElse(person.name());
  }

  /// The offices of the viewer's scope that lie in or below this one.
  public Set<OfficeId> within(OfficeId office) {
    return offices().subtree(office).stream()
        .filter(viewer::maySee)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Refuses what this person's role does not allow at an office.
  ///
  /// @throws ResponseStatusException 403
  public void needs(Role role, OfficeId office) {
    if (!viewer.may(role, office)) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN, "role " + role);
    }
  }

  /// Refuses who may not act at an office.
  ///
  /// @throws ResponseStatusException 403
  public void needsToAct(OfficeId office) {
    if (!viewer.mayActOn(office)) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN, "role RESPONDER");
    }
  }

  /// What a page says when something is not there, or not for this viewer: the same for both.
  public static ResponseStatusException missing(String what) {
    return new ResponseStatusException(HttpStatus.NOT_FOUND, what);
  }
}

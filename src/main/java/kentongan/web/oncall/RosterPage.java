package kentongan.web.oncall;

import java.util.List;
import java.util.Optional;
import kentongan.web.incident.IncidentPage.Choice;

/// Who is on duty at one office, and the way upward.
///
/// @param code the office
/// @param office its own name
/// @param mayEdit whether this viewer may change the roster
/// @param posts the two places on it
/// @param ladder whom a notice calls, in order
/// @param gaps where the way upward has holes, each a sentence
/// @param people who can be named
/// @param offices the offices of the scope that have people, and how their rosters are
public record RosterPage(
    String code,
    String office,
    boolean mayEdit,
    List<PostView> posts,
    List<RungView> ladder,
    List<String> gaps,
    List<Choice> people,
    List<OfficeRow> offices) {
  public RosterPage {
    posts = List.copyOf(posts);
    ladder = List.copyOf(ladder);
    gaps = List.copyOf(gaps);
    people = List.copyOf(people);
    offices = List.copyOf(offices);
  }

  /// A place on the roster.
  ///
  /// @param post its name: the end of a message key
  /// @param person the sign-in name of the standing holder; empty when nobody is named
  /// @param name who holds it now
  public record PostView(String post, String person, Optional<String> name) {}

  /// One person to call.
  public record RungView(
      int place,
      String name,
      String initials,
      String title,
      String office,
      String post,
      String email,
      Optional<String> phone) {}

  /// One office in the list.
  public record OfficeRow(
      String code,
      String name,
      Optional<String> onDuty,
      Optional<String> deputy,
      boolean isChosen) {}
}

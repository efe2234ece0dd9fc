package kentongan.oncall;

import java.time.Instant;
import java.util.List;
import kentongan.office.OfficeId;
import kentongan.office.Person;

/// Whom to call for an office at one instant, in order, and where the way upward has holes.
///
/// @param office for which office
/// @param at when
/// @param rungs whom to call, first first; nobody twice
/// @param gaps the posts on the way with nobody to call
public record Ladder(OfficeId office, Instant at, List<Rung> rungs, List<Gap> gaps) {
  public Ladder {
    rungs = List.copyOf(rungs);
    gaps = List.copyOf(gaps);
  }

  /// One person to call.
  ///
  /// @param office whose roster names the person
  /// @param post at which place
  /// @param person who
  /// @param why in one sentence
  public record Rung(OfficeId office, Post post, Person person, String why) {}

  /// A post with nobody to call.
  ///
  /// @param office whose roster has the hole
  /// @param post which place
  /// @param why in one sentence, with what to do
  public record Gap(OfficeId office, Post post, String why) {}
}

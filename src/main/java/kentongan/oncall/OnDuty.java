package kentongan.oncall;

import kentongan.office.Person;

/// The answer to "who is on duty here, now?"
public sealed interface OnDuty {
  /// Why this is the answer, in one sentence.
  String why();

  /// Somebody of the office itself is.
  ///
  /// @param person who
  /// @param post as the person on duty, or as the deputy
  /// @param why by turn or standing
  record Somebody(Person person, Post post, String why) implements OnDuty {}

  /// Nobody of the office is; calls go straight upward.
  ///
  /// @param why what is missing
  record Nobody(String why) implements OnDuty {}
}

package kentongan.intake;

import java.util.Optional;

/// What the sender of a batch or of an enrolment is told.
sealed interface Answer permits Answer.Stored, Answer.Enrolled, Problem {
  /// All up to this event is on disk.
  ///
  /// @param fresh how many of its events were not there before
  record Stored(long epoch, long last, long fresh) implements Answer {}

  /// A new agent has been let in, or an old one has a new certificate.
  ///
  /// @param certificate DER in Base64; empty for one that came without TLS
  record Enrolled(String agent, String office, Optional<String> certificate) implements Answer {}
}

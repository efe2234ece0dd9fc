package kentongan.intake;

/// What the sender of a batch or of an enrolment is told.
sealed interface Answer permits Answer.Stored, Answer.Enrolled, Problem {
  /// All up to this event is on disk.
  ///
  /// @param fresh how many of its events were not there before
  record Stored(long epoch, long last, long fresh) implements Answer {}

  /// A new agent has been let in.
  record Enrolled(String agent, String office) implements Answer {}
}

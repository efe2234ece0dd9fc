package kentongan.pipeline;

/// What became of something a person asked for.
public sealed interface Outcome {
  /// It is so now, and on disk.
  record Done() implements Outcome {}

  /// It is not; nothing was changed.
  ///
  /// @param why in one plain sentence
  record Refused(String why) implements Outcome {}

  /// There is no such thing.
  ///
  /// @param what as it was asked for
  record Missing(String what) implements Outcome {}

  /// The one `Done` there is.
  Outcome DONE = new Done();
}

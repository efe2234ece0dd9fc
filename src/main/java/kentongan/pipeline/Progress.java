package kentongan.pipeline;

import java.util.Optional;

/// How far a reader of the event log has come, and which effects it has had. Kept in the
/// transaction that keeps the effects, so that a kill at any moment neither loses nor repeats one.
public interface Progress {
  /// Where a reader stands; empty before its first step.
  Optional<Mark> of(String reader);

  /// Moves a reader.
  void move(String reader, Mark to);

  /// Notes an effect.
  ///
  /// @param effect its deterministic id
  /// @return false when it was noted before: then it must not be had again
  boolean first(String effect);

  /// A place in the event log.
  ///
  /// @param position the newest batch whose effects are kept
  /// @param neededFrom the oldest batch whose events may still matter; a restart reads on from
  ///   here, silently up to `position`
  /// @param memory what the reader wants to be told again after a restart; its own format
  record Mark(long position, long neededFrom, String memory) {
    /// Before the first step.
    static final Mark START = new Mark(0, 1, "");
  }
}

package kentongan.watch;

import java.util.Objects;

/// What the witnesses of one asset say at one moment.
///
/// @param own what the asset's own office last saw; counts only while that office is heard
/// @param neighbours the best of what neighbours see: one that reaches it is enough
/// @param headquarters what headquarters sees
/// @param isHeard whether the office's agent is heard
/// @param isBehindLine whether the asset runs at the office, behind the same line
/// @param isBlind whether headquarters reaches nothing at all just now
public record Testimony(
    Answer own,
    Answer neighbours,
    Answer headquarters,
    boolean isHeard,
    boolean isBehindLine,
    boolean isBlind) {
  public Testimony {
    Objects.requireNonNull(own);
    Objects.requireNonNull(neighbours);
    Objects.requireNonNull(headquarters);
  }

  /// What one witness says.
  public enum Answer {
    /// The site answers as it should.
    REACHED,
    /// It does not.
    FAILED,
    /// Nobody looked, or too long ago.
    NOTHING;

    /// The better of two.
    Answer or(Answer other) {
      return compareTo(other) <= 0 ? this : other;
    }
  }
}

package kentongan.oncall;

import java.time.Instant;
import kentongan.office.PersonId;

/// One person's turn at a post, for a while. Where turns overlap, the one that began last counts,
/// so a swap is entered by adding a shorter turn over the long one.
///
/// @param post which place
/// @param person who
/// @param from the first instant of the turn
/// @param until the first instant after it
public record Shift(Post post, PersonId person, Instant from, Instant until) {
  public Shift {
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException(
          "shift of %s: %s to %s (expected: an end after the beginning)"
              .formatted(person, from, until));
    }
  }

  /// Whether the turn covers an instant.
  public boolean covers(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }
}

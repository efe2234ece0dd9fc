package kentongan.notice;

import kentongan.incident.IncidentId;
import kentongan.office.PersonId;

/// The identity of one notice, made of what it is: the same call decided twice is the same notice,
/// and the outbox keeps one. The person stands in it, not the number of the rung, since the ladder
/// changes with the shift and a new person on an old rung is another call.
///
/// @param text as in `INC-2026-000123/siti.rahma/1/mail`; also the key that lets a receiver drop a
///   second copy
public record NoticeId(String text) implements Comparable<NoticeId> {
  public NoticeId {
    if (text.isBlank() || text.length() > 200 || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException(
          "notice: '%s' (expected: 1 to 200 visible ASCII characters)".formatted(text));
    }
  }

  /// The id of one call of one person over one channel.
  ///
  /// @param attempt 1 for the first call of this person about this incident
  public static NoticeId of(IncidentId incident, PersonId person, int attempt, String channel) {
    return new NoticeId("%s/%s/%d/%s".formatted(incident, person, attempt, channel));
  }

  @Override
  public int compareTo(NoticeId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}

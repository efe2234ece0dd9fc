package kentongan.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import kentongan.office.Actor;
import tools.jackson.databind.node.ObjectNode;

/// Something somebody did, about to become an entry.
///
/// @param at when it was written down; kept to the millisecond
/// @param act a short word, as in `incident.acknowledged`: `a-z 0-9 . -`, at most 64
/// @param subject what it was done to, as in `INC-2026-000123`; at most 200 characters
/// @param detail more, as JSON: objects, lists, texts, whole numbers within ±2^53, true, false,
///   null; no fractions, so that every program writes the same bytes; at most 64 KiB canonical
public record Act(Instant at, Actor actor, String act, String subject, ObjectNode detail) {
  /// The longest canonical detail, in bytes.
  public static final int MOST_DETAIL = 64 * 1024;

  public Act {
    at = at.truncatedTo(ChronoUnit.MILLIS);
    if (act.isEmpty() || act.length() > 64 || !act.chars().allMatch(Act::isWordCharacter)) {
      throw new IllegalArgumentException(
          "act: '%s' (expected: 1 to 64 of a-z 0-9 . -)".formatted(act));
    }
    if (subject.isBlank() || subject.length() > 200) {
      throw new IllegalArgumentException(
          "subject: %d characters (expected: 1 to 200)".formatted(subject.length()));
    }
    detail = detail.deepCopy();
    var length = CanonicalJson.bytes(detail).length;
    if (length > MOST_DETAIL) {
      throw new IllegalArgumentException(
          "detail: %d bytes (expected: at most %d)".formatted(length, MOST_DETAIL));
    }
  }

  private static boolean isWordCharacter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  }
}

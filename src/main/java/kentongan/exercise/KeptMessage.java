package kentongan.exercise;

import java.time.Instant;
import kentongan.incident.IncidentId;

/// A message that an exercise kept instead of sending it.
///
/// @param id the notice's id; the same message handed over twice is kept once
/// @param at by the exercise's clock
/// @param channel how it would have gone, as in `mail`
/// @param to the person's name
/// @param address where it would have gone
/// @param subject marked `[LATIHAN]`
/// @param text plain text, as rendered
public record KeptMessage(
    String id,
    Instant at,
    String channel,
    String to,
    String address,
    String subject,
    String text,
    IncidentId incident) {
  /// What every subject of an exercise begins with.
  public static final String MARK = "[LATIHAN]";

  public KeptMessage {
    if (!subject.startsWith(MARK)) {
      throw new IllegalArgumentException(
          "message %s: '%s' (expected: a subject that begins with %s)"
              .formatted(id, subject, MARK));
    }
  }
}

package kentongan.report;

import java.time.Instant;
import kentongan.office.PersonId;

/// A named person's yes to exactly one content and its receivers.
///
/// @param by who
/// @param name the name under the letter
/// @param title the post above the name
/// @param at when; the date of the letter
/// @param to where it may go
/// @param sha256 of content and receivers, [Content#sha256]
public record Approval(
    PersonId by, String name, String title, Instant at, Addressees to, String sha256) {
  public Approval {
    name = Text.line(name, 200);
    title = Text.line(title, 200);
  }
}

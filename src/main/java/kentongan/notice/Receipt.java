package kentongan.notice;

import java.time.Instant;

/// What a channel's server answered when it took a message.
///
/// @param at when it was taken
/// @param text the server's own words, as in `250 2.0.0 Ok: queued as 4F1`; one line, bounded
public record Receipt(Instant at, String text) {
  public Receipt {
    text = Words.bounded(text);
  }
}

package kentongan.pipeline;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kentongan.office.Actor;
import kentongan.rule.FilterText.Item;

/// What somebody said of a rule's matches: with these values they are our own activity.
///
/// @param number 1, 2, 3 …
/// @param file its name in the folder of own filters
/// @param rule the id of the rule it was said of; a correlation's filter bears on what it stands on
/// @param title the rule's, as it was then
/// @param items all of these at once are let go
/// @param until the last day it is in force, in Jakarta; empty for as long as nobody ends it
/// @param detection the one it was said of
/// @param end who ended it; empty while it is in force
public record OwnFilter(
    long number,
    String file,
    String rule,
    String title,
    List<Item> items,
    String reason,
    Actor by,
    Instant at,
    Optional<LocalDate> until,
    Optional<String> detection,
    Optional<End> end) {
  public OwnFilter {
    items = List.copyOf(items);
  }

  /// Who ended it, and why.
  public record End(Instant at, Actor by, String why) {}
}

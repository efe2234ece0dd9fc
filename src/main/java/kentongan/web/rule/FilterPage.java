package kentongan.web.rule;

import java.util.List;

/// Saying that something is our own activity.
///
/// @param found the detection it is said of
/// @param choices what may be ticked
/// @param known how many detections of the rule were looked at
/// @param hidden how many of them would not have been
/// @param days how far back
/// @param mayHide whether what is ticked says whose activity it is
/// @param isGone whether there is nothing to tick
public record FilterPage(
    FoundView found,
    List<Tick> choices,
    String reason,
    String until,
    String earliest,
    int known,
    int hidden,
    int days,
    boolean mayHide,
    boolean isGone) {
  public FilterPage {
    choices = List.copyOf(choices);
  }

  /// A value that may be ticked.
  ///
  /// @param label the end of a message key; empty when the field has no plain name
  public record Tick(
      String field,
      String label,
      String value,
      boolean isOfRule,
      boolean narrows,
      boolean isTicked) {}
}

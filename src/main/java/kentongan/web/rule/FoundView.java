package kentongan.web.rule;

import java.util.List;
import java.util.Optional;
import kentongan.web.When;

/// A detection, explained.
///
/// @param rule the rule's id
/// @param isInForce whether the rule still is
/// @param author to be named with every match
/// @param why which items matched which values
/// @param incident what it opened or joined
/// @param times how many of the same rule there are, when only the newest is shown
/// @param mayFilter whether this viewer may say that it is our own activity
public record FoundView(
    String id,
    String rule,
    boolean isInForce,
    String title,
    String level,
    String tone,
    String author,
    String summary,
    String office,
    When at,
    List<Because> why,
    List<String> attack,
    List<String> falsePositives,
    String incident,
    int times,
    String version,
    boolean mayFilter,
    Optional<String> evidence) {
  public FoundView {
    why = List.copyOf(why);
    attack = List.copyOf(attack);
    falsePositives = List.copyOf(falsePositives);
  }

  /// One item of the rule, and the value that met it.
  public record Because(String field, String expected, String found) {}
}

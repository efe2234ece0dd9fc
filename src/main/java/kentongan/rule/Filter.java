package kentongan.rule;

import java.util.List;
import java.util.Objects;

/// What of the matches of other rules is to be let through: a Sigma filter, a document of its own
/// beside the rules, so that it survives their updates.
///
/// As pySigma has it, a rule's condition and the filter's condition must both hold. So a filter
/// that leaves out what is known to be harmless says `condition: not selection`.
///
/// All texts are from a file: escape them where they are shown.
///
/// @param id as written, else one that follows from the title
/// @param description why; empty when not given
/// @param author empty when not given
/// @param date as written, `2026-11-21`; empty when not given
/// @param source it applies to rules of this log source, or of a narrower one
/// @param rules the ids or names of the rules, as written; empty for any
/// @param search what an event must be like to be let through
public record Filter(
    String id,
    String title,
    String description,
    String author,
    String date,
    LogSource source,
    List<String> rules,
    Search search) {
  public Filter {
    Objects.requireNonNull(id);
    Objects.requireNonNull(source);
    Objects.requireNonNull(search);
    rules = List.copyOf(rules);
  }

  /// Whether it is for every rule of its log source.
  public boolean isForAny() {
    return rules.isEmpty();
  }

  /// Whether it names a rule, or any rule; the log source is not looked at.
  boolean names(About rule) {
    return isForAny()
        || rules.contains(rule.id())
        || rule.name().filter(rules::contains).isPresent();
  }
}

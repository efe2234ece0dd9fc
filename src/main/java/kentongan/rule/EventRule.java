package kentongan.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A rule that looks at one event at a time.
///
/// @param source which logs it is about
/// @param search what an event must be like, filters included
/// @param filters those that have become part of the search
public record EventRule(
    About about,
    LogSource source,
    Search search,
    List<Filter> filters,
    List<String> dedupe,
    Optional<Recovery> recovers)
    implements Rule {
  public EventRule {
    Objects.requireNonNull(about);
    Objects.requireNonNull(source);
    Objects.requireNonNull(search);
    filters = List.copyOf(filters);
    dedupe = List.copyOf(dedupe);
  }

  /// What the rule itself asks for, without the filters.
  public Search unfiltered() {
    return !filters.isEmpty() && search instanceof Search.AllOf(var parts)
        ? parts.getFirst()
        : search;
  }

  /// This rule with other filters than it has.
  EventRule with(List<Filter> others) {
    var parts = new ArrayList<Search>();
    parts.add(unfiltered());
    others.forEach(filter -> parts.add(filter.search()));
    return new EventRule(
        about,
        source,
        others.isEmpty() ? unfiltered() : new Search.AllOf(parts),
        others,
        dedupe,
        recovers);
  }
}

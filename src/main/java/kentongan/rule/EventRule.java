package kentongan.rule;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A rule that looks at one event at a time.
///
/// @param source which logs it is about
/// @param search what an event must be like
public record EventRule(
    About about, LogSource source, Search search, List<String> dedupe, Optional<Recovery> recovers)
    implements Rule {
  public EventRule {
    Objects.requireNonNull(about);
    Objects.requireNonNull(source);
    Objects.requireNonNull(search);
    dedupe = List.copyOf(dedupe);
  }
}

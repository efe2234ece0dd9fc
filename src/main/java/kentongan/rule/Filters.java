package kentongan.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Filters put onto the rules they are for. A filter that fits nothing is told of, and harms
/// nobody: the rules stay in force as they are.
final class Filters {
  private final List<RuleFiles.Document> documents;
  private final Map<String, List<Rule>> named = new HashMap<>();
  private final List<Filter> filters = new ArrayList<>();

  private Filters(List<RuleFiles.Document> documents) {
    this.documents = documents;
    for (var document : documents) {
      document.rule().ifPresent(this::name);
      document.filter().ifPresent(filters::add);
    }
  }

  /// The same documents, the rules with their filters, the filters with warnings.
  static List<RuleFiles.Document> apply(List<RuleFiles.Document> documents) {
    var all = new Filters(documents);
    return all.filters.isEmpty() ? documents : documents.stream().map(all::applied).toList();
  }

  private void name(Rule rule) {
    named.computeIfAbsent(rule.id(), id -> new ArrayList<>()).add(rule);
    rule.about()
        .name()
        .filter(name -> !name.equals(rule.id()))
        .ifPresent(name -> named.computeIfAbsent(name, n -> new ArrayList<>()).add(rule));
  }

  private RuleFiles.Document applied(RuleFiles.Document document) {
    if (document.filter().isPresent()) {
      return document.warned(warnings(document, document.filter().get()));
    }
    if (!(document.rule().orElse(null) instanceof EventRule rule)) {
      return document;
    }
    var mine = filters.stream().filter(filter -> isFor(filter, rule)).toList();
    return mine.isEmpty() ? document : document.with(Optional.of(rule.with(mine)));
  }

  private static boolean isFor(Filter filter, EventRule rule) {
    return filter.source().covers(rule.source()) && filter.names(rule.about());
  }

  private List<Fault> warnings(RuleFiles.Document document, Filter filter) {
    var found = new ArrayList<Fault>();
    if (filter.isForAny()) {
      if (documents.stream().noneMatch(d -> isFor(d, filter))) {
        found.add(document.fault("filter: no rule here has this log source, %s", filter.source()));
      }
      return found;
    }
    for (var name : filter.rules()) {
      var rules = named.get(name);
      if (rules == null) {
        found.add(document.fault("filter: no sound rule '%s' (expected: its id or name)", name));
      } else if (rules.stream().noneMatch(EventRule.class::isInstance)) {
        found.add(
            document.fault("filter: '%s' is a correlation (expected: a rule it refers to)", name));
      } else if (rules.stream().noneMatch(r -> r instanceof EventRule e && isFor(filter, e))) {
        found.add(
            document.fault(
                "filter: rule '%s' is about other logs (expected: %s)", name, filter.source()));
      }
    }
    return found;
  }

  private static boolean isFor(RuleFiles.Document document, Filter filter) {
    return document.rule().orElse(null) instanceof EventRule rule && isFor(filter, rule);
  }
}

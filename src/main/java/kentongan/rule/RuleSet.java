package kentongan.rule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Rules that fit together: ids are unique, and whatever a rule refers to is here too.
public final class RuleSet {
  /// No rule at all.
  public static final RuleSet NONE = new RuleSet(List.of());

  private final List<Rule> rules;
  private final Map<String, Rule> byId = new HashMap<>();
  private final Set<String> silent = new HashSet<>();

  /// @throws IllegalArgumentException when an id is there twice or a reference leads nowhere
  public RuleSet(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    for (var rule : rules) {
      if (byId.put(rule.id(), rule) != null) {
        throw new IllegalArgumentException("rule %s: there twice".formatted(rule.id()));
      }
    }
    for (var rule : rules) {
      for (var id : references(rule)) {
        if (!byId.containsKey(id)) {
          throw new IllegalArgumentException(
              "rule %s: refers to '%s', which is not there".formatted(rule.id(), id));
        }
      }
      if (rule instanceof Correlation correlation && !correlation.generate()) {
        silent.addAll(correlation.rules());
      }
      if (rule.recovers().orElse(null) instanceof Rule.Recovery.Matched(var id)) {
        silent.add(id);
      }
    }
  }

  /// All of them, in the order given.
  public List<Rule> rules() {
    return rules;
  }

  /// The rule with this id.
  public Optional<Rule> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// Whether matches of this rule are detections. Those of a rule that only serves another are not.
  public boolean speaks(Rule rule) {
    return !silent.contains(rule.id());
  }

  /// The rules that look at single events.
  public List<EventRule> eventRules() {
    var found = new ArrayList<EventRule>();
    for (var rule : rules) {
      if (rule instanceof EventRule eventRule) {
        found.add(eventRule);
      }
    }
    return found;
  }

  /// The event rules that a rule stands on: itself, or those of a correlation and its parts, each
  /// once.
  public List<EventRule> bases(Rule rule) {
    var found = new ArrayList<EventRule>();
    bases(rule, found, new HashSet<>());
    return found;
  }

  private void bases(Rule rule, List<EventRule> found, Set<String> seen) {
    if (!seen.add(rule.id())) {
      return;
    }
    switch (rule) {
      case EventRule base -> found.add(base);
      case Correlation correlation -> {
        for (var id : correlation.rules()) {
          find(id).ifPresent(part -> bases(part, found, seen));
        }
      }
    }
  }

  /// These rules of the set, and whatever they refer to.
  public RuleSet only(Collection<String> ids) {
    var wanted = new HashSet<String>();
    var next = new ArrayDeque<>(ids);
    while (!next.isEmpty()) {
      var rule = byId.get(next.remove());
      if (rule != null && wanted.add(rule.id())) {
        next.addAll(references(rule));
      }
    }
    return new RuleSet(rules.stream().filter(rule -> wanted.contains(rule.id())).toList());
  }

  /// The correlations, each after those it refers to.
  public List<Correlation> correlations() {
    var ordered = new ArrayList<Correlation>();
    var seen = new HashSet<String>();
    for (var rule : rules) {
      add(rule, ordered, seen);
    }
    return ordered;
  }

  private void add(Rule rule, List<Correlation> ordered, Set<String> seen) {
    if (!(rule instanceof Correlation correlation) || !seen.add(rule.id())) {
      return;
    }
    for (var id : correlation.rules()) {
      find(id).ifPresent(part -> add(part, ordered, seen));
    }
    ordered.add(correlation);
  }

  private static List<String> references(Rule rule) {
    var ids = new ArrayList<String>();
    if (rule instanceof Correlation correlation) {
      ids.addAll(correlation.rules());
    }
    if (rule.recovers().orElse(null) instanceof Rule.Recovery.Matched(var id)) {
      ids.add(id);
    }
    return ids;
  }
}

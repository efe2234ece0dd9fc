package kentongan.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Names and ids in correlations, resolved over all documents that were read. A rule that refers to
/// one that is broken is broken too, and says so.
final class References {
  private final List<RuleFiles.Document> documents;
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, Rule> rules = new HashMap<>();

  private References(List<RuleFiles.Document> documents) {
    this.documents = documents;
  }

  /// Goes round until no rule is found broken that others refer to.
  static List<RuleFiles.Document> resolve(List<RuleFiles.Document> read) {
    var documents = withoutDoubles(read);
    while (true) {
      var resolved = new References(documents).once();
      if (sound(resolved) == sound(documents)) {
        return resolved;
      }
      documents = resolved;
    }
  }

  private static long sound(List<RuleFiles.Document> documents) {
    return documents.stream().filter(RuleFiles.Document::isSound).count();
  }

  private List<RuleFiles.Document> once() {
    for (var document : documents) {
      document
          .rule()
          .ifPresent(rule -> {
            ids.put(rule.id(), rule.id());
            rules.put(rule.id(), rule);
            rule.about().name().ifPresent(name -> ids.putIfAbsent(name, rule.id()));
          });
    }
    return documents.stream().map(this::resolved).toList();
  }

  private RuleFiles.Document resolved(RuleFiles.Document document) {
    return switch (document.rule().orElse(null)) {
      case Correlation correlation -> correlation(document, correlation);
      case EventRule rule when rule.recovers().isEmpty() -> document;
      case EventRule rule -> {
        var recovers = recovery(rule.recovers());
        yield rule.recovers().isPresent() && recovers.isEmpty()
            ? document.broken("recovers: no sound rule or search of that name")
            : document.with(
                Optional.of(
                    new EventRule(
                        rule.about(),
                        rule.source(),
                        rule.search(),
                        rule.filters(),
                        rule.dedupe(),
                        recovers)));
      }
      case null -> document;
    };
  }

  private RuleFiles.Document correlation(RuleFiles.Document document, Correlation rule) {
    var parts = new ArrayList<String>();
    for (var reference : rule.rules()) {
      var id = ids.get(reference);
      if (id == null) {
        return document.broken(
            "correlation: no sound rule '%s' (expected: its name or id)", reference);
      }
      parts.add(id);
    }
    if (reaches(rule, rule.id(), new HashSet<>())) {
      return document.broken("correlation: refers to itself in the end (expected: a chain)");
    }
    var recovers = recovery(rule.recovers());
    if (rule.recovers().isPresent() && recovers.isEmpty()) {
      return document.broken("recovers: no sound rule of that name");
    }
    return document.with(
        Optional.of(
            new Correlation(
                rule.about(),
                rule.kind(),
                parts,
                rule.groupBy(),
                rule.timespan(),
                rule.condition(),
                rule.fields(),
                aliases(rule),
                rule.generate(),
                rule.dedupe(),
                recovers)));
  }

  private Map<String, Map<String, String>> aliases(Correlation rule) {
    var aliases = new HashMap<String, Map<String, String>>();
    rule.aliases()
        .forEach((alias, fields) -> {
          var byId = new HashMap<String, String>();
          fields.forEach((name, field) -> byId.put(ids.getOrDefault(name, name), field));
          aliases.put(alias, Map.copyOf(byId));
        });
    return aliases;
  }

  private Optional<Rule.Recovery> recovery(Optional<Rule.Recovery> recovery) {
    return recovery.flatMap(given ->
        switch (given) {
          case Rule.Recovery.Found found -> Optional.of(found);
          case Rule.Recovery.Matched(var name) ->
              Optional.ofNullable(ids.get(name)).map(Rule.Recovery.Matched::new);
        });
  }

  private boolean reaches(Correlation rule, String target, Set<String> seen) {
    for (var reference : rule.rules()) {
      var id = ids.getOrDefault(reference, reference);
      if (id.equals(target)) {
        return true;
      }
      if (seen.add(id)
          && rules.get(id) instanceof Correlation part
          && reaches(part, target, seen)) {
        return true;
      }
    }
    return false;
  }

  private static List<RuleFiles.Document> withoutDoubles(List<RuleFiles.Document> documents) {
    var first = new HashMap<String, RuleFiles.Document>();
    var kept = new ArrayList<RuleFiles.Document>();
    for (var document : documents) {
      var key =
          document
              .rule()
              .map(Rule::id)
              .or(() -> document.filter().map(filter -> "filter\n" + filter.id()));
      var other = key.map(id -> first.putIfAbsent(id, document)).orElse(null);
      kept.add(
          other == null
              ? document
              : document.broken(
                  "id: the same as of %s:%d (expected: an id of its own)",
                  other.file(), other.line()));
    }
    return kept;
  }
}

package kentongan.detection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kentongan.rule.LogSource;
import kentongan.rule.Mapping;

/// Which searches are asked about an event, by its log source. The answer is computed once for each
/// combination of the values that decide it.
final class Router {
  private final Mapping mapping;
  private final List<Decider> deciders = new ArrayList<>();
  private final Map<Long, int[]> byValues = new HashMap<>();
  private final Map<Sources, int[]> bySources = new HashMap<>();

  Router(Mapping mapping, Paths paths) {
    this.mapping = mapping;
    var words = new LinkedHashMap<String, Set<String>>();
    for (var rule : mapping.sources()) {
      rule.when()
          .forEach((path, values) -> {
            var known = words.computeIfAbsent(path, p -> new HashSet<>());
            values.forEach(value -> known.add(Fold.text(value)));
          });
    }
    long combinations = 1;
    for (var entry : words.entrySet()) {
      var values = entry.getValue().stream().sorted().toList();
      deciders.add(new Decider(entry.getKey(), paths.slot(entry.getKey()), values));
      combinations = Math.multiplyExact(combinations, values.size() + 1);
    }
  }

  int[] route(Facts facts, List<LogSource> sources) {
    long key = 0;
    for (var decider : deciders) {
      key = key * (decider.values().size() + 1) + decider.number(facts);
    }
    var known = byValues.get(key);
    if (known == null) {
      known = route(sources(facts), sources);
      byValues.put(key, known);
    }
    return known;
  }

  int[] route(Sources given, List<LogSource> sources) {
    if (bySources.size() > 10_000) {
      bySources.clear(); // log sources from outside are anything
    }
    return bySources.computeIfAbsent(
        given,
        g -> {
          var numbers = new ArrayList<Integer>();
          for (int i = 0; i < sources.size(); i++) {
            if (g.has(sources.get(i))) {
              numbers.add(i);
            }
          }
          return numbers.stream().mapToInt(Integer::intValue).toArray();
        });
  }

  private Sources sources(Facts facts) {
    var values = new HashMap<String, String>();
    for (var decider : deciders) {
      int number = decider.number(facts);
      if (number > 0) {
        values.put(decider.path(), decider.values().get(number - 1));
      }
    }
    var categories = new HashSet<String>();
    var products = new HashSet<String>();
    var services = new HashSet<String>();
    for (var rule : mapping.sources()) {
      if (fits(rule, values)) {
        categories.addAll(rule.categories());
        products.addAll(rule.products());
        services.addAll(rule.services());
      }
    }
    return new Sources(categories, products, services);
  }

  private static boolean fits(Mapping.SourceRule rule, Map<String, String> values) {
    for (var when : rule.when().entrySet()) {
      var value = values.get(when.getKey());
      if (value == null || when.getValue().stream().noneMatch(v -> Fold.text(v).equals(value))) {
        return false;
      }
    }
    return true;
  }

  /// The log sources of one event.
  record Sources(Set<String> categories, Set<String> products, Set<String> services) {
    boolean has(LogSource asked) {
      return asked.category().map(categories::contains).orElse(true)
          && asked.product().map(products::contains).orElse(true)
          && asked.service().map(services::contains).orElse(true);
    }
  }

  /// A path whose value decides, with the values that matter, numbered from 1.
  private record Decider(String path, int slot, List<String> values, Words words) {
    Decider(String path, int slot, List<String> values) {
      this(path, slot, values, new Words(values.stream().map(String::toCharArray).toList()));
    }

    int number(Facts facts) {
      for (int value = facts.first(slot); value != 0; value = facts.next(value)) {
        if (facts.hasText(value)) {
          return words.find(facts.folded(), facts.start(value), facts.length(value));
        }
      }
      return 0;
    }
  }
}

package kentongan.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import kentongan.rule.LogSource;
import kentongan.rule.Mapping;
import org.jspecify.annotations.Nullable;

/// Which searches are asked about an event, by its log source. The answer is computed once for each
/// combination of the values that decide it.
final class Router {
  private static final int MOST = 10_000;

  private final Mapping mapping;
  private final List<Decider> deciders = new ArrayList<>();
  private final @Nullable Decider[] bySlot;
  private final Map<Sources, Route> bySources = new HashMap<>();
  private long[] keys = new long[64];
  private @Nullable Route[] routes = new Route[64];
  private int known;

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
      deciders.add(new Decider(entry.getKey(), paths.slot(entry.getKey()), combinations, values));
      combinations = Math.multiplyExact(combinations, values.size() + 1);
    }
    this.bySlot = new Decider[paths.size()];
    deciders.forEach(decider -> bySlot[decider.slot()] = decider);
  }

  /// The slots whose values decide.
  BitSet slots() {
    var slots = new BitSet();
    deciders.forEach(decider -> slots.set(decider.slot()));
    return slots;
  }

  /// The route of a document, by the values that decide it.
  Route route(Facts facts, Function<Sources, Route> making) {
    long key = 0;
    for (var decider : deciders) {
      int value = facts.firstWithText(decider.slot());
      key += value == 0 ? 0 : decider.part(facts.text(value));
    }
    return route(key, facts, making);
  }

  /// What the first text of a slot adds to the key of a document's route; 0 of slots that do not
  /// decide.
  long part(int slot, Text text) {
    var decider = slot < bySlot.length ? bySlot[slot] : null;
    return decider == null ? 0 : decider.part(text);
  }

  /// The route for a key: the sum of the parts.
  Route route(long key, Facts facts, Function<Sources, Route> making) {
    int at = slot(key);
    var route = routes[at];
    while (route != null && keys[at] != key) {
      at = at + 1 & keys.length - 1;
      route = routes[at];
    }
    if (route == null) {
      route = route(sources(facts), making);
      keep(key, route);
    }
    return route;
  }

  /// The route for log sources that are known from outside.
  Route route(Sources given, Function<Sources, Route> making) {
    if (bySources.size() > MOST) {
      bySources.clear(); // log sources from outside are anything
    }
    return bySources.computeIfAbsent(given, making);
  }

  private void keep(long key, Route route) {
    if (known > MOST) {
      known = 0;
      Arrays.fill(routes, null);
    }
    if (++known * 2 > keys.length) {
      var before = keys;
      var kept = routes;
      keys = new long[before.length * 2];
      routes = new Route[keys.length];
      for (int i = 0; i < before.length; i++) {
        var one = kept[i];
        if (one != null) {
          put(before[i], one);
        }
      }
    }
    put(key, route);
  }

  private void put(long key, Route route) {
    int at = slot(key);
    while (routes[at] != null) {
      at = at + 1 & keys.length - 1;
    }
    keys[at] = key;
    routes[at] = route;
  }

  private int slot(long key) {
    return (int) (key * 0x9E3779B97F4A7C15L >>> 32) & keys.length - 1;
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
  ///
  /// @param weight of its number in the key
  private record Decider(String path, int slot, long weight, List<String> values, Words words) {
    Decider(String path, int slot, long weight, List<String> values) {
      this(
          path, slot, weight, values, new Words(values.stream().map(String::toCharArray).toList()));
    }

    int number(Facts facts) {
      int value = facts.firstWithText(slot);
      return value == 0 ? 0 : number(facts.text(value));
    }

    long part(Text text) {
      return number(text) * weight;
    }

    private int number(Text text) {
      int known = text.routed();
      if (known == 0) {
        known = 1 + words.find(text.folded(), 0, text.length());
        text.routed(known);
      }
      return known - 1;
    }
  }
}

package kentongan.detection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import kentongan.rule.About;
import kentongan.rule.Criterion;
import kentongan.rule.EventRule;
import kentongan.rule.Level;
import kentongan.rule.LogSource;
import kentongan.rule.Mapping;
import kentongan.rule.RuleSet;
import kentongan.rule.Search;
import kentongan.rule.TextPattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Says why a rule matches an event, or why not. Every item of the condition is asked as a rule of
/// its own of the very matcher that judges live events, so that both cannot disagree.
public final class Reasons {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MOST_VALUES = 20;
  private static final LogSource ANY =
      new LogSource(Optional.of("any"), Optional.empty(), Optional.empty());
  private static final String NOWHERE = "kentongan.reasons.nowhere";

  private final Mapping mapping;
  private final byte[] json;
  private final JsonNode event;
  private final Optional<Reason.Sources> given;

  /// @param json one event, a JSON object
  /// @param given its log sources, when they are known from outside; else the mapping says
  /// @throws IllegalArgumentException when it is no JSON object
  public Reasons(Mapping mapping, byte[] json, Optional<Reason.Sources> given) {
    this.mapping = mapping;
    this.json = json;
    this.given = given;
    try {
      this.event = JSON.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("event: not JSON: " + e.getOriginalMessage(), e);
    }
    if (!event.isObject()) {
      throw new IllegalArgumentException("event: no JSON object (expected: one)");
    }
  }

  /// Asks one rule.
  public Reason of(EventRule rule) {
    var asked = new Asked(rule.source());
    var condition = asked.collect(rule.unfiltered());
    var filters = rule.filters().stream().map(filter -> asked.collect(filter.search())).toList();
    var whole = asked.add(rule.search());
    asked.judge();
    var sources = given.orElseGet(this::sources);
    boolean isRouted = given.isPresent() ? sources.has(rule.source()) : isRouted(rule);
    var filtered = new ArrayList<Reason.Filtered>();
    for (int i = 0; i < filters.size(); i++) {
      filtered.add(new Reason.Filtered(rule.filters().get(i), asked.node(filters.get(i))));
    }
    return new Reason(
        rule,
        sources,
        deciders(),
        isRouted,
        isRouted && asked.isMet(whole),
        asked.node(condition),
        filtered);
  }

  private boolean isRouted(EventRule rule) {
    var always = rule("0", rule.source(), new Search.Item(NOWHERE, new Criterion.Null()));
    var scan = new Scan(new RuleSet(List.of(always)), mapping, false);
    return !scan.document(json, 1, false).orElse(List.of()).isEmpty();
  }

  /// What the mapping says of the event.
  private Reason.Sources sources() {
    var rules = new ArrayList<EventRule>();
    for (var source : mapping.sources()) {
      var parts = new ArrayList<Search>();
      source
          .when()
          .forEach((path, values) ->
              parts.add(new Search.AnyOf(values.stream().map(v -> is(path, v)).toList())));
      rules.add(rule(Integer.toString(rules.size()), ANY, new Search.AllOf(parts)));
    }
    var categories = new TreeSet<String>();
    var products = new TreeSet<String>();
    var services = new TreeSet<String>();
    for (var number : matched(rules, Mapping.IDENTITY, ANY).keySet()) {
      var source = mapping.sources().get(Integer.parseInt(number));
      categories.addAll(source.categories());
      products.addAll(source.products());
      services.addAll(source.services());
    }
    return new Reason.Sources(categories, products, services);
  }

  private static Search is(String path, String value) {
    return new Search.Item(path, new Criterion.Text(TextPattern.literal(value), false));
  }

  private List<Reason.Found> deciders() {
    if (given.isPresent()) {
      return List.of();
    }
    var paths = new TreeSet<String>();
    mapping.sources().forEach(source -> paths.addAll(source.when().keySet()));
    return paths.stream().map(path -> new Reason.Found(path, values(path))).toList();
  }

  /// The rules that match whatever the event's log source is, with the value that met them.
  private Map<String, String> matched(List<EventRule> rules, Mapping names, LogSource source) {
    var scan = new Scan(new RuleSet(List.copyOf(rules)), names, false);
    var line = JSON.createObjectNode();
    line.put("n", 1);
    var sources = line.putObject("logsource");
    source.category().ifPresent(word -> sources.put("category", word));
    source.product().ifPresent(word -> sources.put("product", word));
    source.service().ifPresent(word -> sources.put("service", word));
    var head = JSON.writeValueAsString(line);
    var envelope =
        head.substring(0, head.length() - 1)
            + ",\"event\":"
            + new String(json, StandardCharsets.UTF_8)
            + "}";
    var matched = new HashMap<String, String>();
    for (var match :
        scan.envelope(envelope.getBytes(StandardCharsets.UTF_8), true).orElse(List.of())) {
      var met = match.explanation().isEmpty() ? "" : match.explanation().getFirst().found();
      matched.put(match.rule().id(), met);
    }
    return matched;
  }

  private List<String> values(String path) {
    var found = new ArrayList<String>();
    values(event, path, found);
    return found;
  }

  /// Nested objects and literal dotted keys lead to the same place; of arrays every element.
  private static void values(JsonNode node, String path, List<String> found) {
    if (found.size() >= MOST_VALUES) {
      return;
    }
    if (node.isArray() && (!path.isEmpty() || !node.isEmpty())) {
      node.forEach(element -> values(element, path, found));
      return;
    }
    if (path.isEmpty()) {
      boolean isPlain = node.isString() || node.isNumber() || node.isBoolean();
      found.add(Clean.text(isPlain ? node.asString() : node.toString(), 200));
      return;
    }
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      var child = node.get(path.substring(0, dot));
      if (child != null) {
        values(child, path.substring(dot + 1), found);
      }
    }
    var child = node.get(path);
    if (child != null) {
      values(child, "", found);
    }
  }

  private static EventRule rule(String id, LogSource source, Search search) {
    var about =
        new About(
            id,
            Optional.empty(),
            id,
            id,
            "",
            Level.LOW,
            "",
            "",
            List.of(),
            List.of(),
            List.of(),
            Optional.empty());
    return new EventRule(about, source, search, List.of(), List.of(), Optional.empty());
  }

  /// The items of one rule, each asked as a rule of its own.
  private final class Asked {
    private final LogSource source;
    private final List<EventRule> rules = new ArrayList<>();
    private Map<String, String> answers = Map.of();

    Asked(LogSource source) {
      this.source = source;
    }

    /// A tree of which every leaf is asked.
    private Shape collect(Search search) {
      return switch (search) {
        case Search.AllOf(var parts) -> new Shape.AllOf(parts.stream().map(this::collect).toList());
        case Search.Not(var part) -> new Shape.Not(collect(part));
        case Search.AnyOf(var parts) when isOneField(parts) -> leaf(search, parts);
        case Search.AnyOf(var parts) -> new Shape.AnyOf(parts.stream().map(this::collect).toList());
        case Search.Item item -> leaf(search, List.of(item));
        case Search.Keyword word -> leaf(search, List.of(word));
      };
    }

    private Shape leaf(Search search, List<Search> parts) {
      var words = new ArrayList<String>();
      for (var part : parts) {
        switch (part) {
          case Search.Item(_, var criterion) -> words.add(criterion.words());
          case Search.Keyword(var criterion) -> words.add(criterion.words());
          default -> throw new IllegalStateException("a leaf of items only");
        }
      }
      var field = parts.getFirst() instanceof Search.Item(var name, _) ? name : "";
      return new Shape.Leaf(add(search), field, words);
    }

    private static boolean isOneField(List<Search> parts) {
      var fields =
          parts.stream()
              .map(part ->
                  switch (part) {
                    case Search.Item(var field, _) -> Optional.of(field);
                    case Search.Keyword _ -> Optional.of("");
                    default -> Optional.<String>empty();
                  })
              .distinct()
              .toList();
      return fields.size() == 1 && fields.getFirst().isPresent();
    }

    private int add(Search search) {
      rules.add(rule(Integer.toString(rules.size()), source, search));
      return rules.size() - 1;
    }

    private void judge() {
      answers = matched(rules, mapping, source);
    }

    private boolean isMet(int number) {
      return answers.containsKey(Integer.toString(number));
    }

    private Reason.Node node(Shape shape) {
      return switch (shape) {
        case Shape.Leaf leaf -> item(leaf);
        case Shape.Not(var part) -> {
          var inner = node(part);
          yield new Reason.Node.Not(!inner.isMet(), inner);
        }
        case Shape.AllOf(var parts) -> {
          var inner = parts.stream().map(this::node).toList();
          yield new Reason.Node.AllOf(inner.stream().allMatch(Reason.Node::isMet), inner);
        }
        case Shape.AnyOf(var parts) -> {
          var inner = parts.stream().map(this::node).toList();
          yield new Reason.Node.AnyOf(inner.stream().anyMatch(Reason.Node::isMet), inner);
        }
      };
    }

    private Reason.Node item(Shape.Leaf leaf) {
      var path = leaf.field().isEmpty() ? "" : mapping.path(source, leaf.field());
      return new Reason.Node.Item(
          isMet(leaf.number()),
          leaf.field(),
          path,
          leaf.expected(),
          path.isEmpty() ? List.of() : values(path),
          answers.getOrDefault(Integer.toString(leaf.number()), ""));
    }
  }

  /// A condition before it is answered.
  private sealed interface Shape {
    record AllOf(List<Shape> parts) implements Shape {}

    record AnyOf(List<Shape> parts) implements Shape {}

    record Not(Shape part) implements Shape {}

    record Leaf(int number, String field, List<String> expected) implements Shape {}
  }
}

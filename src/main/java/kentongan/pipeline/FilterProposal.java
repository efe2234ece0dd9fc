package kentongan.pipeline;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kentongan.detection.Scan;
import kentongan.pipeline.FilterActs.Choice;
import kentongan.rule.Criterion;
import kentongan.rule.EventRule;
import kentongan.rule.FilterText;
import kentongan.rule.FilterText.Item;
import kentongan.rule.Mapping;
import kentongan.rule.Rule;
import kentongan.rule.RuleFiles;
import kentongan.rule.RuleSet;
import kentongan.rule.Search;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a filter for a rule may be made of: values of one event, and only those. What a form says
/// of a value is never believed.
final class FilterProposal {
  /// Who and where: with these a filter is about something of ours.
  private static final List<String> PLACES =
      List.of(
          "source.ip",
          "client.ip",
          "destination.ip",
          "host.hostname",
          "host.name",
          "user.name",
          "source.user.name",
          "url.domain",
          "url.path",
          "user_agent.original",
          "process.executable",
          "process.name",
          "service.name",
          "kentongan.asset",
          "kentongan.office",
          "agent.id");

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MOST = 40;
  private static final int LONGEST = 2_000;

  private final RuleSet rules;
  private final Mapping mapping;
  private final Rule rule;

  FilterProposal(RuleBook book, Rule rule) {
    this.rules = book.rules();
    this.mapping = book.mapping();
    this.rule = rule;
  }

  /// What may be ticked, out of the event that made the rule fire.
  List<Choice> candidates(JsonNode event) {
    var found = new LinkedHashMap<String, Choice>();
    for (var base : rules.bases(rule)) {
      var asked = new LinkedHashMap<String, Set<String>>();
      collect(base.unfiltered(), asked);
      asked.forEach((field, literals) -> {
        var path = mapping.path(base.source(), field);
        value(event, path)
            .ifPresent(value ->
                found.putIfAbsent(
                    path, new Choice(field, value, true, !literals.contains(folded(value)))));
      });
    }
    for (var path : PLACES) {
      value(event, path)
          .ifPresent(value -> found.putIfAbsent(path, new Choice(path, value, false, true)));
    }
    return found.values().stream().filter(FilterProposal::mayStand).limit(MOST).toList();
  }

  private static boolean mayStand(Choice candidate) {
    try {
      var item = new Item(candidate.field(), candidate.value());
      return !item.value().isBlank();
    } catch (IllegalArgumentException odd) {
      return false;
    }
  }

  /// The fields a search asks for, each with the whole texts it asks for.
  private static void collect(Search search, Map<String, Set<String>> found) {
    switch (search) {
      case Search.AllOf(var parts) -> parts.forEach(part -> collect(part, found));
      case Search.AnyOf(var parts) -> parts.forEach(part -> collect(part, found));
      case Search.Not _, Search.Keyword _ -> {
        // What must not be there is no value of the event.
      }
      case Search.Item(var field, var criterion) -> {
        var literals = found.computeIfAbsent(field, _ -> new HashSet<>());
        if (criterion instanceof Criterion.Text(var pattern, _)
            && pattern.fromStart()
            && pattern.toEnd()
            && pattern.pieces().size() == 1) {
          literals.add(folded(pattern.pieces().getFirst()));
        }
      }
    }
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /// The first text, number or boolean at a path, nested or as one literal key.
  private static Optional<String> value(JsonNode event, String path) {
    var direct = scalar(event.path(path));
    if (direct.isPresent()) {
      return direct;
    }
    for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
      var inner = event.path(path.substring(0, dot));
      if (inner.isObject()) {
        var found = value(inner, path.substring(dot + 1));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> scalar(JsonNode node) {
    var one = node.isArray() && !node.isEmpty() ? node.get(0) : node;
    return one.isValueNode() && !one.isNull()
        ? Optional.of(one.asString()).filter(text -> text.length() <= LONGEST)
        : Optional.empty();
  }

  /// The document as detection judges it: what it claims of its agent and office gives way to what
  /// the collector knows.
  static ObjectNode asJudged(byte[] json, KeptDetection seen) {
    var event = (ObjectNode) JSON.readTree(json);
    event.remove(List.of("kentongan.office", "agent.id"));
    put(event, "kentongan", "office", seen.seenBy().code());
    seen.detection().events().stream()
        .reduce((_, last) -> last)
        .ifPresent(last -> put(event, "agent", "id", last.agent().value()));
    return event;
  }

  private static void put(ObjectNode event, String outer, String inner, String value) {
    var node = event.get(outer) instanceof ObjectNode there ? there : event.putObject(outer);
    node.put(inner, value);
  }

  /// Whether a filter would have kept an event from this rule.
  Hides hides(List<FilterText> filters) {
    var letThrough = new HashMap<String, List<Search>>();
    for (var filter : filters) {
      for (var read : RuleFiles.read(Path.of("filter.yml"), filter.yaml()).filters()) {
        for (var base : read.rules()) {
          letThrough.computeIfAbsent(base, _ -> new ArrayList<>()).add(read.search());
        }
      }
    }
    var before = new ArrayList<Rule>();
    var after = new ArrayList<Rule>();
    for (var base : rules.bases(rule)) {
      before.add(with(base, List.of()));
      after.add(with(base, letThrough.getOrDefault(base.id(), List.of())));
    }
    return new Hides(
        new Scan(new RuleSet(before), mapping, false),
        new Scan(new RuleSet(after), mapping, false));
  }

  private static EventRule with(EventRule base, List<Search> more) {
    var parts = new ArrayList<Search>(more);
    parts.add(base.search());
    return new EventRule(
        base.about(),
        base.source(),
        new Search.AllOf(parts),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /// The rule as it is and as it would be.
  record Hides(Scan before, Scan after) {
    boolean test(ObjectNode event) {
      var bytes = event.toString().getBytes(StandardCharsets.UTF_8);
      return before.document(bytes, 1, false).filter(found -> !found.isEmpty()).isPresent()
          && after.document(bytes, 1, false).filter(List::isEmpty).isPresent();
    }
  }
}

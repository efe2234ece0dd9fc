package kentongan.detection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kentongan.rule.Criterion;
import kentongan.rule.LogSource;
import kentongan.rule.Mapping;
import kentongan.rule.Search;

/// Many searches compiled into one: equal questions are asked once an event, searches are routed by
/// log source, and only the fields they read are taken from the document.
final class Matcher {
  private final Paths paths = new Paths();
  private final Mapping mapping;
  private final Map<Question, Gate.Ask> questions = new HashMap<>();
  private final List<Gate> gates = new ArrayList<>();
  private final List<LogSource> sources = new ArrayList<>();
  private final Router router;

  Matcher(Mapping mapping) {
    this.mapping = mapping;
    this.router = new Router(mapping, paths);
  }

  /// Adds a search.
  ///
  /// @return its number, from 0
  int add(LogSource source, Search search) {
    sources.add(source);
    gates.add(gate(source, search));
    return gates.size() - 1;
  }

  /// The slot where a field of a rule is found; to be asked before [#facts()].
  int slot(LogSource source, String field) {
    var path = mapping.path(source, field);
    return mapping.isDecoded(source, path) ? paths.decodedSlot(path) : paths.slot(path);
  }

  /// The slot of a path in documents.
  int slot(String path) {
    return paths.slot(path);
  }

  /// Room for one document; to be made when everything was added.
  Facts facts() {
    return new Facts(paths, questions.size());
  }

  /// The numbers of the searches that are asked about a document with these facts.
  int[] route(Facts facts) {
    return router.route(facts, sources);
  }

  /// The numbers of the searches for a log source that is known from outside.
  int[] route(Router.Sources given) {
    return router.route(given, sources);
  }

  boolean matches(int number, Facts facts) {
    return gates.get(number).open(facts);
  }

  List<Detection.Explanation> explain(int number, Facts facts) {
    var found = new ArrayList<Detection.Explanation>();
    gates.get(number).explain(facts, found);
    return found.size() > 20 ? List.copyOf(found.subList(0, 20)) : found;
  }

  private Gate gate(LogSource source, Search search) {
    return switch (search) {
      case Search.AllOf(var parts) -> new Gate.And(gates(source, parts));
      case Search.AnyOf(var parts) -> anyOf(source, parts);
      case Search.Not(var part) -> new Gate.Not(gate(source, part));
      case Search.Item(var field, var criterion) -> item(source, field, List.of(criterion));
      case Search.Keyword(var criterion) -> keywords(List.of(criterion));
    };
  }

  private List<Gate> gates(LogSource source, List<Search> parts) {
    return parts.stream().map(part -> gate(source, part)).toList();
  }

  /// Alternatives over the same field become one question.
  private Gate anyOf(LogSource source, List<Search> parts) {
    var byField = new LinkedHashMap<String, List<Criterion>>();
    var keywords = new ArrayList<Criterion>();
    var gates = new ArrayList<Gate>();
    for (var part : flat(parts)) {
      switch (part) {
        case Search.Item(var field, Criterion.Text text) ->
            byField.computeIfAbsent(field, f -> new ArrayList<>()).add(text);
        case Search.Keyword(Criterion.Text text) -> keywords.add(text);
        default -> gates.add(gate(source, part));
      }
    }
    byField.forEach((field, criteria) -> gates.add(item(source, field, criteria)));
    if (!keywords.isEmpty()) {
      gates.add(keywords(keywords));
    }
    return gates.size() == 1 ? gates.getFirst() : new Gate.Or(gates);
  }

  private static List<Search> flat(List<Search> parts) {
    var flat = new ArrayList<Search>();
    for (var part : parts) {
      if (part instanceof Search.AnyOf(var inner)) {
        flat.addAll(flat(inner));
      } else {
        flat.add(part);
      }
    }
    return flat;
  }

  private Gate item(LogSource source, String field, List<Criterion> criteria) {
    int slot = slot(source, field);
    int other =
        criteria.getFirst() instanceof Criterion.SameAs same ? slot(source, same.field()) : -1;
    var question = new Question(slot, other, criteria);
    return questions.computeIfAbsent(
        question,
        q ->
            new Gate.Ask(
                questions.size(), predicate(slot, other, criteria), field, words(criteria)));
  }

  private Gate keywords(List<Criterion> criteria) {
    var question = new Question(-1, -1, criteria);
    return questions.computeIfAbsent(
        question,
        q ->
            new Gate.Ask(
                questions.size(),
                criteria.getFirst() instanceof Criterion.Regex regex
                    ? new Predicate.FoundAnywhere(new Predicate.Found(-1, regex))
                    : new Predicate.Anywhere(new Predicate.OneOf(-1, texts(criteria))),
                "",
                words(criteria)));
  }

  private static Predicate predicate(int slot, int other, List<Criterion> criteria) {
    return switch (criteria.getFirst()) {
      case Criterion.Text text -> new Predicate.OneOf(slot, texts(criteria));
      case Criterion.Regex regex -> new Predicate.Found(slot, regex);
      case Criterion.Numeric number -> new Predicate.Bounded(slot, number);
      case Criterion.InNetwork(var network) -> new Predicate.Within(slot, network);
      case Criterion.Exists(var wanted) -> new Predicate.Present(slot, wanted);
      case Criterion.Null() -> new Predicate.Nothing(slot);
      case Criterion.Moment moment -> new Predicate.At(slot, moment);
      case Criterion.SameAs same -> new Predicate.Same(slot, other, same.place(), same.cased());
    };
  }

  /// Keywords may be asked for by other criteria than texts; those meet nothing.
  private static List<Criterion.Text> texts(List<Criterion> criteria) {
    return criteria.stream()
        .filter(Criterion.Text.class::isInstance)
        .map(Criterion.Text.class::cast)
        .toList();
  }

  private static String words(List<Criterion> criteria) {
    var words =
        criteria.stream()
            .limit(10)
            .map(criterion ->
                switch (criterion) {
                  case Criterion.Text text -> text.pattern().toString();
                  case Criterion.Regex regex -> "/" + regex.pattern().pattern() + "/";
                  case Criterion.Numeric number ->
                      number.comparison().word() + " " + number.bound();
                  case Criterion.InNetwork(var network) -> network.toString();
                  case Criterion.Exists(var wanted) -> wanted ? "exists" : "does not exist";
                  case Criterion.Null() -> "null";
                  case Criterion.Moment moment ->
                      moment.part() + " " + moment.comparison().word() + " " + moment.bound();
                  case Criterion.SameAs same -> "= " + same.field();
                })
            .toList();
    return Clean.text(String.join(" | ", words), 300);
  }

  /// What makes two questions the same.
  private record Question(int slot, int other, List<Criterion> criteria) {}
}

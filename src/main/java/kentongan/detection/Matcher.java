package kentongan.detection;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kentongan.rule.Criterion;
import kentongan.rule.LogSource;
import kentongan.rule.Mapping;
import kentongan.rule.Search;
import org.jspecify.annotations.Nullable;

/// Many searches compiled into one. An event's log source decides which are asked at all; all
/// questions about one text are asked together, and answers about texts that come again are known;
/// of the searches, only those are looked at of which a necessary question was met; and only the
/// fields that are read at all are taken from the document.
///
/// For one thread at a time.
final class Matcher {
  private final Paths paths = new Paths();
  private final Mapping mapping;
  private final Map<Question, Gate.Ask> questions = new LinkedHashMap<>();
  private final List<Gate> gates = new ArrayList<>();
  private final List<int[]> asks = new ArrayList<>();
  private final List<LogSource> sources = new ArrayList<>();

  /// By predicate: the slot whose texts it asks about; -1 when it asks about something else.
  private final List<Integer> slotOf = new ArrayList<>();

  /// By search: the slots that it reads.
  private final List<BitSet> wanted = new ArrayList<>();

  /// Slots that are read from every document.
  private final BitSet kept = new BitSet();

  private BitSet reads = new BitSet();
  private final Map<Integer, List<Criterion>> keywords = new HashMap<>();
  private final Map<BitSet, RawScan> scans = new HashMap<>();
  private final Router router;
  private @Nullable Questions[] bySlot = {};

  Matcher(Mapping mapping) {
    this.mapping = mapping;
    this.router = new Router(mapping, paths);
  }

  /// Adds a search.
  ///
  /// @return its number, from 0
  int add(LogSource source, Search search) {
    reads = new BitSet();
    var gate = gate(source, search);
    wanted.add(reads);
    var own = new ArrayList<Gate.Ask>();
    gate.asks(own::add);
    if (gate.witness(new int[questions.size()]) == null) {
      own.forEach(Gate.Ask::ask);
    }
    sources.add(source);
    gates.add(gate);
    asks.add(own.stream().mapToInt(Gate.Ask::number).distinct().toArray());
    return gates.size() - 1;
  }

  /// The slot where a field of a rule is found, for who reads it whatever is asked; before
  /// [#answers()].
  int slot(LogSource source, String field) {
    return kept(read(source, field));
  }

  /// The slot of a path in documents, in the same way.
  int slot(String path) {
    return kept(paths.slot(path));
  }

  private int kept(int slot) {
    kept.set(slot);
    return slot;
  }

  private int read(LogSource source, String field) {
    var path = mapping.path(source, field);
    int slot = mapping.isDecoded(source, path) ? paths.decodedSlot(path) : paths.slot(path);
    reads.set(slot);
    return slot;
  }

  /// Room for one document; to be made when everything was added.
  Answers answers() {
    if (bySlot.length != paths.size()) {
      bySlot = new Questions[paths.size()];
      buildQuestions();
    }
    kept.or(router.slots());
    return new Answers(this, new Facts(paths, kept, router, this::plan));
  }

  private void buildQuestions() {
    var building = new HashMap<Integer, Questions.Building>();
    questions.forEach((question, ask) -> {
      if (ask.isAsked()) {
        building
            .computeIfAbsent(question.slot(), slot -> new Questions.Building())
            .add(ask.number(), question.criteria());
      }
    });
    building.forEach((slot, gathered) -> bySlot[slot] = gathered.build());
  }

  /// How many predicates there are.
  int predicates() {
    return questions.size();
  }

  /// How many searches there are.
  int searches() {
    return gates.size();
  }

  Gate gate(int search) {
    return gates.get(search);
  }

  /// The predicates of a search.
  int[] asks(int search) {
    return asks.get(search);
  }

  Triggers triggers(int[] counts) {
    return Triggers.of(gates, counts);
  }

  /// The questions about the texts of a slot.
  Questions questions(int slot) {
    var found = bySlot[slot];
    return found == null ? Questions.NOTHING : found;
  }

  /// What is asked about documents of a log source that is known from outside.
  Route route(Router.Sources given) {
    return router.route(given, this::plan);
  }

  List<Detection.Explanation> explain(int search, Answers answers) {
    var found = new ArrayList<Detection.Explanation>();
    gates.get(search).explain(answers, found);
    return found.size() > 20 ? List.copyOf(found.subList(0, 20)) : found;
  }

  private Route plan(Router.Sources given) {
    var searches = new BitSet();
    var slots = new BitSet();
    var read = (BitSet) kept.clone();
    var keywords = new BitSet();
    var always = IntStream.builder();
    var counts = new int[predicates()];
    for (int search = 0; search < gates.size(); search++) {
      if (!given.has(sources.get(search))) {
        continue;
      }
      searches.set(search);
      read.or(wanted.get(search));
      if (gates.get(search).witness(counts) == null) {
        always.add(search);
      }
      for (int predicate : asks.get(search)) {
        int slot = slotOf.get(predicate);
        if (slot == Paths.ANYWHERE) {
          keywords.set(predicate);
        } else if (slot > 0) {
          slots.set(slot);
        }
      }
    }
    var anywhere = keywords.isEmpty() ? null : scans.computeIfAbsent(keywords, this::scan);
    return new Route(searches, slots, read, always.build().toArray(), anywhere);
  }

  private RawScan scan(BitSet predicates) {
    var building = new Questions.Building();
    predicates.stream()
        .forEach(number -> building.add(number, keywords.getOrDefault(number, List.of())));
    return new RawScan(building.build().necessary());
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
    int slot = read(source, field);
    int other =
        criteria.getFirst() instanceof Criterion.SameAs same ? read(source, same.field()) : -1;
    var question = new Question(slot, other, criteria);
    return questions.computeIfAbsent(
        question, q -> ask(slot, predicate(slot, other, criteria), field, criteria));
  }

  /// Keywords may be asked for by other criteria than texts; those meet nothing.
  private Gate keywords(List<Criterion> criteria) {
    return questions.computeIfAbsent(
        new Question(Paths.ANYWHERE, -1, criteria),
        q -> {
          keywords.put(questions.size(), criteria);
          var predicate =
              criteria.getFirst() instanceof Criterion.Regex regex
                  ? new Predicate.Found(Paths.ANYWHERE, regex)
                  : new Predicate.OneOf(Paths.ANYWHERE, texts(criteria));
          var ask = ask(Paths.ANYWHERE, predicate, "", criteria);
          ask.ask();
          return ask;
        });
  }

  private Gate.Ask ask(int slot, Predicate predicate, String field, List<Criterion> criteria) {
    int number = questions.size();
    boolean isAboutText = predicate instanceof Predicate.OfText;
    slotOf.add(isAboutText ? slot : -1);
    return new Gate.Ask(number, predicate, length(criteria), field, words(criteria));
  }

  /// Of the shortest text that meets one of these.
  private static int length(List<Criterion> criteria) {
    int least = Integer.MAX_VALUE;
    for (var criterion : criteria) {
      int length =
          switch (criterion) {
            case Criterion.Text(var pattern, _) ->
                pattern.pieces().stream().mapToInt(String::length).sum();
            case Criterion.Regex regex ->
                Literals.of(regex.pattern().pattern()).stream()
                    .limit(1)
                    .flatMap(List::stream)
                    .mapToInt(String::length)
                    .min()
                    .orElse(0);
            default -> 0;
          };
      least = Math.min(least, length);
    }
    return least;
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

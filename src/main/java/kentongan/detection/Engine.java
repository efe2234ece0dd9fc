package kentongan.detection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import kentongan.event.Event;
import kentongan.rule.Correlation;
import kentongan.rule.EventRule;
import kentongan.rule.LogSource;
import kentongan.rule.Mapping;
import kentongan.rule.Rule;
import kentongan.rule.RuleSet;

/// A rule set, compiled: one matcher for all searches, the correlations that live on its matches.
/// It tells what matched and what fired; it keeps no trouble.
///
/// For one thread at a time.
final class Engine {
  private static final String TIME = "@timestamp";

  private final RuleSet rules;
  private final Matcher matcher;
  private final List<Role> roles = new ArrayList<>();
  private final Map<String, Correlator> correlators = new HashMap<>();
  private final Map<String, List<Link>> links = new HashMap<>();
  private final Map<String, Long> fired = new HashMap<>();
  private final Answers answers;
  private final Facts facts;
  private final Allowance allowance;
  private final KeyText key = new KeyText();
  private final Measure.Value value = new Measure.Value();
  private final Map<String, int[]> firedDedupe = new HashMap<>();
  private final int timeSlot;
  private final int agentSlot;
  private final int officeSlot;
  private final int assetSlot;
  private long lastAccepted = Long.MIN_VALUE;

  /// @param lateness how long windows stay open for what comes late, in milliseconds
  /// @param correlated false when only single events are to be matched
  Engine(RuleSet rules, Mapping mapping, long lateness, boolean correlated) {
    this(rules, mapping, lateness, correlated, Bounds.DEFAULT);
  }

  Engine(RuleSet rules, Mapping mapping, long lateness, boolean correlated, Bounds bounds) {
    this.rules = rules;
    this.allowance = new Allowance(bounds);
    this.matcher = new Matcher(mapping);
    this.timeSlot = matcher.slot(TIME);
    this.agentSlot = matcher.slot("agent.id");
    this.officeSlot = matcher.slot("kentongan.office");
    this.assetSlot = matcher.slot("kentongan.asset");
    for (var rule : rules.correlations()) {
      correlators.put(rule.id(), new Correlator(rule, lateness, allowance));
      for (int part = 0; correlated && part < rule.rules().size(); part++) {
        link(rule, part);
      }
    }
    for (var rule : rules.eventRules()) {
      addRule(rule);
    }
    for (var rule : rules.correlations()) {
      var base = bases(rule).getFirst();
      firedDedupe.put(rule.id(), dedupe(rule, base.source(), base.id()));
    }
    for (var rule : rules.rules()) {
      rule.recovers().ifPresent(recovery -> addRecovery(rule, recovery));
    }
    keepForChains();
    this.answers = matcher.answers();
    this.facts = answers.facts();
  }

  Facts facts() {
    return facts;
  }

  /// What is asked about the document in [#facts()].
  Route route() {
    return facts.route();
  }

  /// What is asked about documents of a log source that is known from outside.
  Route route(Router.Sources given) {
    return matcher.route(given);
  }

  /// Which questions of a search were met by which values of the document, if it matches.
  List<Detection.Explanation> explain(int search) {
    return matcher.explain(search, answers);
  }

  /// When the event happened, in milliseconds since 1970; [Times#NONE] when it does not say.
  long time() {
    return Times.millis(facts, timeSlot);
  }

  /// Reads an event's document. What it claims of its agent and office gives way to what the
  /// collector knows.
  boolean read(Event event) {
    boolean isRead = facts.read(event.json(), 0, event.json().length);
    facts.put(agentSlot, event.id().agent().value());
    facts.put(officeSlot, event.office().code());
    return isRead;
  }

  /// The asset the event names; empty text when it names none.
  String asset() {
    return facts.firstText(assetSlot);
  }

  /// The dedupe values of a firing: of its group where they are there, else of the last event.
  List<String> dedupe(Firing firing) {
    var rule = firing.rule();
    var fields = Dedupe.fields(rule);
    var fallback = values(firedDedupe.getOrDefault(rule.id(), new int[fields.size()]));
    var values = new ArrayList<String>();
    for (int i = 0; i < fields.size(); i++) {
      int at = rule.groupBy().indexOf(fields.get(i));
      values.add(at < 0 ? fallback.get(i) : firing.group().get(at));
    }
    return values;
  }

  /// Keeps the windows of correlations that are the same in another engine.
  void inherit(Engine other) {
    correlators.replaceAll((id, mine) -> {
      var theirs = other.correlators.get(id);
      if (theirs == null || !theirs.rule().equals(mine.rule())) {
        return mine;
      }
      theirs.join(allowance);
      return theirs;
    });
    keepForChains();
    lastAccepted = other.lastAccepted;
  }

  /// After a restart, a chained rule's firings have to be found again: from the matches it kept
  /// then, for as long as the outer rules keep its firings.
  private void keepForChains() {
    for (var rule : rules.correlations().reversed()) {
      correlator(rule).neededFor(keptByOuter(rule));
    }
  }

  private long keptByOuter(Correlation rule) {
    long longest = 0;
    for (var link : links.getOrDefault(rule.id(), List.of())) {
      longest = Math.max(longest, correlator(link.rule()).keep() + keptByOuter(link.rule()));
    }
    return longest;
  }

  long neededFrom(long otherwise) {
    long lowest = otherwise;
    for (var correlator : correlators.values()) {
      lowest = Math.min(lowest, correlator.neededFrom(lastAccepted, otherwise));
    }
    return lowest;
  }

  void forget(long accepted) {
    lastAccepted = Math.max(lastAccepted, accepted);
    correlators.values().forEach(correlator -> correlator.forget(accepted));
  }

  /// How many matches each correlation forgot before their time; only those that did.
  Map<String, Long> overflowByRule() {
    var forgotten = new TreeMap<String, Long>();
    correlators.forEach((id, correlator) -> {
      if (correlator.overflow() > 0) {
        forgotten.put(id, correlator.overflow());
      }
    });
    return forgotten;
  }

  /// Judges the document in [#facts()].
  ///
  /// @param route what the matcher said is to be asked
  /// @param ref what stands for the event in firings
  void judge(Route route, long time, long accepted, long position, Object ref, Listener listener) {
    lastAccepted = Math.max(lastAccepted, accepted);
    int candidates = answers.ask(route);
    for (int i = 0; i < candidates; i++) {
      int number = answers.candidate(i);
      if (answers.isMatch(number)) {
        switch (roles.get(number)) {
          case Role.Base base -> matched(number, base, time, accepted, position, ref, listener);
          case Role.End end -> listener.recovered(end.rule(), number, values(end.dedupe()));
        }
      }
    }
  }

  /// What each rule had to do, in the order of the rule set.
  List<RuleFigure> figures() {
    var sums = new LinkedHashMap<String, long[]>();
    for (var rule : rules.rules()) {
      sums.put(rule.id(), new long[3]);
    }
    for (int number = 0; number < roles.size(); number++) {
      var role = roles.get(number);
      var sum = sums.computeIfAbsent(role.rule().id(), id -> new long[3]);
      if (role instanceof Role.Base) {
        sum[0] += answers.tried(number);
        sum[1] += answers.matched(number);
      }
      sum[2] += answers.nanos(number);
    }
    links.values().stream()
        .flatMap(List::stream)
        .forEach(link -> {
          var sum = sums.computeIfAbsent(link.rule().id(), id -> new long[3]);
          sum[0] += link.given().sum();
        });
    fired.forEach((id, times) -> sums.computeIfAbsent(id, i -> new long[3])[1] += times);
    return sums.entrySet().stream()
        .map(sum ->
            new RuleFigure(sum.getKey(), sum.getValue()[0], sum.getValue()[1], sum.getValue()[2]))
        .toList();
  }

  /// The texts of these slots; empty text where there is none.
  List<String> values(int[] slots) {
    var values = new ArrayList<String>(slots.length);
    for (int slot : slots) {
      values.add(slot < 0 ? "" : KeyText.cut(facts.firstText(slot)));
    }
    return values;
  }

  private void matched(
      int number,
      Role.Base base,
      long time,
      long accepted,
      long position,
      Object ref,
      Listener listener) {
    if (base.speaks()) {
      listener.matched(base.rule(), number, values(base.dedupe()));
    }
    for (int i = 0; i < base.feeds().size(); i++) {
      var feed = base.feeds().get(i);
      if (!readGroup(feed.groupSlots())) {
        continue;
      }
      if (feed.link().rule().isAbsence()) {
        listener.heard(feed.link().rule(), values(feed.groupSlots()));
      } else if (readValue(feed)) {
        var link = feed.link();
        link.given().increment();
        tell(
            correlator(link.rule()).add(link.part(), key, value, time, accepted, position, ref),
            base,
            accepted,
            position,
            listener);
      }
    }
  }

  private void tell(
      List<Firing> told, Role.Base base, long accepted, long position, Listener listener) {
    for (int i = 0; i < told.size(); i++) {
      var firing = told.get(i);
      listener.fired(firing);
      fired.merge(firing.rule().id(), 1L, Long::sum);
      for (var link : links.getOrDefault(firing.rule().id(), List.of())) {
        if (!link.rule().isAbsence() && readChained(link, firing, base)) {
          link.given().increment();
          tell(
              correlator(link.rule())
                  .add(link.part(), key, value, firing.time(), accepted, position, firing.kept()),
              base,
              accepted,
              position,
              listener);
        }
      }
    }
  }

  private Correlator correlator(Correlation rule) {
    var correlator = correlators.get(rule.id());
    if (correlator == null) {
      throw new IllegalStateException("every correlation has its windows: " + rule.id());
    }
    return correlator;
  }

  /// Reads the group of a match; false when one of its values is missing or empty.
  private boolean readGroup(int[] slots) {
    key.clear();
    for (int slot : slots) {
      if (!key.add(facts, slot)) {
        return false;
      }
    }
    return true;
  }

  /// Reads the value of a match; false when it has none, and is not counted.
  private boolean readValue(Feed feed) {
    if (feed.link().rule().isNumeric()) {
      int first = facts.first(feed.valueSlots()[0]);
      while (first != 0 && !facts.hasText(first)) {
        first = facts.next(first);
      }
      return isNumber(first == 0 ? Double.NaN : Numbers.read(facts, first));
    }
    value.text().clearForNumber();
    for (int slot : feed.valueSlots()) {
      if (!value.text().add(facts, slot)) {
        return false;
      }
    }
    return true;
  }

  private boolean isNumber(double number) {
    value.number(number);
    return Double.isFinite(number);
  }

  /// Reads group and value of a chained rule's firing: out of its own group where the field is
  /// there, else out of the event that made it fire.
  private boolean readChained(Link link, Firing firing, Role.Base base) {
    var rule = link.rule();
    key.clear();
    for (var name : rule.groupBy()) {
      var text = chained(rule, name, firing, base);
      if (text.isEmpty()) {
        return false;
      }
      key.add(text);
    }
    value.text().clearForNumber();
    for (var name : rule.fields()) {
      var text = chained(rule, name, firing, base);
      if (text.isEmpty() || (rule.isNumeric() && !isNumber(Numbers.read(text)))) {
        return false;
      }
      value.text().add(text);
    }
    return true;
  }

  private String chained(Correlation outer, String name, Firing firing, Role.Base base) {
    var inner = firing.rule();
    var field = outer.fieldOf(name, inner.id());
    int at = inner.groupBy().indexOf(field);
    if (at >= 0) {
      return firing.group().get(at);
    }
    var slot = base.chained().get(inner.fieldOf(field, base.rule().id()));
    return slot == null ? "" : facts.firstText(slot);
  }

  private void link(Correlation rule, int part) {
    links
        .computeIfAbsent(rule.rules().get(part), id -> new ArrayList<>())
        .add(new Link(rule, part, new LongAdder()));
  }

  private void addRule(EventRule rule) {
    var feeds = new ArrayList<Feed>();
    for (var link : links.getOrDefault(rule.id(), List.of())) {
      feeds.add(
          new Feed(
              link,
              slots(rule.source(), link.rule(), rule.id(), link.rule().groupBy()),
              slots(rule.source(), link.rule(), rule.id(), link.rule().fields())));
    }
    boolean speaks = rules.speaks(rule);
    if (speaks || !feeds.isEmpty()) {
      matcher.add(rule.source(), rule.search());
      roles.add(
          new Role.Base(
              rule, speaks, feeds, dedupe(rule, rule.source(), rule.id()), chained(rule)));
    }
  }

  /// Where the fields are that chained correlations above a rule ask its events for.
  private Map<String, Integer> chained(EventRule base) {
    var slots = new HashMap<String, Integer>();
    for (var link : links.getOrDefault(base.id(), List.of())) {
      addChained(link.rule(), base, slots);
    }
    return slots;
  }

  private void addChained(Correlation inner, EventRule base, Map<String, Integer> slots) {
    for (var link : links.getOrDefault(inner.id(), List.of())) {
      var names = new ArrayList<>(link.rule().groupBy());
      names.addAll(link.rule().fields());
      for (var name : names) {
        var field = inner.fieldOf(link.rule().fieldOf(name, inner.id()), base.id());
        slots.put(field, matcher.slot(base.source(), field));
      }
      addChained(link.rule(), base, slots);
    }
  }

  private void addRecovery(Rule rule, Rule.Recovery recovery) {
    switch (recovery) {
      case Rule.Recovery.Found(var search) -> {
        for (var base : bases(rule)) {
          matcher.add(base.source(), search);
          roles.add(new Role.End(rule, dedupe(rule, base.source(), base.id())));
        }
      }
      case Rule.Recovery.Matched(var id) -> {
        if (rules.find(id).orElse(null) instanceof EventRule base) {
          matcher.add(base.source(), base.search());
          roles.add(new Role.End(rule, dedupe(rule, base.source(), base.id())));
        }
      }
    }
  }

  /// The event rules that a rule stands on, itself or through correlations.
  private List<EventRule> bases(Rule rule) {
    var bases = new ArrayList<EventRule>();
    switch (rule) {
      case EventRule event -> bases.add(event);
      case Correlation correlation -> {
        for (var id : correlation.rules()) {
          rules.find(id).ifPresent(part -> bases.addAll(bases(part)));
        }
      }
    }
    return bases;
  }

  private int[] dedupe(Rule rule, LogSource source, String base) {
    var fields = Dedupe.fields(rule);
    return switch (rule) {
      case EventRule event -> fields.stream().mapToInt(f -> matcher.slot(source, f)).toArray();
      case Correlation correlation -> slots(source, correlation, base, fields);
    };
  }

  private int[] slots(LogSource source, Correlation rule, String base, List<String> names) {
    return names.stream()
        .mapToInt(name -> matcher.slot(source, rule.fieldOf(name, base)))
        .toArray();
  }

  /// Hears what the rules say of one event.
  interface Listener {
    void matched(EventRule rule, int number, List<String> dedupe);

    /// Of every correlation, also of one that only serves another.
    void fired(Firing firing);

    /// A sign of life for an absence rule.
    void heard(Correlation rule, List<String> group);

    void recovered(Rule rule, int number, List<String> dedupe);
  }

  /// A part of a correlation.
  ///
  /// @param given how many matches it was given
  private record Link(Correlation rule, int part, LongAdder given) {}

  /// What a match gives to a correlation.
  @SuppressWarnings("ArrayRecordComponent") // read an event at a time, compared by nobody
  private record Feed(Link link, int[] groupSlots, int[] valueSlots) {}

  /// What a search is for.
  private sealed interface Role {
    Rule rule();

    /// @param chained field -> slot, of what chained correlations ask for
    @SuppressWarnings("ArrayRecordComponent") // read an event at a time, compared by nobody
    record Base(
        EventRule rule,
        boolean speaks,
        List<Feed> feeds,
        int[] dedupe,
        Map<String, Integer> chained)
        implements Role {}

    @SuppressWarnings("ArrayRecordComponent") // read an event at a time, compared by nobody
    record End(Rule rule, int[] dedupe) implements Role {}
  }
}

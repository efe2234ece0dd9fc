package kentongan.detection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kentongan.event.Event;
import kentongan.rule.Correlation;
import kentongan.rule.EventRule;
import kentongan.rule.LogSource;
import kentongan.rule.Mapping;
import kentongan.rule.Rule;
import kentongan.rule.RuleSet;
import org.jspecify.annotations.Nullable;

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
  private final Facts facts;
  private final Map<String, int[]> firedDedupe = new HashMap<>();
  private final int timeSlot;
  private final int agentSlot;
  private final int officeSlot;
  private final int assetSlot;

  /// @param lateness how long windows stay open for what comes late, in milliseconds
  /// @param correlated false when only single events are to be matched
  Engine(RuleSet rules, Mapping mapping, long lateness, boolean correlated) {
    this.rules = rules;
    this.matcher = new Matcher(mapping);
    this.timeSlot = matcher.slot(TIME);
    this.agentSlot = matcher.slot("agent.id");
    this.officeSlot = matcher.slot("kentongan.office");
    this.assetSlot = matcher.slot("kentongan.asset");
    for (var rule : rules.correlations()) {
      correlators.put(rule.id(), new Correlator(rule, lateness));
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
    this.facts = matcher.facts();
  }

  Facts facts() {
    return facts;
  }

  Matcher matcher() {
    return matcher;
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
      return theirs != null && theirs.rule().equals(mine.rule()) ? theirs : mine;
    });
  }

  long neededFrom(long otherwise) {
    long lowest = otherwise;
    for (var correlator : correlators.values()) {
      lowest = Math.min(lowest, correlator.neededFrom(otherwise));
    }
    return lowest;
  }

  void forget(long accepted) {
    correlators.values().forEach(correlator -> correlator.forget(accepted));
  }

  long overflow() {
    return correlators.values().stream().mapToLong(Correlator::overflow).sum();
  }

  /// Judges the document in [#facts()].
  ///
  /// @param route what the matcher said is to be asked
  /// @param ref what stands for the event in firings
  void judge(int[] route, long time, long accepted, long position, Object ref, Listener listener) {
    for (int number : route) {
      if (matcher.matches(number, facts)) {
        switch (roles.get(number)) {
          case Role.Base base -> matched(number, base, time, accepted, position, ref, listener);
          case Role.End end -> listener.recovered(end.rule(), number, values(end.dedupe()));
        }
      }
    }
  }

  /// The texts of these slots; empty text where there is none.
  List<String> values(int[] slots) {
    var values = new ArrayList<String>(slots.length);
    for (int slot : slots) {
      values.add(slot < 0 ? "" : facts.firstText(slot));
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
    for (var feed : base.feeds()) {
      var group = group(feed.groupSlots());
      if (group == null) {
        continue;
      }
      if (feed.link().rule().isAbsence()) {
        listener.heard(feed.link().rule(), group);
        continue;
      }
      var value = value(feed);
      if (value != null || !feed.needsValue()) {
        var correlator = correlator(feed.link().rule());
        tell(
            correlator.add(feed.link().part(), group, time, accepted, position, ref, value),
            accepted,
            listener);
      }
    }
  }

  private void tell(@Nullable Firing firing, long accepted, Listener listener) {
    if (firing == null) {
      return;
    }
    listener.fired(firing);
    for (var link : links.getOrDefault(firing.rule().id(), List.of())) {
      var group = innerGroup(link, firing);
      if (group != null) {
        tell(
            correlator(link.rule())
                .add(link.part(), group, firing.time(), accepted, firing.position(), firing, null),
            accepted,
            listener);
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

  /// The group of a chained correlation, out of the group of the inner one.
  private static @Nullable List<String> innerGroup(Link link, Firing firing) {
    var values = new ArrayList<String>();
    for (var name : link.rule().groupBy()) {
      int at = firing.rule().groupBy().indexOf(link.rule().fieldOf(name, firing.rule().id()));
      if (at < 0) {
        return null;
      }
      values.add(firing.group().get(at));
    }
    return values;
  }

  private @Nullable List<String> group(int[] slots) {
    if (slots.length == 1) {
      int value = facts.first(slots[0]);
      return value == 0 ? null : single(slots[0]);
    }
    var group = values(slots);
    return group.contains("") ? null : group;
  }

  private @Nullable List<String> single(int slot) {
    var text = facts.firstText(slot);
    return text.isEmpty() ? null : List.of(text);
  }

  private @Nullable Object value(Feed feed) {
    int[] slots = feed.valueSlots();
    if (slots.length == 0) {
      return null;
    }
    if (feed.link().rule().kind() == Correlation.Kind.VALUE_COUNT) {
      return group(slots);
    }
    int value = facts.first(slots[0]);
    double number = value == 0 ? Double.NaN : Numbers.read(facts, value);
    return Double.isNaN(number) ? null : (Object) number;
  }

  private void link(Correlation rule, int part) {
    links
        .computeIfAbsent(rule.rules().get(part), id -> new ArrayList<>())
        .add(new Link(rule, part));
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
      roles.add(new Role.Base(rule, speaks, feeds, dedupe(rule, rule.source(), rule.id())));
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
  private record Link(Correlation rule, int part) {}

  /// What a match gives to a correlation.
  @SuppressWarnings("ArrayRecordComponent") // read an event at a time, compared by nobody
  private record Feed(Link link, int[] groupSlots, int[] valueSlots) {
    boolean needsValue() {
      return valueSlots.length > 0;
    }
  }

  /// What a search is for.
  private sealed interface Role {
    @SuppressWarnings("ArrayRecordComponent") // read an event at a time, compared by nobody
    record Base(EventRule rule, boolean speaks, List<Feed> feeds, int[] dedupe) implements Role {}

    @SuppressWarnings("ArrayRecordComponent") // read an event at a time, compared by nobody
    record End(Rule rule, int[] dedupe) implements Role {}
  }
}

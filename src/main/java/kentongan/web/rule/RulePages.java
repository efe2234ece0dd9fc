package kentongan.web.rule;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kentongan.office.Actor;
import kentongan.office.OfficeId;
import kentongan.pipeline.KeptDetections.Tally;
import kentongan.pipeline.OwnFilter;
import kentongan.pipeline.RuleBook;
import kentongan.pipeline.RuleChange;
import kentongan.pipeline.RulesInForce.RuleCount;
import kentongan.rule.Correlation;
import kentongan.rule.EventRule;
import kentongan.rule.Fault;
import kentongan.rule.Rule;
import kentongan.web.Place;
import kentongan.web.Shown;
import kentongan.web.rule.RulesPage.Asked;
import kentongan.web.rule.RulesPage.FaultLine;

/// Puts the pages of rules together.
final class RulePages {
  static final int A_PAGE = 40;
  private static final int MOST_FAULTS = 40;
  private static final int MOST_FILTERS = 60;
  private static final int MOST_CHANGES = 12;
  private static final int MOST_RECENT = 10;

  private final Place place;
  private final RuleBook book;
  private final Map<String, RuleCount> counts;
  private final Map<String, Tally> tallies;
  private final long allNanos;

  RulePages(Place place) {
    this.place = place;
    this.book = place.pipeline().rules().book();
    this.counts = place.pipeline().rules().counts();
    this.tallies = place.world().events().detections().tallies();
    this.allNanos = counts.values().stream().mapToLong(RuleCount::nanos).sum();
  }

  RulesPage list(Asked asked) {
    var fit =
        book.rules().rules().stream()
            .filter(rule -> fits(rule, asked))
            .sorted(order(asked.sort()))
            .toList();
    var pages = Math.max(1, (fit.size() + A_PAGE - 1) / A_PAGE);
    var page = Math.clamp(asked.page(), 1, pages);
    var rows = fit.stream().skip((page - 1L) * A_PAGE).limit(A_PAGE).map(this::row).toList();
    var since = place.pipeline().rules().since();
    var refusal = place.pipeline().ruleActs().flatMap(acts -> acts.refusal());
    var isCentral = place.viewer().maySee(OfficeId.HEADQUARTERS);
    return new RulesPage(
        book.shortVersion(),
        since.map(change -> place.mine(change.at())),
        since.flatMap(change -> change.by().person()).map(place::name),
        book.rules().rules().size(),
        new Asked(asked.text(), asked.level(), asked.sort(), page),
        fit.size(),
        pages,
        rows,
        refusal.map(r -> place.mine(r.at())),
        refusal.map(r -> faults(r.faults())).orElse(List.of()),
        faults(book.faults()),
        book.faults().size(),
        faults(book.warnings()),
        isCentral ? filters() : List.of(),
        place.pipeline().rules().changes(MOST_CHANGES).stream().map(this::change).toList(),
        Found.mayReload(place),
        Found.mayFilter(place),
        isCentral);
  }

  private boolean fits(Rule rule, Asked asked) {
    var about = rule.about();
    if (!asked.level().isEmpty() && !about.level().name().equals(asked.level())) {
      return false;
    }
    var text = asked.text().strip().toLowerCase(Locale.ROOT);
    return text.isEmpty()
        || contains(about.title(), text)
        || contains(about.titleEnglish(), text)
        || contains(about.author(), text)
        || contains(about.id(), text)
        || contains(source(rule), text)
        || about.tags().stream().anyMatch(tag -> contains(tag, text));
  }

  private static boolean contains(String where, String what) {
    return where.toLowerCase(Locale.ROOT).contains(what);
  }

  private Comparator<Rule> order(String sort) {
    Comparator<Rule> byTitle = Comparator.comparing(rule -> Levels.title(rule.about(), place));
    Comparator<Rule> byLevel = Comparator.comparing((Rule rule) -> rule.about().level()).reversed();
    Comparator<Rule> chosen =
        switch (sort) {
          case "hits" -> Comparator.comparingLong((Rule rule) -> matched(rule)).reversed();
          case "cost" -> Comparator.comparingLong((Rule rule) -> nanos(rule)).reversed();
          case "title" -> byTitle;
          case "level" -> byLevel;
          default -> Comparator.comparing((Rule rule) -> last(rule)).reversed();
        };
    return chosen.thenComparing(byLevel).thenComparing(byTitle);
  }

  private Instant last(Rule rule) {
    var tally = tallies.get(rule.id());
    return tally == null ? Instant.EPOCH : tally.last();
  }

  private long matched(Rule rule) {
    var count = counts.get(rule.id());
    return count == null ? 0 : count.matched();
  }

  private long nanos(Rule rule) {
    var count = counts.get(rule.id());
    return count == null ? 0 : count.nanos();
  }

  private RulesPage.Row row(Rule rule) {
    var about = rule.about();
    var tally = Optional.ofNullable(tallies.get(rule.id()));
    var count = Optional.ofNullable(counts.get(rule.id()));
    return new RulesPage.Row(
        about.id(),
        Levels.title(about, place),
        about.level().name(),
        Levels.tone(about.level()),
        source(rule),
        Shown.line(about.author(), 120),
        tally.map(t -> place.mine(t.last())),
        tally.map(Tally::count).orElse(0L),
        count.map(c -> Levels.number(c.matched(), place)),
        count.filter(c -> allNanos > 0).map(c -> Levels.share(c.nanos(), allNanos, place)));
  }

  private String source(Rule rule) {
    return switch (rule) {
      case EventRule event -> Levels.source(event.source());
      case Correlation correlation ->
          book.rules().bases(correlation).stream()
              .map(base -> Levels.source(base.source()))
              .distinct()
              .limit(3)
              .reduce((one, other) -> one + " + " + other)
              .orElse("");
    };
  }

  private List<FaultLine> faults(List<Fault> faults) {
    return faults.stream()
        .limit(MOST_FAULTS)
        .map(fault -> new FaultLine(where(fault), Shown.line(fault.message(), 400)))
        .toList();
  }

  /// The end of the path is what tells files apart; the whole of it concerns headquarters alone.
  private static String where(Fault fault) {
    var parts = Path.of(fault.file());
    var from = Math.max(0, parts.getNameCount() - 3);
    var shown =
        parts.getNameCount() == 0
            ? fault.file()
            : parts.subpath(from, parts.getNameCount()).toString();
    return Shown.line(shown + ":" + fault.line(), 200);
  }

  private List<RulesPage.FilterRow> filters() {
    return place.world().events().ownFilters().list(MOST_FILTERS).stream()
        .map(this::filter)
        .toList();
  }

  private RulesPage.FilterRow filter(OwnFilter filter) {
    return new RulesPage.FilterRow(
        filter.number(),
        Shown.line(filter.title(), 256),
        book.rules().find(filter.rule()).map(Rule::id).orElse(""),
        filter.items().stream()
            .limit(20)
            .map(item ->
                new RulesPage.Value(Shown.line(item.field(), 120), Shown.line(item.value(), 200)))
            .toList(),
        Shown.line(filter.reason(), 500),
        by(filter.by()),
        place.mine(filter.at()),
        filter.until().map(day -> day.toString()),
        filter
            .end()
            .map(end ->
                new RulesPage.Ended(
                    by(end.by()), place.mine(end.at()), Shown.line(end.why(), 300))));
  }

  private RulesPage.ChangeRow change(RuleChange change) {
    var counts = change.counts();
    return new RulesPage.ChangeRow(
        change.shortVersion(),
        place.mine(change.at()),
        by(change.by()),
        Shown.line(change.why(), 200),
        counts.rules(),
        counts.added(),
        counts.changed(),
        counts.removed());
  }

  private String by(Actor by) {
    return by.person().map(place::name).orElse("");
  }

  Optional<RulePage> rule(String id) {
    return book.rules().find(id).map(this::page);
  }

  private RulePage page(Rule rule) {
    var about = rule.about();
    var count = Optional.ofNullable(counts.get(rule.id()));
    var leaf = Optional.ofNullable(book.leaves().get(rule.id()));
    return new RulePage(
        about.id(),
        Levels.title(about, place),
        Levels.otherTitle(about, place),
        about.level().name(),
        Levels.tone(about.level()),
        Shown.line(about.status(), 40),
        Shown.line(about.author(), 500),
        Shown.block(about.description(), 4_000),
        source(rule),
        leaf.map(l -> where(new Fault(l.file().toString(), l.line(), ""))).orElse(""),
        LooksFor.of(rule),
        Levels.attack(about.tags()),
        Levels.otherTags(about.tags()),
        Levels.lines(about.references()),
        Levels.lines(about.falsePositives()),
        about.playbook(),
        related(rule),
        !book.rules().speaks(rule),
        rule.recovers().map(_ -> "yes"),
        filters(rule),
        recent(rule),
        Optional.ofNullable(tallies.get(rule.id())).map(Tally::count).orElse(0L),
        count.map(c -> Levels.number(c.tried(), place)),
        count.map(c -> Levels.number(c.matched(), place)),
        count.filter(c -> allNanos > 0).map(c -> Levels.share(c.nanos(), allNanos, place)),
        count
            .filter(c -> c.tried() > 0)
            .map(c -> Levels.number(c.nanos() / c.tried(), place) + " ns"),
        count.filter(c -> c.forgotten() > 0).map(c -> Levels.number(c.forgotten(), place)),
        book.shortVersion(),
        Found.mayFilter(place));
  }

  private List<RulePage.Other> related(Rule rule) {
    var others = new ArrayList<RulePage.Other>();
    if (rule instanceof Correlation correlation) {
      for (var id : correlation.rules()) {
        book.rules().find(id).ifPresent(part -> others.add(other(part, "base")));
      }
    }
    for (var correlation : book.rules().correlations()) {
      if (correlation.rules().contains(rule.id())) {
        others.add(other(correlation, "user"));
      }
    }
    return others.stream().limit(20).toList();
  }

  private RulePage.Other other(Rule rule, String role) {
    return new RulePage.Other(rule.id(), Levels.title(rule.about(), place), role);
  }

  private List<RulePage.InForce> filters(Rule rule) {
    return book.rules().bases(rule).stream()
        .flatMap(base -> base.filters().stream())
        .distinct()
        .limit(MOST_FILTERS)
        .map(filter ->
            new RulePage.InForce(
                Shown.line(filter.title(), 256),
                Shown.line(filter.description(), 500),
                Shown.line(filter.author(), 200),
                Shown.line(filter.date(), 20)))
        .toList();
  }

  private List<FoundView> recent(Rule rule) {
    return place.world().events().detections().ofRule(rule.id(), Instant.EPOCH, 100).stream()
        .filter(kept -> place.viewer().maySee(kept.detection().office()))
        .limit(MOST_RECENT)
        .map(kept -> Found.view(kept, 1, place))
        .toList();
  }
}

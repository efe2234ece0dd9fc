package kentongan.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kentongan.ledger.Act;
import kentongan.office.Actor;
import kentongan.office.PersonId;
import kentongan.rule.FilterText;
import kentongan.rule.FilterText.Item;
import kentongan.rule.Rule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What people do about false alarms: say that something is our own activity, and take that back.
///
/// A filter is a Sigma filter in a file of its own, beside the rules, so that it survives their
/// updates; the desk keeps who, why and until when. Who may do this is asked before.
public final class FilterActs {
  private static final Logger LOG = LoggerFactory.getLogger(FilterActs.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
  private static final Actor CALENDAR = Actor.program("rules");
  private static final int MOST = 500;
  private static final int MOST_IN_FORCE = 1_000;
  private static final int LONGEST_REASON = 2_000;

  private final World world;
  private final RulesInForce rules;
  private final RuleActs reading;
  private final Path folder;

  /// @param folder of the operator's own filters
  FilterActs(World world, RulesInForce rules, RuleActs reading, Path folder) {
    this.world = world;
    this.rules = rules;
    this.reading = reading;
    this.folder = folder;
  }

  /// A value that may be ticked.
  ///
  /// @param field as the rule names it, or a path
  /// @param isOfRule whether the rule itself looks at the field
  /// @param narrows whether events of the rule can differ in it: a filter needs one that does
  public record Choice(String field, String value, boolean isOfRule, boolean narrows) {}

  /// What somebody wants to be let go.
  ///
  /// @param detection the one it is said of
  /// @param fields those that are ticked; their values are those of the detection's event
  /// @param until the last day; empty for as long as nobody ends it
  public record Wish(
      String detection, Set<String> fields, String reason, Optional<LocalDate> until) {
    public Wish {
      fields = Set.copyOf(fields);
    }
  }

  /// What a filter would have done to what is known.
  ///
  /// @param known how many detections of the rule were looked at
  /// @param hidden how many of them there would not have been
  public record Preview(int known, int hidden) {}

  /// What may be ticked; empty when the firing event is not kept, as with silence, or the rule is
  /// gone.
  public List<Choice> choices(KeptDetection seen) {
    return rule(seen)
        .flatMap(rule ->
            event(seen).map(event -> new FilterProposal(rules.book(), rule).candidates(event)))
        .orElse(List.of());
  }

  /// What the wish would have hidden of the rule's detections of the last days.
  public Preview preview(KeptDetection seen, Set<String> fields, Duration back) {
    var rule = rule(seen);
    var items = items(seen, fields);
    if (rule.isEmpty() || items.isEmpty()) {
      return new Preview(0, 0);
    }
    var hides =
        new FilterProposal(rules.book(), rule.get())
            .hides(texts(rule.get(), "-", "-", LocalDate.EPOCH, items, ""));
    var known = 0;
    var hidden = 0;
    var since = world.clock().instant().minus(back);
    for (var each : world.events().detections().ofRule(rule.get().id(), since, MOST)) {
      var event = event(each);
      if (event.isPresent()) {
        known++;
        hidden += hides.test(event.get()) ? 1 : 0;
      }
    }
    return new Preview(known, hidden);
  }

  /// Writes the filter and brings it into force.
  public Outcome hide(Wish wish, PersonId by) {
    var seen = world.events().detections().find(wish.detection());
    var rule = seen.flatMap(this::rule);
    if (rule.isEmpty()) {
      return new Outcome.Missing("rule of detection " + wish.detection());
    }
    var refused = refusal(wish, seen.get());
    if (refused.isPresent()) {
      return new Outcome.Refused(refused.get());
    }
    var items = items(seen.get(), wish.fields());
    var about = rule.get().about();
    List<FilterText> texts;
    try {
      texts = texts(rule.get(), title(about.title()), wish.reason(), today(), items, by.name());
    } catch (IllegalArgumentException odd) {
      return new Outcome.Refused(String.valueOf(odd.getMessage()));
    }
    var file = texts.getFirst().fileName();
    if (Files.exists(folder.resolve(file))) {
      return new Outcome.Refused("a filter with these values is in force already: " + file);
    }
    write(file, texts.stream().map(FilterText::yaml).collect(Collectors.joining("---\n")));
    var filter =
        new OwnFilter(
            0,
            file,
            about.id(),
            about.title(),
            items,
            wish.reason(),
            Actor.person(by),
            world.clock().instant(),
            wish.until(),
            Optional.of(wish.detection()),
            Optional.empty());
    world
        .desk()
        .write(() -> {
          world.events().ownFilters().add(filter);
          enter("rules.filter-added", file, detail(filter), Actor.person(by));
        });
    return reading.reload(by, "filter added: " + wish.reason());
  }

  private Optional<String> refusal(Wish wish, KeptDetection seen) {
    if (wish.reason().isBlank() || wish.reason().length() > LONGEST_REASON) {
      return Optional.of(
          "reason: %d characters (expected: 1 to %d)"
              .formatted(wish.reason().strip().length(), LONGEST_REASON));
    }
    if (wish.until().filter(day -> day.isBefore(today())).isPresent()) {
      return Optional.of("until: %s (expected: today or later)".formatted(wish.until().get()));
    }
    var chosen =
        choices(seen).stream().filter(choice -> wish.fields().contains(choice.field())).toList();
    if (chosen.stream().noneMatch(Choice::narrows)) {
      return Optional.of(
          "values: none that says whose activity it is (expected: at least one, such as an"
              + " address, a host or a user)");
    }
    if (reading.refusal().isPresent()) {
      return Optional.of(
          "rules: a file is broken, so that nothing new comes into force; mend it first");
    }
    var inForce =
        world.events().ownFilters().list(MOST_IN_FORCE).stream()
            .filter(filter -> filter.end().isEmpty())
            .count();
    return inForce >= MOST_IN_FORCE
        ? Optional.of("filters: %d in force (expected: fewer)".formatted(inForce))
        : Optional.empty();
  }

  /// Takes a filter back. Its file is kept under another name, which nobody reads.
  public Outcome retire(long number, String why, PersonId by) {
    if (why.isBlank() || why.length() > LONGEST_REASON) {
      return new Outcome.Refused(
          "reason: %d characters (expected: 1 to %d)"
              .formatted(why.strip().length(), LONGEST_REASON));
    }
    var filter = world.events().ownFilters().find(number).filter(f -> f.end().isEmpty());
    if (filter.isEmpty()) {
      return new Outcome.Missing("filter " + number);
    }
    end(filter.get(), why, Actor.person(by));
    return reading.reload(by, "filter ended: " + why);
  }

  /// Ends what has run out.
  ///
  /// @return whether anything did
  boolean expire() {
    var today = today();
    var over =
        world.events().ownFilters().list(MOST_IN_FORCE).stream()
            .filter(filter -> filter.end().isEmpty())
            .filter(filter -> filter.until().filter(day -> day.isBefore(today)).isPresent())
            .toList();
    over.forEach(filter -> end(filter, "its last day has passed", CALENDAR));
    return !over.isEmpty();
  }

  private void end(OwnFilter filter, String why, Actor by) {
    var from = folder.resolve(filter.file());
    var to = folder.resolve(filter.file() + "." + filter.number() + ".retired");
    try {
      if (Files.exists(from)) {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    world
        .desk()
        .write(() -> {
          var end = new OwnFilter.End(world.clock().instant(), by, why);
          world.events().ownFilters().end(filter.number(), end);
          var detail = JSON.createObjectNode();
          detail.put("rule", filter.rule());
          detail.put("why", why);
          enter("rules.filter-ended", filter.file(), detail, by);
        });
    LOG.atInfo().addKeyValue("file", filter.file()).addKeyValue("why", why).log("filter ended");
  }

  /// All or nothing, and on disk before anything is told of it.
  private void write(String name, String text) {
    var temporary = folder.resolve(name + ".new");
    try {
      Files.createDirectories(folder);
      try (var channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Optional<Rule> rule(KeptDetection seen) {
    return rules.book().rules().find(seen.detection().ruleId());
  }

  private Optional<ObjectNode> event(KeptDetection seen) {
    try {
      return seen.evidence()
          .map(sha256 -> FilterProposal.asJudged(world.handling().evidence().read(sha256), seen));
    } catch (RuntimeException unreadable) {
      LOG.atWarn()
          .addKeyValue("detection", seen.detection().id())
          .setCause(unreadable)
          .log("a firing event cannot be read");
      return Optional.empty();
    }
  }

  private List<Item> items(KeptDetection seen, Set<String> fields) {
    var items = new ArrayList<Item>();
    for (var choice : choices(seen)) {
      if (fields.contains(choice.field())) {
        items.add(new Item(choice.field(), choice.value()));
      }
    }
    return items;
  }

  private List<FilterText> texts(
      Rule rule, String title, String reason, LocalDate day, List<Item> items, String by) {
    return FilterText.of(rules.book().rules(), rule, title, reason, by, day, items);
  }

  private static String title(String rule) {
    var title = "Kegiatan sendiri: " + rule.strip();
    return title.length() <= 256 ? title : title.substring(0, 255).strip() + "…";
  }

  private static ObjectNode detail(OwnFilter filter) {
    var detail = JSON.createObjectNode();
    detail.put("rule", filter.rule());
    detail.put("title", filter.title());
    detail.put("reason", filter.reason());
    detail.put("until", filter.until().map(LocalDate::toString).orElse(""));
    var items = detail.putArray("items");
    filter.items().stream()
        .limit(40)
        .forEach(item -> {
          var node = items.addObject();
          node.put("field", item.field());
          node.put(
              "value", item.value().length() > 500 ? item.value().substring(0, 500) : item.value());
        });
    return detail;
  }

  private void enter(String act, String subject, ObjectNode detail, Actor by) {
    world.handling().ledger().append(new Act(world.clock().instant(), by, act, subject, detail));
  }

  private LocalDate today() {
    return world.clock().instant().atZone(JAKARTA).toLocalDate();
  }
}

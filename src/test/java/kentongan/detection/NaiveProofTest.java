package kentongan.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kentongan.rule.EventRule;
import kentongan.rule.LogSource;
import kentongan.rule.Mapping;
import kentongan.rule.RuleSet;
import org.junit.jupiter.api.Test;

/// The compiled matcher says of random rules over random events what the naive evaluation says:
/// many rules that share their parts, many events one after the other through one [Scan], again,
/// and a little different.
///
/// `-Dkentongan.proof.pairs=2000000` for how many (rule, event) pairs, `-Dkentongan.proof.seed=N`
/// for others.
class NaiveProofTest {
  private static final long PAIRS = Long.getLong("kentongan.proof.pairs", 300_000);
  private static final long SEED = Long.getLong("kentongan.proof.seed", 20261121);

  @Test
  void compiled_rules_match_what_the_naive_evaluation_matches() {
    long pairs = 0;
    long matches = 0;
    for (long seed = SEED; pairs < PAIRS; seed++) {
      var round = new Round(seed);
      round.play();
      pairs += round.pairs;
      matches += round.matches;
    }

    // Rules that never match, or always, would prove nothing.
    assertThat(matches * 100 / pairs).isBetween(5L, 80L);
  }

  /// One rule set over one sequence of events.
  private static final class Round {
    private final long seed;
    private final Random random;
    private final RandomEvents events;
    private final Mapping mapping;
    private final Naive naive;
    private final List<EventRule> rules = new ArrayList<>();
    private final Scan scan;
    private final List<Tree.Obj> earlier = new ArrayList<>();
    private long pairs;
    private long matches;

    Round(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      var texts = new RandomTexts(random);
      this.events = new RandomEvents(random, texts);
      this.mapping = random.nextBoolean() ? Mapping.IDENTITY : mapping();
      this.naive = new Naive(mapping);
      var random = new RandomRules(this.random, texts);
      int size = texts.pick(List.of(1, 3, 10, 40, 120));
      for (int i = 0; i < size; i++) {
        random.rule(i).ifPresent(rules::add);
      }
      this.scan = new Scan(new RuleSet(List.copyOf(rules)), mapping, this.random.nextBoolean());
    }

    void play() {
      int count = 50 + random.nextInt(350);
      for (int i = 0; i < count; i++) {
        judge(next(), i);
      }
    }

    private Tree.Obj next() {
      int how = earlier.isEmpty() ? 0 : random.nextInt(4);
      if (how <= 1) {
        var event = events.event();
        if (earlier.size() < 40) {
          earlier.add(event);
        } else {
          earlier.set(random.nextInt(40), event);
        }
        return event;
      }
      var before = earlier.get(random.nextInt(earlier.size()));
      return how == 2 ? before : events.alike(before);
    }

    private void judge(Tree.Obj event, int number) {
      var json = event.write(random);
      boolean isEnveloped = mapping.sources().isEmpty() || random.nextBoolean();
      var sources = isEnveloped ? sources() : sources(event);
      var line = isEnveloped ? enveloped(json, sources) : json;
      var asked = rules.stream().filter(rule -> sources.has(rule.source())).toList();
      var expected = new TreeSet<String>();
      for (var rule : asked) {
        if (naive.matches(rule, event)) {
          expected.add(rule.id());
        }
      }
      var found = ids(scan, isEnveloped, line, random.nextInt(20) == 0);
      pairs += asked.size();
      matches += expected.size();
      if (!found.equals(Optional.of(expected))) {
        var fresh = ids(scan(), isEnveloped, line, false);
        throw new AssertionError(
            """
            seed %d, event %d: %s instead of %s; a fresh scan says %s
            line: %s
            rules: %s\
            """
                .formatted(seed, number, found, expected, fresh, line, differing(found, expected)));
      }
    }

    private Scan scan() {
      return new Scan(new RuleSet(List.copyOf(rules)), mapping, true);
    }

    private static Optional<Set<String>> ids(
        Scan scan, boolean isEnveloped, String line, boolean explained) {
      var bytes = line.getBytes(StandardCharsets.UTF_8);
      var found =
          isEnveloped ? scan.envelope(bytes, explained) : scan.document(bytes, 1, explained);
      return found.map(matches ->
          matches.stream().map(m -> m.rule().id()).collect(Collectors.toCollection(TreeSet::new)));
    }

    private String differing(Optional<Set<String>> found, Set<String> expected) {
      var ids = new HashSet<>(found.orElse(Set.of()));
      return rules.stream()
          .filter(rule -> ids.contains(rule.id()) != expected.contains(rule.id()))
          .map(rule -> rule.id() + " " + rule.source() + " " + rule.search())
          .limit(3)
          .collect(Collectors.joining("\n"));
    }

    // Log sources.

    private record Given(Set<String> categories, Set<String> products, Set<String> services) {
      boolean has(LogSource asked) {
        return categories.containsAll(list(asked.category()))
            && products.containsAll(list(asked.product()))
            && services.containsAll(list(asked.service()));
      }

      private static Collection<String> list(Optional<String> word) {
        return word.stream().toList();
      }
    }

    private Given sources() {
      var categories = new TreeSet<String>();
      for (var category : RandomRules.CATEGORIES) {
        if (random.nextInt(3) > 0) {
          categories.add(category);
        }
      }
      return new Given(
          categories,
          random.nextBoolean() ? Set.of("p") : Set.of(),
          random.nextBoolean() ? Set.of("s") : Set.of());
    }

    private static Given sources(Tree.Obj event) {
      if (!(event.members().get("kind") instanceof Tree.Str(var kind))) {
        return new Given(Set.of(), Set.of(), Set.of());
      }
      return kind.equalsIgnoreCase("test")
          ? new Given(Set.of("test", "other"), Set.of("p"), Set.of())
          : kind.equalsIgnoreCase("web")
              ? new Given(Set.of("web"), Set.of("p"), Set.of("s"))
              : new Given(Set.of(), Set.of(), Set.of());
    }

    private static Mapping mapping() {
      return new Mapping(
          List.of(
              new Mapping.SourceRule(
                  Map.of("kind", Set.of("Test")), Set.of("test"), Set.of("p"), Set.of()),
              new Mapping.SourceRule(
                  Map.of("kind", Set.of("test", "more")), Set.of("other"), Set.of(), Set.of()),
              new Mapping.SourceRule(
                  Map.of("kind", Set.of("web")), Set.of("web"), Set.of("p"), Set.of("s"))),
          List.of(
              new Mapping.FieldGroup(
                  new LogSource(Optional.of("web"), Optional.empty(), Optional.empty()),
                  Map.of("A", "a.b", "B", "url.path"),
                  Optional.of("a.*"),
                  Set.of()),
              new Mapping.FieldGroup(
                  new LogSource(Optional.empty(), Optional.empty(), Optional.empty()),
                  Map.of("A b", "a.b.c"),
                  Optional.empty(),
                  Set.of("url.path", "a.b"))));
    }

    private static String enveloped(String json, Given given) {
      return "{\"n\":1,\"logsource\":{\"category\":%s,\"product\":%s,\"service\":%s},\"event\":%s}"
          .formatted(words(given.categories), words(given.products), words(given.services), json);
    }

    private static String words(Set<String> words) {
      return words.stream()
          .map(word -> '"' + word + '"')
          .collect(Collectors.joining(",", "[", "]"));
    }
  }
}

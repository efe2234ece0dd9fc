package kentongan.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kentongan.rule.EventRule;
import kentongan.rule.LogSource;
import kentongan.rule.Mapping;
import kentongan.rule.RuleSet;
import tools.jackson.core.JacksonException;

/// Whatever stands in an event, an envelope or a sample: it is read, or refused; and what is read
/// matches as the naive evaluation says.
public final class DetectionFuzz {
  private static final LogSource ANY =
      new LogSource(Optional.empty(), Optional.empty(), Optional.empty());
  private static final Mapping MAPPING =
      new Mapping(
          List.of(
              new Mapping.SourceRule(Map.of("k", Set.of("t")), Set.of("test"), Set.of(), Set.of())),
          List.of(new Mapping.FieldGroup(ANY, Map.of(), Optional.empty(), Set.of("u"))));
  private static final RuleSet RULES = rules();

  private DetectionFuzz() {}

  /// An event.
  public static void eventDocument(byte[] bytes) {
    var scan = new Scan(RULES, MAPPING, true);
    var found = scan.document(bytes, 1, true);
    var again = scan.document(bytes, 2, false);

    assertThat(ids(again)).isEqualTo(ids(found));
    expected(bytes).ifPresent(ids -> assertThat(ids(found)).contains(ids));
  }

  /// A line with an event and its log source.
  public static void envelopeLine(byte[] bytes) {
    var scan = new Scan(RULES, MAPPING, true);
    var found = scan.envelope(bytes, true);

    assertThat(ids(scan.envelope(bytes, false))).isEqualTo(ids(found));
  }

  /// A line of a sample file.
  public static void sampleLine(byte[] bytes) {
    try {
      var sample = Sample.read(new String(bytes, StandardCharsets.UTF_8));
      assertThat(sample.events()).hasSizeLessThan(1_000_000);
    } catch (IllegalArgumentException | DateTimeException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  /// A text that may be percent-encoded.
  public static void urlText(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8).toCharArray();
    var out = new char[text.length + 2];
    Arrays.fill(out, '#');
    int size = UrlText.decode(text, 0, text.length, out, 1);

    assertThat(size).isBetween(-1, text.length);
    assertThat(out[0]).isEqualTo('#');
    assertThat(out[text.length + 1]).isEqualTo('#');
    assertThat(size == -1).isEqualTo(Naive.decoded(new String(text)).isEmpty());
  }

  /// What the naive evaluation says; empty where a document has a key twice, which says two things,
  /// or is nested deeper than any event.
  private static Optional<Set<String>> expected(byte[] bytes) {
    try {
      var event = Tree.readStrictly(bytes);
      if (!(event instanceof Tree.Obj(var members))) {
        return Optional.empty();
      }
      if (!(members.get("k") instanceof Tree.Str(var kind)) || !kind.equalsIgnoreCase("t")) {
        return Optional.of(Set.of()); // another log source
      }
      var naive = new Naive(MAPPING);
      return Optional.of(
          RULES.rules().stream()
              .map(EventRule.class::cast)
              .filter(rule -> naive.matches(rule, event))
              .map(EventRule::id)
              .collect(Collectors.toCollection(TreeSet::new)));
    } catch (JacksonException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<Set<String>> ids(Optional<List<Scan.Match>> found) {
    return found.map(matches ->
        matches.stream().map(m -> m.rule().id()).collect(Collectors.toCollection(TreeSet::new)));
  }

  private static RuleSet rules() {
    var items =
        List.of(
            "{A: evil}",
            "{A|contains: evil}",
            "{a.b|startswith: 'x'}",
            "{a.b.c: null}",
            "{a.b|exists: true}",
            "{A|gt: 10}",
            "{A|cidr: 192.0.2.0/24}",
            "{A|re|i: 'e+v.l'}",
            "{A|hour: 2}",
            "{A|fieldref: B}",
            "{'': evil}",
            "{B|contains: [one, two, three]}",
            "{B: ''}",
            "{B|neq: x}");
    var all = new StringBuilder();
    for (int i = 0; i < items.size(); i++) {
      all.append(
          """
          ---
          title: A rule
          id: r%d
          logsource: {category: test}
          detection: {s: %s, condition: s}
          """
              .formatted(i, items.get(i)));
    }
    return Rules.read(all.toString());
  }
}

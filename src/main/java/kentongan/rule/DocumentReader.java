package kentongan.rule;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// One YAML document as a rule. References to other rules are left as they were written.
final class DocumentReader {
  private static final String EXTENSION = "kentongan";
  private static final Set<String> PLAYBOOKS =
      Set.of("situs-terganggu", "internet-terputus", "situs-diretas");
  private static final Set<String> STATUSES =
      Set.of("stable", "test", "experimental", "deprecated");

  private final Faults faults;
  private final YamlMap top;

  DocumentReader(Node node, Faults faults) {
    this.faults = faults;
    this.top = YamlMap.of(node, "rule", faults);
  }

  /// The id as written; empty when there is none.
  String id() {
    return top.text("id").orElse("");
  }

  String title() {
    return top.text("title").orElse("");
  }

  int line() {
    return top.line();
  }

  /// The rule; empty when there are faults.
  Optional<Rule> read() {
    dropped();
    var extension = extension();
    var about = about(extension);
    Rule rule = null;
    if (top.has("correlation")) {
      var recovers = extension.node("recovers").flatMap(node -> recovery(node, Map.of()));
      rule =
          new CorrelationReader(top, faults)
              .read(about, extension.texts("dedupe"), recovers)
              .orElse(null);
    } else {
      rule = eventRule(about, extension).orElse(null);
    }
    return faults.count() > 0 ? Optional.empty() : Optional.ofNullable(rule);
  }

  private Optional<Rule> eventRule(About about, YamlMap extension) {
    var source = source();
    var detection =
        top.node("detection").map(node -> YamlMap.of(node, "detection", faults)).orElse(null);
    if (detection == null) {
      faults.add(top.line(), "no detection, no correlation (expected: one of them)");
      return Optional.empty();
    }
    var searches = searches(detection);
    var search = condition(detection, searches);
    var recovers = extension.node("recovers").flatMap(node -> recovery(node, searches));
    return search.map(
        found -> new EventRule(about, source, found, extension.texts("dedupe"), recovers));
  }

  private Map<String, Search> searches(YamlMap detection) {
    var searches = new LinkedHashMap<String, Search>();
    var reader = new SearchReader(faults);
    detection
        .entries()
        .forEach((name, node) -> {
          if (name.equals("timeframe")) {
            faults.add(node, "timeframe is no longer Sigma (expected: a correlation)");
          } else if (!name.equals("condition")) {
            searches.put(name, reader.read(name, node));
          }
        });
    return searches;
  }

  private Optional<Search> condition(YamlMap detection, Map<String, Search> searches) {
    var node = detection.node("condition").orElse(null);
    if (node == null) {
      faults.add(detection.line(), "detection: no condition (expected: one)");
      return Optional.empty();
    }
    var parts = new ArrayList<Search>();
    var items = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    for (var item : items) {
      if (item instanceof ScalarNode scalar) {
        condition(scalar, searches).ifPresent(parts::add);
      } else {
        faults.add(item, "condition: %s (expected: text)", YamlMap.kind(item));
      }
    }
    return Optional.of(parts.size() == 1 ? parts.getFirst() : new Search.AnyOf(parts));
  }

  private Optional<Search> condition(ScalarNode node, Map<String, Search> searches) {
    try {
      return Optional.of(ConditionText.read(node.getValue(), searches));
    } catch (ConditionText.Unreadable e) {
      faults.add(node, "%s", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private LogSource source() {
    var node = top.node("logsource").orElse(null);
    if (node == null) {
      faults.add(top.line(), "no logsource (expected: category, product or service)");
      return new LogSource(Optional.empty(), Optional.empty(), Optional.empty());
    }
    var map = YamlMap.of(node, "logsource", faults);
    var source = new LogSource(map.text("category"), map.text("product"), map.text("service"));
    if (source.category().isEmpty() && source.product().isEmpty() && source.service().isEmpty()) {
      faults.add(node, "logsource: nothing (expected: category, product or service)");
    }
    return source;
  }

  private About about(YamlMap extension) {
    var title = top.text("title").orElse("");
    if (title.isEmpty()) {
      faults.add(top.line(), "no title (expected: one)");
    } else if (title.length() > 256) {
      faults.add(top.line("title"), "a title of %d characters (expected: 256)", title.length());
    }
    return new About(
        top.text("id").filter(id -> !id.isEmpty()).orElseGet(() -> invented(title)),
        top.text("name"),
        title,
        extension.text("title_en").orElse(title),
        top.text("description").orElse(""),
        level(),
        top.text("author").orElse(""),
        status(),
        top.texts("tags"),
        top.texts("falsepositives"),
        top.texts("references"),
        playbook(extension));
  }

  /// A rule without an id gets one that follows from its title and name, so that it stays the same.
  private String invented(String title) {
    var text = title + "\n" + top.text("name").orElse("");
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private Level level() {
    var word = top.text("level").orElse("medium");
    return Level.of(word)
        .orElseGet(() -> {
          faults.add(
              top.line("level"),
              "level: '%s' (expected: informational, low, medium, high, critical)",
              word);
          return Level.MEDIUM;
        });
  }

  private String status() {
    var status = top.text("status").orElse("");
    if (!status.isEmpty() && !STATUSES.contains(status)) {
      faults.add(
          top.line("status"),
          "status: '%s' (expected: stable, test, experimental, deprecated)",
          status);
    }
    return status;
  }

  private Optional<String> playbook(YamlMap extension) {
    var playbook = extension.text("playbook");
    if (playbook.isPresent() && !PLAYBOOKS.contains(playbook.get())) {
      faults.add(
          extension.line("playbook"),
          "playbook: '%s' (known: internet-terputus, situs-diretas, situs-terganggu)",
          playbook.get());
    }
    return playbook;
  }

  private YamlMap extension() {
    var extension =
        top.node(EXTENSION)
            .map(node -> YamlMap.of(node, EXTENSION, faults))
            .orElseGet(() -> YamlMap.empty(faults));
    extension.only(EXTENSION, Set.of("title_en", "recovers", "playbook", "dedupe"));
    return extension;
  }

  /// A selection, the name of a search of this rule, or the name or id of another rule.
  private Optional<Rule.Recovery> recovery(Node node, Map<String, Search> searches) {
    if (!(node instanceof ScalarNode scalar)) {
      return Optional.of(new Rule.Recovery.Found(new SearchReader(faults).read("recovers", node)));
    }
    var search = searches.get(scalar.getValue());
    return Optional.of(
        search == null
            ? new Rule.Recovery.Matched(scalar.getValue())
            : new Rule.Recovery.Found(search));
  }

  private void dropped() {
    top.node("action")
        .ifPresent(node ->
            faults.add(node, "action, a rule collection, is no longer Sigma (expected: rules)"));
    top.node("filter")
        .ifPresent(node -> faults.add(node, "filter: not supported (expected: a rule)"));
  }
}

package kentongan.rule;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// One YAML document as a rule or a filter. References to other rules are left as they were
/// written.
final class DocumentReader {
  private static final String EXTENSION = "kentongan";
  private static final Set<String> PLAYBOOKS =
      Set.of("situs-terganggu", "internet-terputus", "situs-diretas");
  private static final Set<String> STATUSES =
      Set.of("stable", "test", "experimental", "deprecated");

  private static final Set<String> NO_SEARCHES = Set.of("condition");

  private final Faults faults;
  private final Placeholders placeholders;
  private final YamlMap top;
  private final DetectionReader detections;

  DocumentReader(Node node, Faults faults, Placeholders placeholders) {
    this.faults = faults;
    this.placeholders = placeholders;
    this.top = YamlMap.of(node, "rule", faults);
    this.detections = new DetectionReader(faults, placeholders);
  }

  /// The rule or filter, or what is wrong with it.
  RuleFiles.Document read(Path file) {
    Optional<Rule> rule = Optional.empty();
    Optional<Filter> filter = Optional.empty();
    if (top.has("filter")) {
      filter = new FilterReader(top, faults, placeholders).read();
    } else {
      rule = rule();
    }
    return new RuleFiles.Document(
        file,
        top.line(),
        top.text("id").orElse(""),
        top.text("title").orElse(""),
        rule,
        filter,
        faults.all(),
        List.of());
  }

  private Optional<Rule> rule() {
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
    var source = detections.source(top);
    var detection =
        top.node("detection").map(node -> YamlMap.of(node, "detection", faults)).orElse(null);
    if (detection == null) {
      faults.add(top.line(), "no detection, no correlation (expected: one of them)");
      return Optional.empty();
    }
    var searches = detections.searches(detection, NO_SEARCHES);
    var search = detections.condition("detection", detection, searches);
    var recovers = extension.node("recovers").flatMap(node -> recovery(node, searches));
    return search.map(found ->
        new EventRule(about, source, found, List.of(), extension.texts("dedupe"), recovers));
  }

  private About about(YamlMap extension) {
    var title = detections.title(top);
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
      return Optional.of(
          new Rule.Recovery.Found(new SearchReader(faults, placeholders).read("recovers", node)));
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
  }
}

package kentongan.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import kentongan.detection.Reason;
import kentongan.detection.Reasons;
import kentongan.rule.Correlation;
import kentongan.rule.Mapping;
import kentongan.rule.Rule;
import kentongan.rule.RuleSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `kentongan rules explain RULE EVENT`: why a rule matches an event, or what was lacking. For
/// people on standard error; with `--json` a line a rule on standard output.
@Command(name = "explain", description = "Why a rule matches an event, or why it does not.")
final class ExplainCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Parameters(index = "0", paramLabel = "RULE", description = "An id, name, title or file.")
  private String rule = "";

  @Parameters(
      index = "1",
      paramLabel = "EVENT",
      description = "A JSON file, FILE:LINE of an NDJSON file, or - for standard input.")
  private String event = "";

  @Option(
      names = "--rules",
      paramLabel = "PATH",
      description = "Rule files and folders, filters too; may be repeated. Default: our own.")
  private List<Path> rules = new ArrayList<>();

  @Option(names = "--mapping", defaultValue = "ecs", paramLabel = "ecs|identity|FILE")
  private String mapping = "ecs";

  @Option(names = "--envelope", description = "The event is {\"n\",\"logsource\",\"event\"}.")
  private boolean envelope;

  @Option(names = "--json", description = "For machines, on standard output.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (!RulesCommand.areThere(rules)) {
      return 1;
    }
    try {
      var choice = RuleChoice.of(rule, rules);
      var reasons = reasons(RulesCommand.mapping(mapping, rules));
      for (var one : choice.chosen()) {
        explain(one, choice.rules(), reasons);
      }
      return 0;
    } catch (IllegalArgumentException wrong) {
      System.err.println(ReasonText.clean(String.valueOf(wrong.getMessage())));
      return 1;
    }
  }

  private void explain(Rule one, RuleSet all, Reasons reasons) {
    boolean isCorrelation = one instanceof Correlation;
    if (isCorrelation && !json) {
      System.err.print(ReasonText.correlation((Correlation) one));
    }
    for (var base : all.bases(one)) {
      var reason = reasons.of(base);
      if (json) {
        var line = ReasonJson.of(reason);
        if (isCorrelation) {
          line.put("correlation", one.id());
        }
        System.out.println(JSON.writeValueAsString(line));
      } else {
        System.err.print(ReasonText.of(reason));
      }
    }
  }

  private Reasons reasons(Mapping names) throws IOException {
    var bytes = EventChoice.read(event);
    if (!envelope) {
      return new Reasons(names, bytes, Optional.empty());
    }
    JsonNode node;
    try {
      node = JSON.readTree(bytes);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("event: not JSON: " + e.getOriginalMessage(), e);
    }
    var source = node.path("logsource");
    var given =
        new Reason.Sources(
            words(source.path("category")),
            words(source.path("product")),
            words(source.path("service")));
    return new Reasons(names, JSON.writeValueAsBytes(node.path("event")), Optional.of(given));
  }

  private static Set<String> words(JsonNode node) {
    var words = new HashSet<String>();
    if (node.isString()) {
      words.add(node.asString());
    }
    node.forEach(element -> words.add(element.asString("")));
    return words;
  }
}

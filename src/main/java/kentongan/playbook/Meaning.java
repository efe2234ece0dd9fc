package kentongan.playbook;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The checks that a JSON schema cannot make: whether the playbook can be walked, by people who
/// exist.
final class Meaning {
  private static final int MOST_STEPS = 5_000;

  /// Looks for what is no address, not for every address there may be; each part is bounded.
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,253}");

  private static final Pattern VARIABLE =
      Pattern.compile("(__[a-zA-Z_][a-zA-Z0-9_-]{0,199}__):value");

  private final Source source;
  private final JsonNode playbook;
  private final JsonNode workflow;
  private final List<Fault> faults = new ArrayList<>();
  private final List<Fault> warnings = new ArrayList<>();

  private Meaning(Source source) {
    this.source = source;
    this.playbook = source.tree();
    this.workflow = playbook.path("workflow");
  }

  /// What was found.
  record Findings(List<Fault> faults, List<Fault> warnings) {}

  static Findings of(Source source) {
    var meaning = new Meaning(source);
    meaning.check();
    return new Findings(meaning.faults, meaning.warnings);
  }

  private void check() {
    if (!workflow.isObject()) {
      fault("workflow: no mapping of steps (expected: identifier: step)");
      return;
    }
    if (workflow.size() > MOST_STEPS) {
      fault("workflow: %d steps (expected: at most %d)".formatted(workflow.size(), MOST_STEPS));
      return;
    }
    ways(Graph.of(workflow));
    for (var step : workflow.properties()) {
      actors(step.getKey(), step.getValue());
      itself(step.getKey(), step.getValue());
    }
    definitions();
    times();
    variables();
  }

  private void ways(Graph graph) {
    graph
        .ways()
        .forEach((step, ways) -> {
          for (var way : ways) {
            if (!workflow.has(way.to())) {
              fault(step, "%s leads to %s, which is absent".formatted(way.property(), way.to()));
            }
          }
          var type = graph.type(step);
          var mayStop =
              Set.of("end", "if-condition", "switch-condition", "while-condition", "parallel");
          if (ways.isEmpty() && !mayStop.contains(type)) {
            fault(step, "leads nowhere (expected: on_completion, and an end at last)");
          }
        });
    var start = playbook.path("workflow_start").asString("");
    if (!workflow.has(start)) {
      fault("workflow_start: %s is absent".formatted(start));
      return;
    }
    var starts = new ArrayList<>(List.of(start));
    var exception = playbook.path("workflow_exception").asString("");
    if (workflow.has(exception)) {
      starts.add(exception);
    } else if (!exception.isEmpty()) {
      // Published playbooks that run have this, so it is odd and no fault.
      warnings.add(
          new Fault(
              Fault.Kind.MEANING,
              source.line("/workflow_exception"),
              Optional.empty(),
              "workflow_exception: %s is absent".formatted(exception)));
    }
    var reached = graph.reachable(starts);
    for (var step : graph.ways().keySet()) {
      if (!reached.contains(step)) {
        fault(step, "cannot be reached from workflow_start");
      }
    }
    var ending = graph.ending();
    reached.stream()
        .filter(
            step -> !ending.contains(step) && !graph.ways().getOrDefault(step, List.of()).isEmpty())
        .limit(10)
        .forEach(step -> fault(step, "endless: no way from here comes to an end step"));
  }

  private void actors(String id, JsonNode step) {
    var agents = playbook.path("agent_definitions");
    var targets = playbook.path("target_definitions");
    var agent = step.path("agent").asString("");
    if (!agent.isEmpty() && !agents.has(agent)) {
      fault(id, "agent %s is not defined in agent_definitions".formatted(agent));
    }
    for (var target : step.path("targets")) {
      var name = target.asString("");
      if (!targets.has(name) && !agents.has(name)) {
        fault(id, "target %s is not defined in target_definitions".formatted(name));
      }
    }
  }

  private void itself(String id, JsonNode step) {
    if (step.path("type").asString("").equals("playbook-action")
        && step.path("playbook_id").equals(playbook.path("id"))) {
      fault(id, "playbook_id: the playbook calls itself (expected: another one)");
    }
  }

  private void definitions() {
    for (var where : List.of("agent_definitions", "target_definitions")) {
      for (var one : playbook.path(where).properties()) {
        for (var email : one.getValue().path("contact").path("email").properties()) {
          if (!EMAIL.matcher(email.getValue().asString("")).matches()) {
            fault(
                "%s: %s: email '%s' is no address".formatted(where, one.getKey(), email.getKey()));
          }
        }
        var sign = one.getValue().path("authentication_info").asString("");
        if (!sign.isEmpty() && !playbook.path("authentication_info_definitions").has(sign)) {
          fault(
              "%s: %s: authentication_info %s is not defined".formatted(where, one.getKey(), sign));
        }
      }
    }
  }

  private void times() {
    after("modified", "created", true);
    after("valid_until", "valid_from", false);
  }

  private void after(String later, String earlier, boolean mayBeEqual) {
    try {
      if (playbook.path(later).isString() && playbook.path(earlier).isString()) {
        var order =
            Instant.parse(playbook.path(later).stringValue())
                .compareTo(Instant.parse(playbook.path(earlier).stringValue()));
        if (order < 0 || (order == 0 && !mayBeEqual)) {
          fault("%s: before %s".formatted(later, earlier));
        }
      }
    } catch (DateTimeParseException bad) {
      fault("%s, %s: '%s' is no time".formatted(later, earlier, bad.getParsedString()));
    }
  }

  private void variables() {
    var declared = new LinkedHashSet<String>(playbook.path("playbook_variables").propertyNames());
    for (var step : workflow) {
      declared.addAll(step.path("step_variables").propertyNames());
      step.path("out_args").forEach(name -> declared.add(name.asString("")));
    }
    for (var step : workflow.properties()) {
      var used = VARIABLE.matcher(step.getValue().toString());
      while (used.find()) {
        if (declared.add(used.group(1))) {
          warnings.add(
              new Fault(
                  Fault.Kind.MEANING,
                  source.line("/workflow/" + step.getKey()),
                  Optional.of(Graph.named(workflow, step.getKey())),
                  "variable %s is not declared".formatted(used.group(1))));
        }
      }
    }
  }

  private void fault(String what) {
    var property = what.substring(0, what.indexOf(':'));
    faults.add(new Fault(Fault.Kind.MEANING, source.line("/" + property), Optional.empty(), what));
  }

  private void fault(String step, String what) {
    faults.add(
        new Fault(
            Fault.Kind.MEANING,
            source.line("/workflow/" + step),
            Optional.of(Graph.named(workflow, step)),
            what));
  }
}

package kentongan.playbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The steps of a CACAO document and where each leads. Walked without recursion.
///
/// @param workflow the document's `workflow`
/// @param ways where each step leads, by property, in the order of the file
record Graph(JsonNode workflow, Map<String, List<Way>> ways) {
  /// One way out of a step.
  ///
  /// @param property as in `on_completion` or `cases/gelap`
  record Way(String property, String to) {}

  static Graph of(JsonNode workflow) {
    var ways = new LinkedHashMap<String, List<Way>>();
    for (var step : workflow.properties()) {
      ways.put(step.getKey(), waysOf(step.getValue()));
    }
    return new Graph(workflow, ways);
  }

  private static List<Way> waysOf(JsonNode step) {
    var ways = new ArrayList<Way>();
    for (var property : List.of("on_true", "on_false", "on_success", "on_failure")) {
      add(ways, property, step.path(property));
    }
    for (var next : step.path("next_steps")) {
      add(ways, "next_steps", next);
    }
    for (var one : step.path("cases").properties()) {
      add(ways, "cases/" + one.getKey(), one.getValue());
    }
    add(ways, "on_completion", step.path("on_completion"));
    return ways;
  }

  private static void add(List<Way> ways, String property, JsonNode to) {
    if (to.isString()) {
      ways.add(new Way(property, to.stringValue()));
    }
  }

  String type(String step) {
    return workflow.path(step).path("type").asString("");
  }

  /// A step's name with its identifier, for people.
  String named(String step) {
    return named(workflow, step);
  }

  static String named(JsonNode workflow, String step) {
    var name = workflow.path(step).path("name").asString("");
    var shown = name.length() > 100 ? name.substring(0, 100) + "…" : name;
    return shown.isEmpty() ? step : "%s (%s)".formatted(shown, step);
  }

  /// The steps that can be reached from these.
  Set<String> reachable(List<String> from) {
    var reached = new LinkedHashSet<String>();
    var open = new ArrayList<>(from);
    while (!open.isEmpty()) {
      var step = open.removeLast();
      if (ways.containsKey(step) && reached.add(step)) {
        for (var way : ways.get(step)) {
          open.add(way.to());
        }
      }
    }
    return reached;
  }

  /// The steps from which the walk can come to an end: found from the ends backwards, until nothing
  /// more is found.
  Set<String> ending() {
    var before = new LinkedHashMap<String, List<String>>();
    ways.forEach((step, out) ->
        out.forEach(way -> before.computeIfAbsent(way.to(), _ -> new ArrayList<>()).add(step)));
    var ending = new LinkedHashSet<String>();
    var open = new ArrayList<>(ways.keySet());
    while (!open.isEmpty()) {
      var step = open.removeLast();
      if (ways.containsKey(step) && !ending.contains(step) && ends(step, ending)) {
        ending.add(step);
        open.addAll(before.getOrDefault(step, List.of()));
      }
    }
    return ending;
  }

  /// Whether a step ends, when these do. A branch that has ended leads on to the `on_completion` of
  /// the step that opened it.
  private boolean ends(String step, Set<String> ending) {
    var out = ways.getOrDefault(step, List.of());
    var after = out.stream().filter(way -> way.property().equals("on_completion")).toList();
    var branches = out.stream().filter(way -> !way.property().equals("on_completion")).toList();
    var leadsOn = after.stream().allMatch(way -> isEnding(way, ending));
    return switch (type(step)) {
      case "end" -> true;
      case "parallel" -> leadsOn && branches.stream().allMatch(way -> isEnding(way, ending));
      // Its condition may be false at once.
      case "while-condition" -> leadsOn;
      case "if-condition", "switch-condition" ->
          leadsOn
              && (branches.stream().anyMatch(way -> isEnding(way, ending))
                  || (!after.isEmpty() && mayPass(step)));
      default ->
          !out.isEmpty()
              && leadsOn
              && (branches.isEmpty() || branches.stream().anyMatch(way -> isEnding(way, ending)));
    };
  }

  /// Whether a condition may go into none of its branches.
  private boolean mayPass(String step) {
    return workflow.path(step).path("on_false").isMissingNode()
        && workflow.path(step).path("cases").path("default").isMissingNode();
  }

  /// A way to nowhere is a fault of its own, not an endless loop.
  private boolean isEnding(Way way, Set<String> ending) {
    return ending.contains(way.to()) || !ways.containsKey(way.to());
  }
}

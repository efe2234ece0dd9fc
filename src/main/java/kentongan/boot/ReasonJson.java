package kentongan.boot;

import kentongan.detection.Reason;
import kentongan.detection.Reason.Node;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A reason for machines.
final class ReasonJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private ReasonJson() {}

  static ObjectNode of(Reason reason) {
    var line = JSON.createObjectNode();
    var about = reason.rule().about();
    line.put("rule", about.id());
    line.put("title", about.title());
    line.put("author", about.author());
    line.put("match", reason.isMatch());
    line.put("routed", reason.isRouted());
    line.put("logsource", reason.rule().source().toString());
    var sources = line.putObject("event_logsource");
    var categories = sources.putArray("category");
    reason.sources().categories().stream().sorted().forEach(categories::add);
    var products = sources.putArray("product");
    reason.sources().products().stream().sorted().forEach(products::add);
    var services = sources.putArray("service");
    reason.sources().services().stream().sorted().forEach(services::add);
    line.set("condition", node(reason.condition()));
    var filters = line.putArray("filters");
    for (var filtered : reason.filters()) {
      var filter = filters.addObject();
      filter.put("id", filtered.filter().id());
      filter.put("title", filtered.filter().title());
      filter.put("description", filtered.filter().description());
      filter.put("lets_through", filtered.condition().isMet());
      filter.set("condition", node(filtered.condition()));
    }
    var lacking = line.putArray("lacking");
    for (var lack : reason.lacking()) {
      var one = lacking.addObject();
      one.put("wanted", lack.wanted());
      one.set("item", node(lack.item()));
    }
    return line;
  }

  private static ObjectNode node(Node node) {
    var json = JSON.createObjectNode();
    switch (node) {
      case Node.AllOf all -> parts(json, "all", all.parts());
      case Node.AnyOf any -> parts(json, "any", any.parts());
      case Node.Not not -> json.set("not", node(not.part()));
      case Node.Item item -> {
        json.put("field", item.field());
        json.put("path", item.path());
        var expected = json.putArray("expected");
        item.expected().forEach(expected::add);
        var found = json.putArray("found");
        item.found().forEach(found::add);
        json.put("met_by", item.met());
        json.put("missing", !item.field().isEmpty() && item.found().isEmpty());
      }
    }
    json.put("met", node.isMet());
    return json;
  }

  private static void parts(ObjectNode json, String kind, Iterable<Node> parts) {
    var array = json.putArray(kind);
    parts.forEach(part -> array.add(node(part)));
  }
}

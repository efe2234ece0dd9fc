package kentongan.detection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import kentongan.asset.AssetId;
import kentongan.office.OfficeId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a detector knows beyond its windows, as text: a JSON object a line.
final class Memory {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Memory() {}

  static String write(Troubles troubles, Collection<Silence> silences) {
    var text = new StringBuilder();
    for (var trouble : troubles.all()) {
      line(text, trouble(trouble));
    }
    for (var silence : silences) {
      silence
          .all()
          .forEach((group, heard) -> {
            if (!heard.arrivals().isEmpty()) {
              line(text, heard(silence, group, heard));
            }
          });
    }
    return text.toString();
  }

  /// @throws IllegalArgumentException when the text is none of ours
  static void read(String memory, Troubles troubles, Collection<Silence> silences) {
    for (var line : memory.lines().toList()) {
      var node = JSON.readTree(line);
      switch (node.path("what").asString("")) {
        case "trouble" -> troubles.told(trouble(node));
        case "heard" -> heard(node, silences);
        default ->
            throw new IllegalArgumentException(
                "memory of detection: '%s' (expected: trouble or heard)"
                    .formatted(Clean.text(line, 80)));
      }
    }
  }

  private static void line(StringBuilder text, JsonNode node) {
    text.append(JSON.writeValueAsString(node)).append('\n');
  }

  private static JsonNode trouble(Trouble trouble) {
    var node = JSON.createObjectNode();
    node.put("what", "trouble");
    node.put("rule", trouble.rule());
    node.put("key", trouble.key());
    node.put("began", trouble.began().value());
    node.put("office", trouble.office().code());
    trouble.asset().ifPresent(asset -> node.put("asset", asset.name()));
    var group = node.putObject("group");
    trouble.group().forEach(group::put);
    node.put("fact", trouble.factAt().toString());
    node.put("told", trouble.told().toString());
    return node;
  }

  private static Trouble trouble(JsonNode node) {
    var group = new LinkedHashMap<String, String>();
    node.path("group").properties().forEach(e -> group.put(e.getKey(), e.getValue().asString()));
    return new Trouble(
        node.path("rule").asString(),
        node.path("key").asString(),
        new DetectionId(node.path("began").asString()),
        new OfficeId(node.path("office").asString()),
        node.has("asset")
            ? Optional.of(new AssetId(node.path("asset").asString()))
            : Optional.empty(),
        group,
        Instant.parse(node.path("fact").asString()),
        Instant.parse(node.path("told").asString()));
  }

  private static JsonNode heard(Silence silence, List<String> group, Silence.Heard heard) {
    var node = JSON.createObjectNode();
    node.put("what", "heard");
    node.put("rule", silence.rule().id());
    node.put("office", heard.office().code());
    node.put("happened", heard.happened());
    var values = node.putArray("group");
    group.forEach(values::add);
    var arrivals = node.putArray("arrivals");
    heard.arrivals().forEach(arrival -> arrivals.add(arrival.toString()));
    return node;
  }

  private static void heard(JsonNode node, Collection<Silence> silences) {
    var rule = node.path("rule").asString();
    var group = new ArrayList<String>();
    node.path("group").values().forEach(value -> group.add(value.asString()));
    var arrivals = new ArrayList<Instant>();
    node.path("arrivals").values().forEach(value -> arrivals.add(Instant.parse(value.asString())));
    for (var silence : silences) {
      if (silence.rule().id().equals(rule)) {
        silence.remember(
            group,
            new OfficeId(node.path("office").asString()),
            arrivals,
            node.path("happened").asLong());
      }
    }
  }
}

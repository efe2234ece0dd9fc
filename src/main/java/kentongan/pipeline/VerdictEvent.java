package kentongan.pipeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import kentongan.asset.AssetId;
import kentongan.office.OfficeId;
import kentongan.watch.Fault;
import kentongan.watch.Outages;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Verdicts as events, and what was told of them as text.
final class VerdictEvent {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// An event holds 64 KB; a list for people needs no more.
  private static final int MOST_BEHIND = 600;

  private VerdictEvent() {}

  /// What was last told of a subject.
  ///
  /// @param isQuiet whether announced work keeps people from being called
  record Told(
      String subject,
      String scope,
      Fault fault,
      OfficeId office,
      Optional<AssetId> asset,
      List<String> behind,
      boolean isQuiet) {
    Told {
      behind = List.copyOf(behind);
    }

    static Told of(Outages.Statement said, boolean isQuiet) {
      return new Told(
          said.subject(),
          said.scope(),
          said.judgement().fault(),
          said.office(),
          said.asset(),
          said.behind(),
          isQuiet);
    }
  }

  /// Something is wrong.
  static byte[] wrong(Outages.Statement said, Told told, boolean isUnsteady, Instant now) {
    var doc = doc(told, told.fault().token(), "failure", now);
    var verdict = (ObjectNode) doc.at("/kentongan/verdict");
    verdict.set("reasons", JSON.valueToTree(said.judgement().reasons()));
    verdict.set("reasons_en", JSON.valueToTree(said.judgement().reasonsEnglish()));
    verdict.put("unsteady", isUnsteady);
    var reasons = said.judgement().reasons();
    doc.put("message", name(told) + ": " + String.join("; ", reasons));
    return JSON.writeValueAsBytes(doc);
  }

  /// It is over.
  static byte[] over(Told told, Instant now) {
    var doc = doc(told, Fault.UP.token(), "success", now);
    doc.put("message", "%s (%s): sudah pulih".formatted(told.subject(), name(told)));
    return JSON.writeValueAsBytes(doc);
  }

  private static ObjectNode doc(Told told, String fault, String outcome, Instant now) {
    var doc = JSON.createObjectNode();
    var at = text(now);
    doc.put("@timestamp", at);
    doc.putObject("event")
        .put("created", at)
        .put("dataset", "kentongan.verdict")
        .put("outcome", outcome);
    var own = doc.putObject("kentongan");
    told.asset().ifPresent(asset -> own.put("asset", asset.name()));
    own.putObject("verdict")
        .put("fault", fault)
        .put("subject", told.subject())
        .put("scope", told.scope())
        .put("quiet", told.isQuiet())
        .put("count", told.behind().size())
        .set("behind", JSON.valueToTree(told.behind().stream().limit(MOST_BEHIND).toList()));
    return doc;
  }

  private static String name(Told told) {
    return switch (told.fault()) {
      case UP -> "Pulih";
      case SITE_DOWN -> "Situs mati";
      case OFFICE_LINE_DOWN -> "Internet kantor terputus";
      case AGENT_DOWN -> "Agen kantor mati";
      case BLIND -> "Pusat tidak dapat melihat";
    };
  }

  private static String text(Instant at) {
    var whole = at.truncatedTo(java.time.temporal.ChronoUnit.MILLIS).toString();
    return whole.length() == 24 ? whole : whole.replace("Z", ".000Z");
  }

  static String write(Collection<Told> all) {
    var list = JSON.createArrayNode();
    for (var told : all) {
      var one = list.addObject();
      one.put("subject", told.subject()).put("scope", told.scope());
      one.put("fault", told.fault().name()).put("office", told.office().code());
      told.asset().ifPresent(asset -> one.put("asset", asset.name()));
      one.put("quiet", told.isQuiet());
      one.set("behind", JSON.valueToTree(told.behind()));
    }
    return JSON.writeValueAsString(list);
  }

  static List<Told> read(String memory) {
    var all = new ArrayList<Told>();
    if (!memory.isBlank() && JSON.readTree(memory) instanceof ArrayNode list) {
      for (var one : list) {
        all.add(told(one));
      }
    }
    return all;
  }

  private static Told told(JsonNode one) {
    var behind = new ArrayList<String>();
    one.path("behind").forEach(text -> behind.add(text.asString()));
    return new Told(
        one.path("subject").asString(),
        one.path("scope").asString(),
        Fault.valueOf(one.path("fault").asString()),
        new OfficeId(one.path("office").asString()),
        Optional.of(one.path("asset").asString("")).filter(AssetId::isName).map(AssetId::new),
        behind,
        one.path("quiet").asBoolean());
  }
}

package kentongan.store.sqlite;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.function.Function;
import kentongan.asset.AssetId;
import kentongan.incident.Fact;
import kentongan.incident.Incident;
import kentongan.incident.IncidentId;
import kentongan.office.Actor;
import kentongan.office.OfficeId;
import kentongan.office.PersonId;
import kentongan.playbook.Run;
import kentongan.playbook.RunFact;
import kentongan.playbook.RunId;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// Facts, and what they made, as JSON. A fact says its case in `fact`; identifiers are plain texts.
/// Unknown fields are passed over, so that an older program reads what a newer one wrote.
final class FactJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(texts())
          .addMixIn(Fact.class, Cases.class)
          .addMixIn(RunFact.class, Cases.class)
          .build();

  private FactJson() {}

  static String text(Fact fact) {
    return JSON.writerFor(Fact.class).writeValueAsString(fact);
  }

  static Fact fact(String json) {
    return JSON.readValue(json, Fact.class);
  }

  static String text(RunFact fact) {
    return JSON.writerFor(RunFact.class).writeValueAsString(fact);
  }

  static RunFact runFact(String json) {
    return JSON.readValue(json, RunFact.class);
  }

  static String text(Incident incident) {
    return JSON.writeValueAsString(incident);
  }

  static Incident incident(String json) {
    return JSON.readValue(json, Incident.class);
  }

  static String text(Run run) {
    return JSON.writeValueAsString(run);
  }

  static Run run(String json) {
    return JSON.readValue(json, Run.class);
  }

  /// The cases of a sealed type by their simple names.
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "fact")
  private interface Cases {}

  private static SimpleModule texts() {
    var module = new SimpleModule("identifiers");
    add(module, OfficeId.class, OfficeId::new);
    add(module, AssetId.class, AssetId::new);
    add(module, PersonId.class, PersonId::new);
    add(module, IncidentId.class, IncidentId::parse);
    add(module, RunId.class, RunId::parse);
    add(module, Actor.class, Actor::parse);
    return module;
  }

  private static <T> void add(SimpleModule module, Class<T> type, Function<String, T> parse) {
    module.addSerializer(
        type,
        new ValueSerializer<T>() {
          @Override
          public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeString(value.toString());
          }
        });
    module.addDeserializer(
        type,
        new ValueDeserializer<T>() {
          @Override
          public T deserialize(JsonParser in, DeserializationContext context) {
            return parse.apply(in.getString());
          }
        });
  }
}

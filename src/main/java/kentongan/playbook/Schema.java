package kentongan.playbook;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The published CACAO 2.0 schema, from the jar; the network is never asked.
final class Schema {
  private static final String PUBLISHED =
      "https://raw.githubusercontent.com/oasis-open/cacao-json-schemas/main/schemas/";
  private static final String SHIPPED = "classpath:kentongan/playbook/cacao-2.0/schemas/";

  private final com.networknt.schema.Schema root;

  Schema() {
    // Written with keywords of a later draft; without a word on them the validator logs each.
    var dialect =
        Dialect.builder(Dialects.getDraft7())
            .keyword(new NonValidationKeyword("unevaluatedProperties"))
            .keyword(new NonValidationKeyword("$defs"))
            .build();
    var registry =
        SchemaRegistry.withDefaultDialect(
            dialect,
            builder ->
                builder.schemaLoader(loader ->
                    loader
                        .fetchRemoteResources(false)
                        .schemaIdResolvers(ids -> ids.mapPrefix(PUBLISHED, SHIPPED))));
    root = registry.getSchema(SchemaLocation.of(PUBLISHED + "playbook.json"));
  }

  /// What the schema finds wrong.
  List<Fault> faults(Source source) {
    var faults = new ArrayList<Fault>();
    for (var error : root.validate(source.tree())) {
      var where = error.getInstanceLocation();
      var pointer = new StringBuilder();
      for (var i = 0; i < Math.min(2, where.getNameCount()); i++) {
        pointer.append('/').append(where.getName(i));
      }
      faults.add(
          new Fault(
              Fault.Kind.SCHEMA,
              source.line(pointer.toString()),
              stepOf(source, pointer.toString()),
              "%s: %s".formatted(where, error.getMessage())));
      if (faults.size() >= Check.MOST) {
        break;
      }
    }
    return faults;
  }

  private static Optional<String> stepOf(Source source, String pointer) {
    var prefix = "/workflow/";
    return pointer.startsWith(prefix) && pointer.length() > prefix.length()
        ? Optional.of(
            Graph.named(source.tree().path("workflow"), pointer.substring(prefix.length())))
        : Optional.empty();
  }
}

package kentongan.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How Sigma's field names and log sources are found in events.
///
/// @param sources which event has which log source
/// @param groups field names, by the log source of the rule; the first that fits is asked first
public record Mapping(List<SourceRule> sources, List<FieldGroup> groups) {
  /// Field names are paths in the event as they are; log sources come from outside.
  public static final Mapping IDENTITY = new Mapping(List.of(), List.of());

  public Mapping {
    sources = List.copyOf(sources);
    groups = List.copyOf(groups);
  }

  /// Where a field of a rule is found in an event.
  ///
  /// @param source the log source of the rule
  /// @param field the Sigma name
  public String path(LogSource source, String field) {
    for (var group : groups) {
      if (group.source().covers(source)) {
        var found = group.path(field);
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    return field;
  }

  /// Whether the values of a field are also matched as they read after URL decoding.
  public boolean isDecoded(LogSource source, String path) {
    for (var group : groups) {
      if (group.decoded().contains(path) && group.source().covers(source)) {
        return true;
      }
    }
    return false;
  }

  /// An event whose fields have these values has this log source, beside those of other rules.
  ///
  /// @param when path -> one of these values, upper and lower case alike
  public record SourceRule(
      Map<String, Set<String>> when,
      Set<String> categories,
      Set<String> products,
      Set<String> services) {
    public SourceRule {
      when = Map.copyOf(when);
      categories = Set.copyOf(categories);
      products = Set.copyOf(products);
      services = Set.copyOf(services);
    }
  }

  /// Names of fields for rules of a log source.
  ///
  /// @param fields Sigma name -> path
  /// @param others where all other names are found, as in `winlog.event_data.*`; names that hold a
  ///   dot are paths already
  /// @param decoded paths whose values are also matched after URL decoding
  public record FieldGroup(
      LogSource source, Map<String, String> fields, Optional<String> others, Set<String> decoded) {
    public FieldGroup {
      fields = Map.copyOf(fields);
      decoded = Set.copyOf(decoded);
    }

    Optional<String> path(String field) {
      var path = fields.get(field);
      if (path != null) {
        return Optional.of(path);
      }
      return field.indexOf('.') >= 0
          ? Optional.empty()
          : others.map(pattern -> pattern.replace("*", field));
    }
  }
}

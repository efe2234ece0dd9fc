package kentongan.rule;

import java.util.List;

/// What an event must be like, with names and patterns of the condition already resolved.
public sealed interface Search {
  /// Every part holds; true when there is none.
  record AllOf(List<Search> parts) implements Search {
    public AllOf {
      parts = List.copyOf(parts);
    }
  }

  /// At least one part holds; false when there is none.
  record AnyOf(List<Search> parts) implements Search {
    public AnyOf {
      parts = List.copyOf(parts);
    }
  }

  /// The part does not hold. Over a missing field it is true.
  record Not(Search part) implements Search {}

  /// A value of this field, any element of an array, meets the criterion.
  ///
  /// @param field the Sigma name, before mapping
  record Item(String field, Criterion criterion) implements Search {}

  /// Any text or number value of the event meets the criterion.
  record Keyword(Criterion criterion) implements Search {}
}

package kentongan.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import kentongan.detection.Reason.Node.AllOf;
import kentongan.detection.Reason.Node.AnyOf;
import kentongan.detection.Reason.Node.Item;
import kentongan.detection.Reason.Node.Not;
import kentongan.rule.EventRule;
import kentongan.rule.Filter;
import kentongan.rule.LogSource;

/// Why a rule matches an event, or why it does not. Made by [Reasons]; costs far more than
/// matching, so it is for one event that somebody asks about.
///
/// @param rule what was asked
/// @param sources the log sources of the event, by the mapping or as they were given
/// @param deciders the fields that decide the log source, and their values in the event
/// @param isRouted whether the rule is asked about events of these log sources
/// @param isMatch what the rule really says: routed, its condition met, and every filter's
/// @param condition the rule's own condition, filters left aside
/// @param filters the conditions of its filters, which have to be met too
public record Reason(
    EventRule rule,
    Sources sources,
    List<Found> deciders,
    boolean isRouted,
    boolean isMatch,
    Node condition,
    List<Filtered> filters) {
  public Reason {
    deciders = List.copyOf(deciders);
    filters = List.copyOf(filters);
  }

  /// As little as had to be otherwise for the rule to match, the log source left aside: of
  /// alternatives the one that lacks least.
  public List<Lack> lacking() {
    var lacks = new ArrayList<>(lacks(condition, true));
    filters.forEach(filter -> lacks.addAll(lacks(filter.condition(), true)));
    return lacks;
  }

  private static List<Lack> lacks(Node node, boolean wanted) {
    if (node.isMet() == wanted) {
      return List.of();
    }
    return switch (node) {
      case Item item -> List.of(new Lack(item, wanted));
      case Not(_, var part) -> lacks(part, !wanted);
      case AllOf(_, var parts) -> wanted ? every(parts, true) : fewest(parts, false);
      case AnyOf(_, var parts) -> wanted ? fewest(parts, true) : every(parts, false);
    };
  }

  private static List<Lack> every(List<Node> parts, boolean wanted) {
    return parts.stream().flatMap(part -> lacks(part, wanted).stream()).toList();
  }

  private static List<Lack> fewest(List<Node> parts, boolean wanted) {
    return parts.stream()
        .map(part -> lacks(part, wanted))
        .min(Comparator.comparingInt(List::size))
        .orElse(List.of());
  }

  /// A condition as a tree, each place with its answer.
  public sealed interface Node {
    /// Whether the event is like that.
    boolean isMet();

    /// All have to be met.
    record AllOf(boolean isMet, List<Node> parts) implements Node {
      public AllOf {
        parts = List.copyOf(parts);
      }
    }

    /// One has to be met.
    record AnyOf(boolean isMet, List<Node> parts) implements Node {
      public AnyOf {
        parts = List.copyOf(parts);
      }
    }

    /// It must not be met.
    record Not(boolean isMet, Node part) implements Node {}

    /// A field and what its value has to be like; several are alternatives.
    ///
    /// @param field as the rule names it; empty for keywords, which may stand in any field
    /// @param path where it was looked for in the event; empty for keywords
    /// @param expected in words
    /// @param found the values in the event; empty when the field is missing, and for keywords
    /// @param met the value that met it; empty when none did, or none was needed
    record Item(
        boolean isMet,
        String field,
        String path,
        List<String> expected,
        List<String> found,
        String met)
        implements Node {
      public Item {
        expected = List.copyOf(expected);
        found = List.copyOf(found);
      }
    }
  }

  /// What had to be otherwise.
  ///
  /// @param wanted whether the item had to be met; else it had not to be
  public record Lack(Item item, boolean wanted) {}

  /// A filter of the rule.
  ///
  /// @param condition met when the event is let through
  public record Filtered(Filter filter, Node condition) {}

  /// A field and its values.
  public record Found(String field, List<String> values) {
    public Found {
      values = List.copyOf(values);
    }
  }

  /// The log sources of an event; it may have several of each kind.
  public record Sources(Set<String> categories, Set<String> products, Set<String> services) {
    public Sources {
      categories = Set.copyOf(categories);
      products = Set.copyOf(products);
      services = Set.copyOf(services);
    }

    /// Whether a rule of this log source is asked.
    public boolean has(LogSource asked) {
      return asked.category().map(categories::contains).orElse(true)
          && asked.product().map(products::contains).orElse(true)
          && asked.service().map(services::contains).orElse(true);
    }
  }
}

package kentongan.web.rule;

import java.util.List;
import java.util.Optional;
import kentongan.web.When;

/// The rules in force: a page of them, and what stands around them.
///
/// @param version of the set, its first digits
/// @param since when it came into force
/// @param by who brought it; empty for the program
/// @param rules how many there are
/// @param asked what is looked for
/// @param found how many rules fit
/// @param inTheWay why the last reading left the old set in force, a line each
/// @param leftOut rules that are not in force, a line each; cut
/// @param leftOutInAll how many there are
/// @param filters the operator's own; empty for who is not at headquarters
public record RulesPage(
    String version,
    Optional<When> since,
    Optional<String> by,
    int rules,
    Asked asked,
    int found,
    int pages,
    List<Row> rows,
    Optional<When> refusedAt,
    List<FaultLine> inTheWay,
    List<FaultLine> leftOut,
    int leftOutInAll,
    List<FaultLine> warnings,
    List<FilterRow> filters,
    List<ChangeRow> changes,
    boolean mayReload,
    boolean mayFilter,
    boolean isCentral) {
  public RulesPage {
    rows = List.copyOf(rows);
    inTheWay = List.copyOf(inTheWay);
    leftOut = List.copyOf(leftOut);
    warnings = List.copyOf(warnings);
    filters = List.copyOf(filters);
    changes = List.copyOf(changes);
  }

  /// What is looked for; all of it stands in the address.
  ///
  /// @param text in title, author, tags, log source and id
  /// @param level as in `HIGH`; empty for all
  /// @param sort `heard`, `hits`, `cost`, `level` or `title`
  /// @param page from 1
  public record Asked(String text, String level, String sort, int page) {}

  /// One rule.
  ///
  /// @param tone how its level looks
  /// @param last when it was last heard
  /// @param heard how many detections people had to do with
  /// @param matched how many events it matched since the start; empty when nothing is known
  /// @param share of the time all rules took, as in `12,4 %`
  public record Row(
      String id,
      String title,
      String level,
      String tone,
      String source,
      String author,
      Optional<When> last,
      long heard,
      Optional<String> matched,
      Optional<String> share) {}

  /// What is wrong with a file.
  public record FaultLine(String where, String what) {}

  /// One of the operator's own filters.
  ///
  /// @param rule the rule's id; empty when it is not in force any more
  public record FilterRow(
      long number,
      String title,
      String rule,
      List<Value> values,
      String reason,
      String by,
      When at,
      Optional<String> until,
      Optional<Ended> ended) {
    public FilterRow {
      values = List.copyOf(values);
    }
  }

  /// A field and its value.
  public record Value(String field, String value) {}

  /// How a filter ended.
  public record Ended(String by, When at, String why) {}

  /// One change of the set.
  public record ChangeRow(
      String version,
      When at,
      String by,
      String why,
      int rules,
      int added,
      int changed,
      int removed) {}
}

package kentongan.web.rule;

import java.util.List;
import java.util.Optional;

/// One rule, as it stands and as it fares.
///
/// @param otherTitle its title in the other language; empty when it is the same
/// @param file where it stands, with the line
/// @param looksFor what it asks for, a line each
/// @param attack ATT&CK techniques and tactics
/// @param tags what else it is tagged with
/// @param partOf rules it serves or stands on
/// @param isSilent whether it only serves others
/// @param forgotten matches given up before their time; empty when there are none
/// @param recent newest first, of this viewer's offices
public record RulePage(
    String id,
    String title,
    String otherTitle,
    String level,
    String tone,
    String status,
    String author,
    String description,
    String source,
    String file,
    List<Line> looksFor,
    List<String> attack,
    List<String> tags,
    List<String> references,
    List<String> falsePositives,
    Optional<String> playbook,
    List<Other> partOf,
    boolean isSilent,
    Optional<String> recovers,
    List<InForce> filters,
    List<FoundView> recent,
    long heard,
    Optional<String> tried,
    Optional<String> matched,
    Optional<String> share,
    Optional<String> each,
    Optional<String> forgotten,
    String version,
    boolean mayFilter) {
  public RulePage {
    looksFor = List.copyOf(looksFor);
    attack = List.copyOf(attack);
    tags = List.copyOf(tags);
    references = List.copyOf(references);
    falsePositives = List.copyOf(falsePositives);
    partOf = List.copyOf(partOf);
    filters = List.copyOf(filters);
    recent = List.copyOf(recent);
  }

  /// One line of what a rule asks for.
  ///
  /// @param depth how far in, 0 to 5
  /// @param kind `all`, `any`, `not`, `item`, `keyword`, `more` or `count`: the end of a message
  ///   key
  /// @param what the rest
  public record Line(int depth, String kind, String what) {}

  /// Another rule.
  public record Other(String id, String title, String role) {}

  /// A filter that bears on the rule.
  public record InForce(String title, String reason, String author, String date) {}
}

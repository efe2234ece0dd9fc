package kentongan.rule;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What a rule says of itself, to people. All of it is text from a file: escape it where it is
/// shown.
///
/// @param id a UUID in this house's files; any unique text in others'
/// @param name what correlations call it, when it has a name
/// @param title in Indonesian in this house's files, else as its author wrote it
/// @param titleEnglish the same when there is no other
/// @param description what happened, for a tired officer; empty when not given
/// @param author to be shown with every match (Detection Rule License); empty when not given
/// @param status as in `stable`, `test`, `experimental`; empty when not given
/// @param tags as in `attack.t1110` and `rsit.intrusion-attempts.login-attempts`
/// @param playbook which one to offer, as in `situs-terganggu`
public record About(
    String id,
    Optional<String> name,
    String title,
    String titleEnglish,
    String description,
    Level level,
    String author,
    String status,
    List<String> tags,
    List<String> falsePositives,
    List<String> references,
    Optional<String> playbook) {
  private static final String RSIT = "rsit.";

  public About {
    Objects.requireNonNull(id);
    Objects.requireNonNull(level);
    tags = List.copyOf(tags);
    falsePositives = List.copyOf(falsePositives);
    references = List.copyOf(references);
  }

  /// The category of the trouble in the Reference Security Incident Taxonomy, `class.type`, from
  /// the tag `rsit.class.type`; as in `intrusion-attempts.login-attempts`.
  public Optional<String> category() {
    return tags.stream()
        .filter(tag -> tag.startsWith(RSIT))
        .map(tag -> tag.substring(RSIT.length()))
        .findFirst();
  }
}

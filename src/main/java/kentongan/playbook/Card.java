package kentongan.playbook;

import java.util.List;
import java.util.Optional;

/// A step in plain words, for somebody who does this for the first time, at night.
///
/// @param name what to do, in a few words
/// @param why the reason
/// @param how one instruction a line; empty for a question
/// @param see what one should see when it worked
/// @param avoid what not to do
/// @param stop when to stop and call instead
/// @param call whom to call, by role
/// @param question what a person answers with yes or no; for questions only
/// @param phase empty for playbooks of others
/// @param minutes how long it usually takes; empty when not known
public record Card(
    Words name,
    Words why,
    List<Words> how,
    Words see,
    List<Words> avoid,
    Words stop,
    Words call,
    Words question,
    Optional<Phase> phase,
    Optional<Integer> minutes) {
  public Card {
    how = List.copyOf(how);
    avoid = List.copyOf(avoid);
  }
}

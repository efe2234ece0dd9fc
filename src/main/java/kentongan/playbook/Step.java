package kentongan.playbook;

import java.util.List;
import java.util.Optional;

/// One step of a playbook.
public sealed interface Step {
  /// Its CACAO identifier, as in `action--6f1c…`.
  String id();

  /// What people read.
  Card card();

  /// The steps that may come next, in the order of the file.
  List<String> next();

  /// Where a walk begins.
  record Start(String id, Card card, String then) implements Step {
    @Override
    public List<String> next() {
      return List.of(then);
    }
  }

  /// Something a person does.
  ///
  /// @param agent the identifier of who does it, one of [Playbook#agents()]
  /// @param then the next step; empty when the file names none
  record Action(String id, Card card, String agent, Optional<String> then) implements Step {
    @Override
    public List<String> next() {
      return then.stream().toList();
    }
  }

  /// A question a person answers.
  ///
  /// @param agent who answers; empty when the file does not say
  /// @param otherwise where "no" leads; empty when it leads on like an end of the branch
  /// @param then where both branches lead on when they have ended; empty when they do not come back
  record Question(
      String id,
      Card card,
      Optional<String> agent,
      String yes,
      Optional<String> otherwise,
      Optional<String> then)
      implements Step {
    @Override
    public List<String> next() {
      var next = new java.util.ArrayList<String>();
      next.add(yes);
      otherwise.ifPresent(next::add);
      then.ifPresent(next::add);
      return List.copyOf(next);
    }
  }

  /// The end of the walk, or of a branch.
  record End(String id, Card card) implements Step {
    @Override
    public List<String> next() {
      return List.of();
    }
  }

  /// A step that is read, shown and exported, and not walked in this version: `parallel`,
  /// `while-condition`, `switch-condition`, `playbook-action`.
  ///
  /// @param type its CACAO type
  record Unwalked(String id, Card card, String type, List<String> next) implements Step {
    public Unwalked {
      next = List.copyOf(next);
    }
  }
}

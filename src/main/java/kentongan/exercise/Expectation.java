package kentongan.exercise;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import kentongan.asset.AssetId;
import kentongan.incident.Category;
import kentongan.incident.Fact;
import kentongan.incident.Status;
import kentongan.office.OfficeId;

/// Something people are expected to do, and by when.
///
/// @param id its short name
/// @param title what is expected, in one sentence
/// @param about on which incident
/// @param deed what is to be done
/// @param by which player is to do it; empty: anybody
/// @param within how long they have
/// @param after since when the time runs
public record Expectation(
    String id,
    Phrase title,
    About about,
    Deed deed,
    Optional<String> by,
    Duration within,
    After after) {
  public Expectation {
    Names.check("expectation", id);
    if (within.isNegative() || within.isZero()) {
      throw new IllegalArgumentException(
          "expectation %s: within %s (expected: more than zero)".formatted(id, within));
    }
  }

  /// Which incident is meant: the one that has all of what is named here.
  ///
  /// @param asset one of its assets
  /// @param office the office it belongs to
  /// @param playbook the playbook it offers
  /// @param category what it was opened as
  public record About(
      Optional<AssetId> asset,
      Optional<OfficeId> office,
      Optional<String> playbook,
      Optional<Category> category) {
    /// Any incident.
    public static final About ANY =
        new About(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /// Whether the incident of these facts is meant.
    public boolean fits(List<Fact> facts) {
      return facts.stream()
          .filter(Fact.Opened.class::isInstance)
          .map(Fact.Opened.class::cast)
          .findFirst()
          .filter(opened -> office.map(opened.office()::equals).orElse(true))
          .filter(opened -> category.map(c -> c == opened.category()).orElse(true))
          .filter(opened -> playbook.isEmpty() || playbook.equals(opened.playbook()))
          .filter(_ -> asset.map(wanted -> names(facts, wanted)).orElse(true))
          .isPresent();
    }

    private static boolean names(List<Fact> facts, AssetId asset) {
      return facts.stream()
          .anyMatch(fact ->
              (fact instanceof Fact.Opened opened && opened.assets().contains(asset))
                  || (fact instanceof Fact.DetectionJoined joined
                      && joined.assets().contains(asset)));
    }
  }

  /// What is to be done. Each is one sort of fact in an incident's record, written by a person.
  public sealed interface Deed {
    /// A notice was acknowledged, on its link or on the page.
    record Acknowledge() implements Deed {}

    /// Somebody is in charge.
    record TakeCharge() implements Deed {}

    /// A playbook was begun.
    record StartRun(String playbook) implements Deed {}

    /// A step of a playbook was done; skipping it does not count.
    ///
    /// @param step the step's id or its name
    record CompleteStep(String step) implements Deed {}

    /// So many steps of a playbook were done, whichever they are.
    record CompleteSteps(int count) implements Deed {
      public CompleteSteps {
        if (count < 1 || count > 200) {
          throw new IllegalArgumentException("steps: %d (expected: 1 to 200)".formatted(count));
        }
      }
    }

    /// The handling has come this far.
    record Reach(Status status) implements Deed {}

    /// Something was written down.
    record Note() implements Deed {}

    /// The report was approved by a named person.
    record ApproveReport() implements Deed {}

    /// The report was sent, and lies at the exercise's own desk.
    record SendReport() implements Deed {}

    /// The incident was closed.
    record Close() implements Deed {}
  }

  /// Since when the time runs.
  public sealed interface After {
    /// Since the exercise began.
    record Start() implements After {}

    /// Since the incident was opened.
    record Opened() implements After {}

    /// Since an inject.
    record Injected(String inject) implements After {}

    /// Since another expectation was met.
    record Met(String expectation) implements After {}
  }
}

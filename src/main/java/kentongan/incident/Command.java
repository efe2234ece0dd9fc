package kentongan.incident;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import kentongan.asset.AssetId;
import kentongan.office.Actor;
import kentongan.office.PersonId;

/// What somebody wants done with an incident. [Incident#decide] answers with facts or a refusal.
public sealed interface Command {
  /// Who wants it.
  Actor by();

  /// Let a detection belong to it. A detection that already does changes nothing.
  ///
  /// @param happenedAt when the newest of its events happened
  record Join(
      Actor by,
      String detection,
      String rule,
      String title,
      Set<AssetId> assets,
      List<String> events,
      Instant happenedAt,
      String why)
      implements Command {}

  /// Note that the trouble was seen to be over.
  record EndTrouble(Actor by, String detection, Instant happenedAt, String why)
      implements Command {}

  /// Say "I have seen it". The first one to say so is in charge until somebody takes over.
  record Acknowledge(PersonId person) implements Command {
    @Override
    public Actor by() {
      return Actor.person(person);
    }
  }

  /// Take charge.
  record TakeCharge(PersonId person) implements Command {
    @Override
    public Actor by() {
      return Actor.person(person);
    }
  }

  /// Say how far the handling has come; `CLOSED` is for [Close].
  record ChangeStatus(Actor by, Status to, String why) implements Command {}

  /// Set another severity.
  record SetSeverity(Actor by, Severity severity, String why) implements Command {}

  /// Set another category.
  record SetCategory(Actor by, Category category, String why) implements Command {}

  /// Set another distribution code.
  record SetTlp(Actor by, Tlp tlp, String why) implements Command {}

  /// Write something down.
  ///
  /// @param happenedAt when it happened, which may be earlier than now
  record AddNote(Actor by, String text, Instant happenedAt) implements Command {}

  /// Take in a piece of evidence that the ledger's store holds already.
  record AddEvidence(Actor by, String sha256, String name, String mediaType, long bytes)
      implements Command {}

  /// Note that a walk through a playbook began.
  record StartRun(Actor by, String run, String playbook, String version) implements Command {}

  /// Note what was done with a step of a run.
  record RecordStep(Actor by, String run, String step, String name, String what, String note)
      implements Command {}

  /// Note that a report is ready to be approved.
  record PrepareReport(Actor by, String report) implements Command {}

  /// Approve a prepared report.
  record ApproveReport(PersonId person, String report) implements Command {
    @Override
    public Actor by() {
      return Actor.person(person);
    }
  }

  /// Note that an approved report went out.
  record RecordReportSent(Actor by, String report, String to) implements Command {}

  /// Close and seal it.
  record Close(PersonId person, Verdict verdict, String why) implements Command {
    @Override
    public Actor by() {
      return Actor.person(person);
    }
  }

  /// Add what became known after it was sealed.
  record Amend(Actor by, String text) implements Command {}
}

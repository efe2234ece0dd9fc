package kentongan.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kentongan.incident.Decision.Accepted;
import kentongan.incident.Decision.Reason;
import kentongan.incident.Decision.Refused;
import kentongan.incident.Incident.Report;

/// What follows from each command. One case a command, in the order of [Command].
final class Decisions {
  /// How many detections one incident lists; beyond that they are on the same trouble anyway.
  static final int MOST_DETECTIONS = 10_000;

  private Decisions() {}

  static Decision of(Incident incident, Command command, Instant now) {
    try {
      if (command instanceof Command.Amend amend) {
        return amend(incident, amend, now);
      }
      if (incident.isSealed()) {
        return refused(
            Reason.SEALED,
            "%s is closed and sealed since %s (expected: an amendment)"
                .formatted(incident.id(), incident.closedAt().map(Instant::toString).orElse("?")));
      }
      return ofOpen(incident, command, now);
    } catch (IllegalArgumentException bad) {
      return refused(Reason.INPUT, String.valueOf(bad.getMessage()));
    }
  }

  private static Decision ofOpen(Incident incident, Command command, Instant now) {
    var stamp = Stamp.now(command.by(), now);
    return switch (command) {
      case Command.Join join -> join(incident, join, now);
      case Command.EndTrouble end ->
          incident.troubleEndedAt().isPresent()
              ? nothing()
              : fact(
                  new Fact.TroubleEnded(
                      new Stamp(end.by(), end.happenedAt(), now), end.detection(), end.why()));
      case Command.Acknowledge seen -> acknowledge(incident, seen, stamp);
      case Command.TakeCharge take -> takeCharge(incident, take, stamp);
      case Command.ChangeStatus change -> changeStatus(incident, change, stamp);
      case Command.SetSeverity set ->
          incident.severity() == set.severity()
              ? nothing()
              : fact(new Fact.SeveritySet(stamp, set.severity(), set.why()));
      case Command.SetCategory set -> setCategory(incident, set, stamp);
      case Command.SetTlp set ->
          incident.tlp() == set.tlp()
              ? nothing()
              : fact(new Fact.TlpSet(stamp, set.tlp(), set.why()));
      case Command.AddNote note -> addNote(incident, note, now);
      case Command.AddEvidence add ->
          incident.evidence().contains(add.sha256())
              ? nothing()
              : fact(
                  new Fact.EvidenceAdded(
                      stamp, add.sha256(), add.name(), add.mediaType(), add.bytes()));
      case Command.StartRun start ->
          incident.runs().contains(start.run())
              ? nothing()
              : fact(new Fact.RunStarted(stamp, start.run(), start.playbook(), start.version()));
      case Command.RecordStep step -> recordStep(incident, step, stamp);
      case Command.PrepareReport prepare -> prepare(incident, prepare, stamp);
      case Command.ApproveReport approve -> approve(incident, approve, stamp);
      case Command.RecordReportSent sent -> reportSent(incident, sent, stamp);
      case Command.Close close -> close(incident, close, stamp);
      case Command.Amend _ -> throw new AssertionError("answered above");
    };
  }

  private static Decision join(Incident incident, Command.Join join, Instant now) {
    if (incident.detections().contains(join.detection())
        || incident.detections().size() >= MOST_DETECTIONS) {
      return nothing();
    }
    return fact(
        new Fact.DetectionJoined(
            new Stamp(join.by(), join.happenedAt(), now),
            join.detection(),
            join.rule(),
            join.title(),
            join.assets(),
            join.events(),
            join.why()));
  }

  private static Decision acknowledge(Incident incident, Command.Acknowledge seen, Stamp stamp) {
    if (incident.isAcknowledged()) {
      return nothing();
    }
    var facts = new ArrayList<Fact>();
    facts.add(new Fact.Acknowledged(stamp, seen.person()));
    if (incident.inCharge().isEmpty()) {
      facts.add(new Fact.ChargeTaken(stamp, seen.person()));
    }
    return new Accepted(facts);
  }

  private static Decision takeCharge(Incident incident, Command.TakeCharge take, Stamp stamp) {
    if (incident.inCharge().filter(take.person()::equals).isPresent()) {
      return nothing();
    }
    var facts = new ArrayList<Fact>();
    if (!incident.isAcknowledged()) {
      facts.add(new Fact.Acknowledged(stamp, take.person()));
    }
    facts.add(new Fact.ChargeTaken(stamp, take.person()));
    return new Accepted(facts);
  }

  private static Decision changeStatus(
      Incident incident, Command.ChangeStatus change, Stamp stamp) {
    if (change.to() == incident.status()) {
      return nothing();
    }
    if (change.to() == Status.CLOSED || change.to() == Status.NEW) {
      return refused(
          Reason.STATUS,
          "status: %s (expected: triaged, contained, eradicated or recovered)"
              .formatted(change.to()));
    }
    if (incident.inCharge().isEmpty()) {
      return nobodyInCharge(incident);
    }
    return fact(new Fact.StatusChanged(stamp, incident.status(), change.to(), change.why()));
  }

  private static Decision setCategory(Incident incident, Command.SetCategory set, Stamp stamp) {
    if (incident.category() == set.category()) {
      return nothing();
    }
    // An exercise's incident must never pass for a real one, nor a real one for an exercise's.
    if (incident.category() == Category.EXERCISE || set.category() == Category.EXERCISE) {
      return refused(Reason.INPUT, "category: an exercise is one from its beginning or never");
    }
    return fact(new Fact.CategorySet(stamp, set.category(), set.why()));
  }

  private static Decision addNote(Incident incident, Command.AddNote note, Instant now) {
    if (note.happenedAt().isAfter(now.plus(Incident.CLOCKS_DIFFER))) {
      return refused(
          Reason.INPUT,
          "happened at: %s (expected: not later than now)".formatted(note.happenedAt()));
    }
    return fact(new Fact.NoteAdded(new Stamp(note.by(), note.happenedAt(), now), note.text()));
  }

  private static Decision recordStep(Incident incident, Command.RecordStep step, Stamp stamp) {
    if (!incident.runs().contains(step.run())) {
      return refused(
          Reason.INPUT, "run: %s (expected: one of this incident's)".formatted(step.run()));
    }
    return fact(
        new Fact.StepRecorded(
            stamp, step.run(), step.step(), step.name(), step.what(), step.note()));
  }

  private static Decision prepare(Incident incident, Command.PrepareReport prepare, Stamp stamp) {
    if (incident.category() == Category.EXERCISE && !prepare.report().startsWith("LATIHAN-")) {
      // Trap: an exercise must not leave as a report. Its desk prepares reports marked as such.
      return refused(
          Reason.REPORT, "report: an exercise's report is numbered LATIHAN-… and never leaves");
    }
    return isAt(incident, prepare.report(), Report.Stage.PREPARED)
        ? nothing()
        : fact(new Fact.ReportPrepared(stamp, prepare.report()));
  }

  private static Decision approve(Incident incident, Command.ApproveReport approve, Stamp stamp) {
    if (isAt(incident, approve.report(), Report.Stage.APPROVED)) {
      return nothing();
    }
    if (!isAt(incident, approve.report(), Report.Stage.PREPARED)) {
      return refused(
          Reason.REPORT,
          "report: %s is not prepared, so not to approve".formatted(approve.report()));
    }
    return fact(new Fact.ReportApproved(stamp, approve.report(), approve.person()));
  }

  private static Decision reportSent(
      Incident incident, Command.RecordReportSent sent, Stamp stamp) {
    if (isAt(incident, sent.report(), Report.Stage.SENT)) {
      return nothing();
    }
    if (!isAt(incident, sent.report(), Report.Stage.APPROVED)) {
      return refused(
          Reason.REPORT, "report: %s is not approved, so not to send".formatted(sent.report()));
    }
    return fact(new Fact.ReportSent(stamp, sent.report(), sent.to()));
  }

  private static Decision close(Incident incident, Command.Close close, Stamp stamp) {
    if (incident.inCharge().isEmpty()) {
      return nobodyInCharge(incident);
    }
    if (close.verdict() == Verdict.REAL && incident.status() != Status.RECOVERED) {
      return refused(
          Reason.STATUS,
          "status: %s (expected: recovered before a real incident is closed)"
              .formatted(incident.status()));
    }
    return fact(new Fact.Closed(stamp, close.verdict(), close.why()));
  }

  private static Decision amend(Incident incident, Command.Amend amend, Instant now) {
    return incident.isSealed()
        ? fact(new Fact.Amended(Stamp.now(amend.by(), now), amend.text()))
        : refused(
            Reason.NOT_SEALED,
            "%s is open (expected: a note; amendments are for a closed one)"
                .formatted(incident.id()));
  }

  private static boolean isAt(Incident incident, String report, Report.Stage stage) {
    return incident.report().filter(new Report(report, stage)::equals).isPresent();
  }

  private static Decision nobodyInCharge(Incident incident) {
    return refused(
        Reason.NOBODY_IN_CHARGE,
        "%s: nobody is in charge (expected: somebody acknowledges first)".formatted(incident.id()));
  }

  private static Decision nothing() {
    return new Accepted(List.of());
  }

  private static Decision fact(Fact fact) {
    return new Accepted(List.of(fact));
  }

  private static Decision refused(Reason reason, String why) {
    return new Refused(reason, why);
  }
}

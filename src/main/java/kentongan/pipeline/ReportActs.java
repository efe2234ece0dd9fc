package kentongan.pipeline;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import kentongan.asset.Asset;
import kentongan.incident.Command;
import kentongan.incident.Fact;
import kentongan.incident.Incident;
import kentongan.incident.IncidentId;
import kentongan.incident.Timeline;
import kentongan.office.Actor;
import kentongan.office.PersonId;
import kentongan.report.Agency;
import kentongan.report.CaseFile;
import kentongan.report.Decision;
import kentongan.report.Dispatch;
import kentongan.report.Part;
import kentongan.report.Release;
import kentongan.report.Report;
import kentongan.report.ReportId;

/// What people do about the report to the agency: prepare, edit, approve, send. Nothing here is
/// done by the program itself.
public final class ReportActs {
  private final World world;
  private final Acts acts;

  /// Reports on their way out: the same one is not handed over twice at once.
  private final Set<ReportId> leaving = ConcurrentHashMap.newKeySet();

  ReportActs(World world, Acts acts) {
    this.world = world;
    this.acts = acts;
  }

  /// Prepares a report from an incident's record. While one is being written there is no second.
  public Outcome prepare(IncidentId id, PersonId by) {
    return acts.write(
        id,
        incident -> {
          var reports = world.handling().reports().of(id);
          if (!reports.isEmpty() && reports.getLast().step() != Report.Step.SENT) {
            return Outcome.DONE;
          }
          var report = ReportId.of(id, reports.size() + 1);
          var now = acts.now();
          world.handling().reports().append(report, 0, Report.prepare(caseFile(incident), by, now));
          return acts.act(id, new Command.PrepareReport(Actor.person(by), report.toString()));
        });
  }

  /// Writes one part anew. An approval is void then.
  public Outcome edit(ReportId id, Part part, String text, PersonId by) {
    return decide(id, report -> report.edit(part, text, by, acts.now()));
  }

  /// Gives the letter its number.
  public Outcome number(ReportId id, String number, PersonId by) {
    return decide(id, report -> report.number(number, by, acts.now()));
  }

  /// Approves it as it stands.
  public Outcome approve(ReportId id, PersonId by) {
    var person = world.organisation().people().find(by);
    if (person.isEmpty()) {
      return new Outcome.Missing("person " + by);
    }
    return acts.write(() -> {
      var outcome =
          decide(id, report -> report.approve(person.get(), world.out().addressees(), acts.now()));
      return outcome instanceof Outcome.Done
          ? acts.act(id.incident(), new Command.ApproveReport(by, id.toString()))
          : outcome;
    });
  }

  /// Notes the agency's own number.
  public Outcome answer(ReportId id, String ticket, PersonId by) {
    return decide(id, report -> report.answer(ticket, by, acts.now()));
  }

  /// Sends an approved report.
  public Outcome send(ReportId id, PersonId by) {
    var report = world.handling().reports().find(id);
    if (report.isEmpty()) {
      return new Outcome.Missing(id.toString());
    }
    if (!leaving.add(id)) {
      return new Outcome.Refused("Laporan ini sedang dikirim.");
    }
    try {
      return switch (report.get().release(world.out().agency().reach())) {
        case Release.Held(var why) -> new Outcome.Refused(Acts.joined(why));
        case Release.Ready(var dispatch) -> hand(dispatch, report.get(), by);
      };
    } finally {
      leaving.remove(id);
    }
  }

  private Outcome hand(Dispatch dispatch, Report report, PersonId by) {
    return switch (world.out().agency().send(dispatch)) {
      case Agency.Answer.NotNow(var why) -> new Outcome.Refused(why);
      case Agency.Answer.Refused(var why) -> new Outcome.Refused(why);
      case Agency.Answer.Taken(var receipt, var at) ->
          acts.write(() -> {
            world
                .handling()
                .reports()
                .append(
                    report.id(), report.facts(), new kentongan.report.Fact.Sent(receipt, by, at));
            var to = dispatch.approval().to().to().getFirst().name();
            return acts.act(
                report.id().incident(),
                new Command.RecordReportSent(Actor.person(by), report.id().toString(), to));
          });
    };
  }

  private Outcome decide(ReportId id, Function<Report, Decision> decision) {
    return acts.write(() -> {
      var report = world.handling().reports().find(id);
      if (report.isEmpty()) {
        return new Outcome.Missing(id.toString());
      }
      return switch (decision.apply(report.get())) {
        case Decision.Accepted(var fact) -> {
          world.handling().reports().append(id, report.get().facts(), fact);
          yield Outcome.DONE;
        }
        case Decision.Refused(var why) -> new Outcome.Refused(Acts.joined(why));
      };
    });
  }

  private CaseFile caseFile(Incident incident) {
    var office = world.organisation().offices().get(incident.office());
    var facts = world.handling().incidents().facts(incident.id());
    return new CaseFile(
        incident.id(),
        world.isExercise(),
        incident.title(),
        incident.category().indonesian(),
        world.isExercise() ? "test/test" : incident.category().rsit(),
        Texts.severity(incident.severity()).id(),
        Texts.discovery(incident.discovery()),
        incident.discoveredAt(),
        incident.tlp(),
        office.officeName(),
        office.zone(),
        office.zoneName(),
        assets(incident),
        contact(incident),
        moments(facts),
        impact(incident),
        List.of(),
        actions(facts));
  }

  private List<String> assets(Incident incident) {
    return incident.assets().stream()
        .sorted()
        .map(id ->
            world.organisation().assets().find(id).map(ReportActs::withAddress).orElse(id.name()))
        .toList();
  }

  private static String withAddress(Asset asset) {
    return asset
        .url()
        .map(URI::toString)
        .map(url -> asset.name() + " (" + url + ")")
        .orElse(asset.name());
  }

  private Optional<CaseFile.Contact> contact(Incident incident) {
    return incident
        .inCharge()
        .flatMap(world.organisation().people()::find)
        .map(person ->
            new CaseFile.Contact(
                person.name(), person.title(), person.email(), person.phone().orElse("")));
  }

  private static List<CaseFile.Moment> moments(List<Fact> facts) {
    var moments = new ArrayList<CaseFile.Moment>();
    for (var entry : Timeline.of(facts).entries()) {
      Texts.line(entry.fact())
          .ifPresent(text -> moments.add(new CaseFile.Moment(entry.happenedAt(), text)));
    }
    return moments;
  }

  private static List<String> actions(List<Fact> facts) {
    return facts.stream()
        .filter(fact -> fact instanceof Fact.StepRecorded step && step.what().equals("done"))
        .map(fact -> ((Fact.StepRecorded) fact).name())
        .distinct()
        .toList();
  }

  /// What is known for sure; the rest is for the person who edits.
  private String impact(Incident incident) {
    var hit = assets(incident);
    if (hit.isEmpty()) {
      return "";
    }
    return incident
        .troubleEndedAt()
        .map(_ -> "Layanan terdampak: %s. Gangguan sudah berhenti.")
        .orElse("Layanan terdampak: %s. Gangguan masih berlangsung.")
        .formatted(String.join("; ", hit));
  }
}

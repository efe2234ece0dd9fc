package kentongan.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kentongan.office.Person;
import kentongan.office.PersonId;
import kentongan.office.Role;

/// A report to the agency, as its facts have made it. It never sends itself: a person approves, a
/// person sends.
///
/// @param id which report
/// @param content what it says now
/// @param approval the yes to exactly this content, when there is one
/// @param sent when and how it was handed over
/// @param ticket the agency's own number, once it answered
/// @param facts how many facts made it
public record Report(
    ReportId id,
    Content content,
    Optional<Approval> approval,
    Optional<Fact.Sent> sent,
    Optional<String> ticket,
    int facts) {

  /// How far a report is.
  public enum Step {
    /// Being written.
    DRAFT,
    /// Approved as it stands.
    APPROVED,
    /// Handed over; what is still to be said goes into another report.
    SENT
  }

  /// The first fact of a new report, prefilled from an incident's record.
  public static Fact prepare(CaseFile file, PersonId by, Instant at) {
    return new Fact.Prepared(Prefill.of(file), by, at);
  }

  /// The report that these facts make; empty when there are none.
  public static Optional<Report> of(ReportId id, List<Fact> facts) {
    Optional<Report> report = Optional.empty();
    for (var fact : facts) {
      report =
          Optional.of(
              report.isEmpty() && fact instanceof Fact.Prepared first
                  ? begun(id, first)
                  : report.orElseThrow(() -> notBegun(id)).apply(fact));
    }
    return report;
  }

  /// How far it is.
  public Step step() {
    if (sent.isPresent()) {
      return Step.SENT;
    }
    return approval.isPresent() ? Step.APPROVED : Step.DRAFT;
  }

  /// What is missing before it can be approved, each in plain Indonesian.
  public List<String> missing() {
    return content.missingParts().stream().map(Report::missing).toList();
  }

  /// Writes one part anew.
  public Decision edit(Part part, String text, PersonId by, Instant at) {
    return sent.isPresent() ? alreadySent() : accepted(new Fact.Edited(part, text, by, at));
  }

  /// Gives the letter its number.
  public Decision number(String number, PersonId by, Instant at) {
    return sent.isPresent() ? alreadySent() : accepted(new Fact.Numbered(number, by, at));
  }

  /// Approves it as it stands, for these receivers.
  public Decision approve(Person by, Addressees to, Instant at) {
    if (sent.isPresent()) {
      return alreadySent();
    }
    var why = new ArrayList<>(missing());
    why.addAll(to.missing());
    if (!by.may(Role.COMMANDER)) {
      why.add("%s tidak berwenang menyetujui laporan.".formatted(by.name()));
    }
    if (!why.isEmpty()) {
      return new Decision.Refused(why);
    }
    return accepted(
        new Fact.Approved(
            new Approval(by.id(), by.name(), by.title(), at, to, content.sha256(to))));
  }

  /// Whether it may go out this way now.
  public Release release(Agency.Reach reach) {
    var why = new ArrayList<String>();
    if (isExercise() && reach == Agency.Reach.OUTSIDE) {
      why.add("Laporan latihan tidak boleh keluar dari latihan.");
    }
    if (!isExercise() && reach == Agency.Reach.EXERCISE) {
      why.add("Laporan nyata tidak boleh masuk ke latihan.");
    }
    if (sent.isPresent()) {
      why.add("Laporan ini sudah dikirim.");
    }
    if (approval.isEmpty()) {
      why.add("Laporan ini belum disetujui.");
    }
    return why.isEmpty()
        ? new Release.Ready(new Dispatch(id, content, approval.orElseThrow()))
        : new Release.Held(why);
  }

  /// Notes the agency's own number.
  public Decision answer(String ticket, PersonId by, Instant at) {
    return sent.isEmpty()
        ? new Decision.Refused(List.of("Laporan ini belum dikirim."))
        : accepted(new Fact.Answered(ticket, by, at));
  }

  /// Whether it belongs to an exercise.
  public boolean isExercise() {
    return content.isExercise();
  }

  /// The report after one more fact.
  public Report apply(Fact fact) {
    return switch (fact) {
      case Fact.Prepared prepared -> next(prepared.content(), Optional.empty());
      case Fact.Edited(var part, var text, _, _) ->
          next(content.with(part, text), Optional.empty());
      case Fact.Numbered(var number, _, _) -> next(content.withNumber(number), Optional.empty());
      case Fact.Approved(var given) -> next(content, Optional.of(given));
      case Fact.Sent handed ->
          new Report(id, content, approval, Optional.of(handed), ticket, facts + 1);
      case Fact.Answered(var number, _, _) ->
          new Report(id, content, approval, sent, Optional.of(number), facts + 1);
    };
  }

  private Report next(Content changed, Optional<Approval> given) {
    return new Report(id, changed, given, sent, ticket, facts + 1);
  }

  private static Report begun(ReportId id, Fact.Prepared first) {
    return new Report(id, first.content(), Optional.empty(), Optional.empty(), Optional.empty(), 1);
  }

  private static IllegalStateException notBegun(ReportId id) {
    return new IllegalStateException("report %s: its first fact is not Prepared".formatted(id));
  }

  private static String missing(Part part) {
    return switch (part) {
      case CONTACT -> "Kontak pelapor belum diisi: siapa yang dapat dihubungi, surel, dan telepon.";
      case DESCRIPTION -> "Deskripsi insiden belum diisi: apa yang terjadi dan pada sistem mana.";
      case CHRONOLOGY -> "Kronologi belum diisi: apa yang terjadi pada pukul berapa.";
      case IMPACT -> "Dampak belum diisi: layanan, data, dan pengguna yang terkena.";
    };
  }

  private static Decision accepted(Fact fact) {
    return new Decision.Accepted(fact);
  }

  private static Decision alreadySent() {
    return new Decision.Refused(
        List.of("Laporan ini sudah dikirim; tambahan ditulis dalam laporan baru."));
  }
}
